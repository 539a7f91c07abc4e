"""The data of a worker: all quads, and the default graph once more by itself.

In memory Oxigraph finds quads by walking along all those of a subject or an object. Where the default graph is the
union of many others, a state's name stands in as many of them as there are documents that name it; most queries look
at none of these graphs. Asked of the default graph alone they take a third of the time, and those about well-known
nodes a hundredth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

from kg.store.delta import Delta

__all__ = ["Data", "load", "names_graphs"]

#: Variables and the local parts of names, which are no keywords whatever they are called.
_NAMES: Final = re.compile(r"[?$:]\w+")
#: Of so many queries it is kept whether they do.
_KEPT: Final = 256
_KEYWORD: Final = re.compile(r"graph|from|\\u", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Data:
    """Be the data.

    Args:
        quads: All of them.
        plain: The default graph alone; None where it is not held apart.
    """

    quads: pyoxigraph.Store
    plain: pyoxigraph.Store | None = None

    def store_for(self, sparql: str) -> pyoxigraph.Store:
        """Return the store that answers a query whose request names no dataset."""
        return self.quads if self.plain is None or names_graphs(sparql) else self.plain

    def change(self, delta: Delta) -> None:
        """Apply a change."""
        delta.apply(self.quads)
        if self.plain is not None:
            Delta(_default(delta.removed), _default(delta.added)).apply(self.plain)


@lru_cache(_KEPT)
def names_graphs(sparql: str) -> bool:
    """Tell whether a query looks at other graphs than the default one, or might.

    >>> names_graphs("SELECT * { ?graph fdr:from ?day }"), names_graphs("SELECT * { GRAPH ?g { ?s ?p ?o } }")
    (False, True)
    """
    return _KEYWORD.search(_NAMES.sub(" ", sparql)) is not None


def load(folder: str | None, dump: str | None) -> Data:
    """Load data into memory, quad by quad: what loads files would give blank nodes other names than the store has.

    Args:
        folder: A store on disk that nobody writes to.
        dump: A file of N-Quads, if there is no folder.
    """
    quads = pyoxigraph.Store()
    if folder is not None:
        kept = pyoxigraph.Store.read_only(folder)
        quads.bulk_extend(kept.quads_for_pattern(None, None, None, None))
        for name in kept.named_graphs():
            if isinstance(name, NamedNode) and not quads.contains_named_graph(name):
                quads.add_graph(name)
    elif dump is not None:
        quads.bulk_extend(pyoxigraph.parse(path=Path(dump), format=RdfFormat.N_QUADS, lenient=True))
    plain = pyoxigraph.Store()
    plain.bulk_extend(quads.quads_for_pattern(None, None, None, DefaultGraph()))
    return Data(quads, plain)


def _default(quads: frozenset[Quad]) -> frozenset[Quad]:
    return frozenset(quad for quad in quads if isinstance(quad.graph_name, DefaultGraph))
