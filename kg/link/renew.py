"""Renew the consolidated graph: find what several documents tell of, check it, and write what has changed.

`renew` works it out from all documents. `let_go` and `take_in` keep it so when documents go or come, in a store that
has been consolidated: they read those documents, those that tell of the same kind of thing at nearly the same time,
and those behind the nodes that are touched. The rest of the graph stays as it is, and is not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager

from pyoxigraph import NamedNode, Quad

from kg.errors import ConformanceError
from kg.link.consolidate import Consolidated, consolidate, consolidated_name
from kg.link.near import Grouped, grouped, near, sources
from kg.link.told import told
from kg.namespaces import FDR, RDF
from kg.store.base import Store
from kg.store.context import context
from kg.store.kinds import document_names
from kg.validate.shapes import validate_shapes

__all__ = ["is_consolidated", "keeping", "let_go", "renew", "take_in"]


def is_consolidated(store: Store, *, base: str) -> bool:
    """Tell whether a store has been consolidated, and is to be kept so."""
    name = NamedNode(consolidated_name(base))
    marks = store.pointing_at(str(FDR.ConsolidatedGraph), str(RDF.type))
    return any(quad.subject == quad.graph_name == name for quad in marks)


def renew(store: Store, *, base: str) -> Consolidated:
    """Put what several documents tell of in the place of what was found before; where there is nothing, a mark stays.

    Raises:
        ConformanceError: If it does not conform to the shapes.
        StoreError: If it cannot be written.
    """
    name = consolidated_name(base)
    found = consolidate(store, document_names(store, base), base=base)
    _check(store, found, store.quads([name]))
    store.replace({name: found.graph})
    return found


def let_go(store: Store, graphs: Iterable[str], *, base: str) -> None:
    """Take what documents tell out of the consolidated graph, before they are taken out of the store.

    Args:
        store: The store; it stays as it is where it has not been consolidated.
        graphs: The names of the graphs of the documents; of one that the store does not hold there is nothing to do.
        base: The IRI that every minted IRI starts with.

    Raises:
        ConformanceError: If what is left does not conform to the shapes.
        StoreError: If it cannot be written.
    """
    going = set(graphs)
    if not is_consolidated(store, base=base):
        return
    things = {thing.iri for thing in told(store, going)}
    old = grouped(store, things, name=consolidated_name(base))
    left = old.members - things
    _regroup(store, sources(store, left, base=base) - going, old, left, base=base)


def take_in(store: Store, graphs: Iterable[str], *, base: str) -> None:
    """Put what documents tell into the consolidated graph, after they were put into the store; see `let_go`.

    What they told before, if they were in the store already, has to be let go of first.
    """
    come = set(graphs)
    if not is_consolidated(store, base=base):
        return
    things = told(store, come)
    new = {thing.iri for thing in things}
    found = consolidate(store, near(store, things, base=base) | come, base=base, only=new)
    alike = {thing.iri for members in found.groups.values() for thing in members} | new
    old = grouped(store, alike, name=consolidated_name(base))
    touched = alike | old.members
    _regroup(store, sources(store, touched, base=base), old, touched, base=base)


@contextmanager
def keeping(store: Store, graphs: Iterable[str], *, base: str) -> Iterator[None]:
    """Let go of what documents tell, and take it in again once they have been written anew, or could not be."""
    names = list(graphs)
    let_go(store, names, base=base)
    try:
        yield
    finally:
        take_in(store, names, base=base)


def _regroup(store: Store, graphs: Iterable[str], old: Grouped, things: Set[str], *, base: str) -> None:
    """Put what documents tell of things in the place of the groups that there were."""
    found = consolidate(store, graphs, base=base, only=things)
    if found.groups:
        _check(store, found, old.quads)
    store.amend(consolidated_name(base), gone=old.quads, come=found.graph)


def _check(store: Store, found: Consolidated, gone: Iterable[Quad]) -> None:
    report = validate_shapes(context(store, found.graph, gone=gone))
    own = {str(subject) for subject in found.graph.subjects()}
    wrong = tuple(finding.sentence for finding in report.violations if finding.focus in own)
    if wrong:
        raise ConformanceError("what was consolidated does not conform, so it was not stored", wrong)
