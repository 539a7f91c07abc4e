"""The result cache: answers that are kept as long as the data stays as it is, within a bound of bytes.

An answer is found by its query in normal form, its dataset, its format, and the version of the data. Each write makes
another version, so that no answer is ever older than the data; those of former versions are let go of at once.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import Final, TypeAlias

from api.compress import LEAST, packed
from api.engine import Question
from api.normal import is_volatile, normal

__all__ = ["Alone", "Flight", "Kept", "Key", "ResultCache", "fingerprint", "key_of"]

#: An answer may take this part of the cache at most, so that many fit.
_PART: Final = 16
#: What an entry takes besides its texts, in bytes.
_ENTRY: Final = 1_024
#: The normal form of queries of so many characters is kept, of so many of them.
_SHORT: Final = 8_192
_FORMS: Final = 2_048


@dataclass(frozen=True, slots=True)
class Key:
    """Be what an answer is found by.

    Args:
        version: The version of the data.
        sparql: The query in normal form.
        dataset: What the request names as the dataset.
        formats: The names of the formats it may be written in.
    """

    version: int
    sparql: str
    dataset: tuple[tuple[str, ...] | None, tuple[str, ...] | None]
    formats: tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Kept:
    """Be a whole answer.

    Args:
        content_type: Its media type.
        body: Its bytes.
        digest: What its validators are made of: another for other bytes or another type, in whatever run.
        encoded: Its bytes in encodings that were asked for.
    """

    content_type: str
    body: bytes
    digest: str
    encoded: dict[str, bytes] = field(default_factory=dict)

    def size(self) -> int:
        """Return how many bytes it takes."""
        return len(self.body) + sum(map(len, self.encoded.values()))

    def tag(self, encoding: str | None) -> str:
        """Return the strong ETag of the bytes in an encoding."""
        return f'"{self.digest}-{encoding}"' if self.packs(encoding) else f'"{self.digest}"'

    def packs(self, encoding: str | None) -> bool:
        """Tell whether it is sent in an encoding at all: short ones are not."""
        return encoding is not None and len(self.body) >= LEAST


class Alone(Enum):
    """Tell those who wait for an answer that they cannot have it: to look again, or to ask for themselves."""

    AGAIN = "again"
    ALONE = "alone"


#: What those wait for who ask the same at the same time.
Flight: TypeAlias = "asyncio.Future[Kept | Alone]"


class ResultCache:
    """Keep answers, the last used longest.

    Args:
        size: How many bytes they may take together; 0 keeps none.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        #: The most bytes that one answer may have.
        self.most = size // _PART
        #: How many bytes they take.
        self.used = 0
        #: How often an answer was found, and how often not.
        self.hits = self.misses = 0
        #: Who is being answered now.
        self.flights: dict[Key, Flight] = {}
        self._version = 0
        self._kept: OrderedDict[Key, Kept] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Key) -> Kept | None:
        """Return an answer, if it is there."""
        self._renew(key.version)
        kept = self._kept.get(key)
        if kept is None:
            self.misses += 1
            return None
        self.hits += 1
        self._kept.move_to_end(key)
        return kept

    def put(self, key: Key, kept: Kept) -> None:
        """Keep an answer, if it is not too large, and not older than others."""
        self._renew(key.version)
        if key.version != self._version or kept.size() > self.most:
            return
        self._drop(key)
        self._kept[key] = kept
        self.used += _taken(key, kept)
        self._shrink()

    async def encoded(self, key: Key | None, kept: Kept, encoding: str) -> bytes:
        """Return an answer in an encoding; one that is kept is packed once."""
        found = kept.encoded.get(encoding)
        if found is None:
            found = await packed(kept.body, encoding)
            if key is not None and self._kept.get(key) is kept and encoding not in kept.encoded:
                kept.encoded[encoding] = found
                self.used += len(found)
                self._shrink()
        return found

    def _renew(self, version: int) -> None:
        if version > self._version:
            self._version, self.used = version, 0
            self._kept.clear()

    def _drop(self, key: Key) -> None:
        kept = self._kept.pop(key, None)
        if kept is not None:
            self.used -= _taken(key, kept)

    def _shrink(self) -> None:
        while self.used > self.size:
            self._drop(next(iter(self._kept)))


def key_of(question: Question, version: int | None) -> Key | None:
    """Return what the answer of a question is found by; None if it is not to be kept.

    Args:
        question: The question.
        version: The version of the data, or None where it may change without notice.
    """
    if version is None:
        return None
    sparql = _known(question.sparql) if len(question.sparql) <= _SHORT else _form(question.sparql)
    if sparql is None:
        return None
    return Key(
        version,
        sparql,
        (question.default_graphs, question.named_graphs),
        (question.rows.name if question.rows else None, question.graph.name if question.graph else None),
    )


def _form(sparql: str) -> str | None:
    """Return the normal form of a query; None if its answer is not to be kept."""
    return None if is_volatile(sparql) else normal(sparql)


_known: Final = lru_cache(_FORMS)(_form)


def fingerprint(content_type: str, body: bytes) -> str:
    """Return the digest that an answer's validators are made of."""
    return hashlib.blake2b(body, digest_size=16, key=content_type.encode()[:64]).hexdigest()


def _taken(key: Key, kept: Kept) -> int:
    named = sum(len(iri) for iris in key.dataset if iris is not None for iri in iris)
    return _ENTRY + 4 * (len(key.sparql) + named) + kept.size()
