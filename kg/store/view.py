"""Views: what a store says of nodes, as it is or as it will be after a change that is not made yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set
from typing import Final, Literal

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, QuerySolution, QuerySolutions, Triple

from kg.namespaces import RDF
from kg.reason.background import ONTOLOGY_GRAPH
from kg.store.base import Store
from kg.store.delta import Delta
from kg.store.union import HIDDEN_TYPES

__all__ = ["View"]

_TYPE: Final = NamedNode(str(RDF.type))
#: So many nodes are looked at by one query.
_BATCH: Final = 5000
_NAMED: Final = "GRAPH ?g { ?s ?p ?o }"
_ALL: Final = "{ GRAPH ?g { ?s ?p ?o } } UNION { ?s ?p ?o }"
_UNION: Final = "{{ ?s ?p ?o }} UNION {{ VALUES ?g {{ {background} }} GRAPH ?g {{ ?s ?p ?o }} }}"


class View:
    """Be what the documents of a store say, without what is only inferred and what the ontology says.

    Args:
        store: The store.
        delta: The change that is made in thought, with what it changes in the union and in what follows.
        background: The names of the graphs that no document says; what the change adds to the ontology is said.
        own: Whether the default graph is a graph like others, not the union of them.
    """

    def __init__(
        self, store: Store, delta: Delta | None = None, *, background: Iterable[str], own: bool = False
    ) -> None:
        self._store = store
        self._own = own
        self._removed = delta.removed if delta else frozenset()
        self._added = delta.added if delta else frozenset()
        self._background = frozenset(background)
        # What everybody speaks of is in the graphs of thousands of documents, but once in the union kept of them.
        union = _UNION.format(background=" ".join(f"<{name}>" for name in sorted(self._background)))
        self._told_in = _ALL if own else union
        self._any = _ALL if own else _NAMED
        self._by_subject = _index(self._added, "subject")
        self._by_object = _index(self._added, "object")
        self._known: set[str] = set()
        self._hidden: set[str] = set()

    def about(self, nodes: Iterable[str], *, only: Set[str] | None = None, but: Set[str] = frozenset()) -> set[Triple]:
        """Return what is said of nodes.

        Args:
            nodes: Their IRIs.
            only: The properties that are looked at; None for all.
            but: The properties that are not.
        """
        return self._told(self._quads("subject", nodes, only, but, graphs=self._told_in))

    def back(self, nodes: Iterable[str], *, only: Set[str] | None = None, but: Set[str] = frozenset()) -> set[Triple]:
        """Return what leads to nodes; see `about`."""
        return self._told(self._quads("object", nodes, only, but, graphs=self._told_in))

    def anywhere(self, nodes: Iterable[str], step: str) -> set[Triple]:
        """Return what any graph, hidden or not, says of nodes by one property."""
        return {quad.triple for quad in self._quads("subject", nodes, {step}, graphs=self._any)}

    def shown(self, quads: Set[Quad]) -> set[Quad]:
        """Return the quads that are said where all can see them."""
        hidden = self.hidden({quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode)})

        def shows(quad: Quad) -> bool:
            name = quad.graph_name
            if isinstance(name, NamedNode):
                return name.value not in hidden and not self.is_background(quad)
            return self._own or isinstance(name, BlankNode)

        return {quad for quad in quads if shows(quad)}

    def hidden(self, graphs: Set[str]) -> set[str]:
        """Return those of some graphs that are not part of the default graph; all there are can be very many."""
        if new := graphs - self._known:
            types = self._quads("subject", new, {_TYPE.value}, graphs=self._any)
            marks = (quad for quad in types if quad.object in HIDDEN_TYPES and isinstance(quad.graph_name, NamedNode))
            self._hidden |= {quad.subject.value for quad in marks if isinstance(quad.subject, NamedNode)}
            self._known |= new
        return self._hidden & graphs

    def _told(self, quads: Set[Quad]) -> set[Triple]:
        shown = self.shown(quads)
        if not self._own:
            shown |= {quad for quad in quads if isinstance(quad.graph_name, DefaultGraph)}
        return {quad.triple for quad in shown} - {quad.triple for quad in quads if self.is_background(quad)}

    def is_background(self, quad: Quad) -> bool:
        """Tell whether no document says a quad: the ontology does, or it only follows."""
        name = quad.graph_name
        if not isinstance(name, NamedNode) or name.value not in self._background:
            return False
        return name.value != ONTOLOGY_GRAPH or quad not in self._added

    def _quads(
        self,
        end: Literal["subject", "object"],
        nodes: Iterable[str],
        only: Set[str] | None,
        but: Set[str] = frozenset(),
        *,
        graphs: str,
    ) -> set[Quad]:
        wanted = sorted(set(nodes))
        if not wanted:
            return set()
        steps = f"FILTER(?p IN ({_listed(only)}))" if only is not None else ""
        steps += f"FILTER(?p NOT IN ({_listed(but)}))" if but else ""
        variable = "?s" if end == "subject" else "?o"
        found: set[Quad] = set()
        for start in range(0, len(wanted), _BATCH):
            listed = " ".join(f"<{node}>" for node in wanted[start : start + _BATCH])
            query = f"SELECT ?s ?p ?o ?g WHERE {{ VALUES {variable} {{ {listed} }} {graphs} {steps} }}"
            rows = self._store.query(query)
            assert isinstance(rows, QuerySolutions)  # noqa: S101 - a SELECT query, told to mypy
            found.update(map(_quad, rows))
        index = self._by_subject if end == "subject" else self._by_object
        come = (quad for node in wanted for quad in index.get(node, ()))
        fitting = {
            quad for quad in come if (only is None or quad.predicate.value in only) and quad.predicate.value not in but
        }
        return (found - self._removed) | fitting


def _index(quads: Iterable[Quad], end: Literal["subject", "object"]) -> dict[str, list[Quad]]:
    index: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        term = quad.subject if end == "subject" else quad.object
        if isinstance(term, NamedNode):
            index[term.value].append(quad)
    return index


def _listed(iris: Iterable[str]) -> str:
    return ", ".join(f"<{iri}>" for iri in sorted(iris))


def _quad(row: QuerySolution) -> Quad:
    return Quad(row["s"], row["p"], row["o"], row["g"])
