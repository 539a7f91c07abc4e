"""Dumps: all that may be passed on as files, made once for each version of the data.

A file can be sent in parts and taken up again where a download broke off (RFC 9110, section 14): its entity tag is the
digest of its bytes, so that two parts of different versions are never put together.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, cast

import pyoxigraph
from pyoxigraph import Quad, QueryTriples, RdfFormat, Triple

from api.scratch import Scratch
from kg.namespaces import PREFIXES
from kg.store.base import Store
from kg.store.export import restricted_names

__all__ = ["DUMPS", "Dump", "DumpFolder"]

#: What a dump is written in, by its suffix: media type, what writes it, whether it keeps the names of the graphs.
DUMPS: Final[dict[str, tuple[str, RdfFormat, bool]]] = {
    "nq": ("application/n-quads", RdfFormat.N_QUADS, True),
    "trig": ("application/trig", RdfFormat.TRIG, True),
    "ttl": ("text/turtle", RdfFormat.TURTLE, False),
}
_GZ: Final = ".gz"
_UNION: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Dump:
    """Be a file that is sent, with its media type and its entity tag."""

    path: Path
    media_type: str
    tag: str


class DumpFolder:
    """Keep the dumps of the newest version of the data in a folder of their own.

    A file is named by the digest of its bytes and stays until there are two newer ones, so that what is being sent is
    what its entity tag says.

    Args:
        place: Where the folder is made; None for the system's folder of temporary files.
    """

    def __init__(self, place: Path | None = None) -> None:
        self._folder = Scratch(".foedera-dumps-", place)
        self._made: dict[str, tuple[object, Dump]] = {}
        self._before: dict[str, Path] = {}
        self._making = asyncio.Lock()

    async def dump(self, store: Store, version: object, suffix: str) -> Dump | None:
        """Return a dump, written now if there is none of this version; None if there is none of this suffix.

        Args:
            store: What is written.
            version: The version of the data; None if it is not known, and the dump is written anew.
            suffix: ``nq``, ``trig`` or ``ttl``, with ``.gz`` for a packed one.
        """
        if suffix.removesuffix(_GZ) not in DUMPS:
            return None
        async with self._making:
            made = self._made.get(suffix)
            if made is None or version is None or made[0] != version:
                new = await asyncio.to_thread(self._write, store, suffix)
                if made is not None and made[1].path != new.path:
                    if (last := self._before.get(suffix)) is not None and last != new.path:
                        last.unlink()
                    self._before[suffix] = made[1].path
                made = (version, new)
                self._made[suffix] = made
            return made[1]

    def close(self) -> None:
        """Remove the folder."""
        self._folder.close()

    def _write(self, store: Store, suffix: str) -> Dump:
        media_type, written_in, named = DUMPS[suffix.removesuffix(_GZ)]
        new = self._folder.path / f"new.{suffix}"
        with new.open("wb") as file:
            if suffix.endswith(_GZ):
                with gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0) as packed:
                    _serialise(store, cast("BinaryIO", packed), written_in, named=named)
            else:
                _serialise(store, file, written_in, named=named)
        digest = _digest(new)
        path = new.replace(new.with_name(f"{digest}.{suffix}"))
        return Dump(path, "application/gzip" if suffix.endswith(_GZ) else media_type, f'"{digest}"')


def _serialise(store: Store, file: BinaryIO, written_in: RdfFormat, *, named: bool) -> None:
    """Write the graphs that may be passed on, but for texts and provenance."""
    kept_back = restricted_names(store)
    left_out = {*kept_back, *store.hidden_names()}
    statements: Iterator[Quad] | Iterator[Triple] | QueryTriples
    if not named and not kept_back:
        union = store.query(_UNION)
        assert isinstance(union, QueryTriples)  # noqa: S101 - a CONSTRUCT query, told to mypy
        statements = union
    else:
        quads = store.quads(name for name in store.graph_names() if name not in left_out)
        statements = quads if named else (quad.triple for quad in quads)
    pyoxigraph.serialize(statements, file, written_in, prefixes=PREFIXES if written_in != RdfFormat.N_QUADS else None)


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()[:32]
