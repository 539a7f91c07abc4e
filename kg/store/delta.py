"""The delta: the quads that a write takes out of a store and puts into it.

It is worked out before anything is written, so that it can be looked at, kept, sent to other copies of the store and
applied twice with the same result.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from typing import Final

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

__all__ = ["Delta"]

_LENGTHS: Final = struct.Struct(">QQ")
#: So many quads are put in past Oxigraph's transactions; a journal makes up for what a crash leaves undone.
_MANY: Final = 50_000


@dataclass(frozen=True, slots=True)
class Delta:
    """Name the quads that leave and enter, and the graphs that come and go though they hold nothing.

    Args:
        removed: The quads that leave.
        added: The quads that enter; none of them leaves.
        created: The names of graphs that are there from now on, empty or not.
        dropped: The names of graphs that are there no longer; all their quads leave.
    """

    removed: frozenset[Quad] = frozenset()
    added: frozenset[Quad] = frozenset()
    created: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.removed or self.added or self.created or self.dropped)

    @property
    def graphs(self) -> set[str]:
        """The names of the graphs that change; the default graph has none."""
        named = {quad.graph_name for quad in self.removed | self.added}
        return {name.value for name in named if isinstance(name, NamedNode)} | self.created | self.dropped

    def then(self, later: Delta) -> Delta:
        """Return this change and a later one as one."""
        return Delta(
            removed=(self.removed - later.added) | (later.removed - self.added),
            added=(self.added - later.removed) | (later.added - self.removed),
            created=(self.created - later.dropped) | later.created,
            dropped=(self.dropped - later.created) | later.dropped,
        )

    def undo(self) -> Delta:
        """Return the change back."""
        return Delta(self.added, self.removed, self.dropped, self.created)

    def apply(self, store: pyoxigraph.Store) -> None:
        """Write it; twice does no more than once."""
        for quad in self.removed:
            store.remove(quad)
        if len(self.added) < _MANY:
            store.extend(self.added)
        else:
            store.bulk_extend(self.added)  # in no transaction, which would take ten times as long
        for name in self.created:
            store.add_graph(NamedNode(name))
        for name in self.dropped:
            store.remove_graph(NamedNode(name))

    def to_bytes(self) -> bytes:
        """Write it."""
        head = json.dumps([sorted(self.created), sorted(self.dropped)]).encode()
        removed = _written(self.removed)
        return _LENGTHS.pack(len(head), len(removed)) + head + removed + _written(self.added)

    @classmethod
    def from_bytes(cls, content: bytes) -> Delta:
        """Read what `to_bytes` wrote."""
        head, removed = _LENGTHS.unpack_from(content)
        start = _LENGTHS.size
        created, dropped = json.loads(content[start : start + head])
        start += head
        return cls(
            removed=_read(content[start : start + removed]),
            added=_read(content[start + removed :]),
            created=frozenset(created),
            dropped=frozenset(dropped),
        )


def _written(quads: frozenset[Quad]) -> bytes:
    written = pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS)
    assert written is not None  # noqa: S101 - it is only None where there is a file to write to
    return written


def _read(content: bytes) -> frozenset[Quad]:
    return frozenset(pyoxigraph.parse(content, format=RdfFormat.N_QUADS, lenient=True))
