"""Names of actors, in the ways that they are compared: whole, in parts, shortened, by sound, and as we know them."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from kg.extract.authority.load import read_table
from kg.extract.authority.table import DATA
from kg.extract.frames import ActorType
from kg.link.record import ActorRecord
from kg.link.words import STOP, own_words, words

__all__ = ["Names", "names_of"]

_ASIDE: Final = re.compile(r"\(([^()]*)\)")
_SPLIT: Final = re.compile(r"\s*[/|;]\s*|\s+-\s+")
_ABBREVIATION: Final = re.compile(r"[A-Z][A-Za-z0-9.&/-]{1,11}")
#: Words that abbreviations leave out.
_SMALL: Final = frozenset(STOP - {"government", "republic"})


@dataclass(frozen=True, slots=True)
class Names:
    """Hold the names of an actor in the ways that they are compared.

    Args:
        whole: Its names, folded.
        parts: Its names cut at strokes and dashes.
        abbreviations: Those of its names that are short for others.
        initials: The initials of its names and of their parts.
        state: The states in whose names it acts.
        preferred: The first of its names.
        bare: Its names without words for kinds of actor.
        sounds: The consonants of these.
        known: What our own list of groups has under its names.
    """

    whole: frozenset[str]
    parts: frozenset[str]
    abbreviations: frozenset[str]
    initials: frozenset[str]
    state: frozenset[str]
    preferred: str
    bare: frozenset[str]
    sounds: frozenset[str]
    known: frozenset[str]

    def blocks(self) -> set[str]:
        """Return what two actors must have one of in common to be compared."""
        tokens = {token for name in self.whole | self.state for token in name.split() if len(token) > 2}
        stems = {token[:5] for token in tokens}
        return stems | self.abbreviations | self.initials | self.sounds | self.known


def names_of(record: ActorRecord) -> Names:
    """Return the names of an actor.

    Args:
        record: The actor.
    """
    texts = [text for name in record.names for text in _variants(name)]
    whole = {_folded(text) for text in texts}
    government = _words().government
    state = {_folded(government.sub("", text)) for text in texts if government.search(text)}
    pieces = {piece for text in texts for piece in (text, *_SPLIT.split(text))}
    shorts = {piece for piece in pieces if _ABBREVIATION.fullmatch(piece.strip())}
    bare = frozenset(own for name in whole | state if len(own := _bare(name)) > 3)
    return Names(
        whole=frozenset(whole - {""}),
        parts=frozenset(_folded(part) for text in texts for part in _SPLIT.split(text)) - {""},
        abbreviations=frozenset(_letters(short) for short in shorts if _is_short(short)),
        initials=frozenset(initial for text in pieces if len(initial := _initials(text)) > 2),
        state=frozenset(state - {""}),
        preferred=_folded(record.names[0]),
        bare=bare,
        sounds=frozenset(sound for name in bare if len(sound := _sounds(name)) > 3),
        known=frozenset(entry for text in pieces for entry in _known().get(_folded(text), ())),
    )


def _variants(name: str) -> list[str]:
    """Return a name with and without what stands in brackets, and that by itself."""
    asides = _ASIDE.findall(name)
    return [text.strip() for text in (name, _ASIDE.sub(" ", name), *asides) if text.strip()]


@lru_cache(maxsize=65_536)
def _folded(name: str) -> str:
    return " ".join(word for word in words(name) if word not in STOP) or " ".join(words(name))


@lru_cache(maxsize=65_536)
def _initials(name: str) -> str:
    return "".join(word[0] for word in own_words(name) if word not in _SMALL)


def _is_short(text: str) -> bool:
    """Tell whether a word is an abbreviation: M19, FARC, SSLM/A."""
    return sum(map(str.isupper, text)) >= 2 or any(map(str.isdigit, text))


def _bare(name: str) -> str:
    """Return a folded name without words for kinds of actor; all of it, if there is nothing else."""
    return " ".join(word for word in name.split() if word not in _words().kinds and word != "al")


@lru_cache(maxsize=65_536)
def _sounds(name: str) -> str:
    """Return the consonants of a bare name: what was first written in other letters is spelt in many ways.

    >>> _sounds("hezb e zendawi"), _sounds("hizb i zendavi")
    ('sbsndw', 'sbsndw')
    """
    plain = name.translate(str.maketrans("qzcgv", "kskjw"))
    return re.sub(r"[aeiouyh\s]", "", re.sub(r"(.)\1", r"\1", plain))


@cache
def _known() -> dict[str, frozenset[str]]:
    """Return the groups that our own lists call by each name."""
    found: dict[str, set[str]] = defaultdict(set)
    for alias in read_table(DATA / "groups.tsv", ActorType.ARMED_GROUP):
        found[_folded(alias.spelling)].add(alias.entry.key)
    return {name: frozenset(keys) for name, keys in found.items()}


def _letters(short: str) -> str:
    return re.sub(r"[^a-z0-9]", "", short.casefold())


@dataclass(frozen=True, slots=True)
class _Words:
    """Hold words of names that tell nothing apart; see ``data/actor-words.toml``.

    Args:
        kinds: Words for kinds of actor.
        government: Finds what acts for a state at the beginning of a name.
    """

    kinds: frozenset[str]
    government: re.Pattern[str]


@cache
def _words() -> _Words:
    told = tomllib.loads((files("kg.link") / "data" / "actor-words.toml").read_text(encoding="utf-8"))
    before, bodies = "|".join(told["before"]), "|".join(told["bodies"])
    pattern = rf"^\s*(?:the\s+)?(?:(?:{before})\s+)?(?:{bodies}) of\s+(?:the\s+)?"
    return _Words(frozenset(told["kinds"].split()), re.compile(pattern, re.IGNORECASE))
