"""The default graph is at all times the set union of the graphs that are not provenance-only."""

from __future__ import annotations

import pyoxigraph
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, URIRef

from kg.namespaces import FDR, RDF
from kg.store.oxigraph import OxigraphStore

NAMES = [f"https://example.org/g{number}" for number in range(4)]
TRIPLES = [tuple(URIRef(f"https://example.org/{part}{number}") for part in "spo") for number in range(4)]
MARKS = [
    (URIRef(name), RDF.type, kind) for name in NAMES for kind in (FDR.ProvenanceGraph, FDR.TextGraph, FDR.DocumentGraph)
]
NAME = st.sampled_from(NAMES)
CONTENT = st.sets(st.sampled_from(TRIPLES + MARKS), max_size=6)
STEPS = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from(NAMES), CONTENT, max_size=3), st.sets(st.sampled_from(NAMES), max_size=2)
    ),
    min_size=1,
    max_size=8,
)
Held = dict[str, set[tuple[URIRef, ...]]]


def expected(held: Held) -> set[tuple[str, ...]]:
    """Say it from the definition, without regard to how the store does it."""
    every = {triple for triples in held.values() for triple in triples}
    hidden = {str(s) for s, p, o in every if p == RDF.type and o in (FDR.ProvenanceGraph, FDR.TextGraph)}
    return {tuple(map(str, triple)) for name, triples in held.items() if name not in hidden for triple in triples}


@given(steps=STEPS)
@settings(deadline=None, max_examples=300)
def test_any_sequence_of_changes_keeps_the_union(steps: list[tuple[Held, set[str]]]):
    store = OxigraphStore(pyoxigraph.Store())
    held: Held = {}
    for graphs, removed in steps:
        data = {}
        for name, triples in graphs.items():
            data[name] = Graph()
            for triple in triples:
                data[name].add(triple)
        store.replace(data, remove=removed)
        held = {name: triples for name, triples in held.items() if name not in removed} | graphs
        held = {name: triples for name, triples in held.items() if triples}
        found = [tuple(term.value for term in row) for row in store.query("SELECT ?s ?p ?o { ?s ?p ?o }")]
        assert len(found) == len(set(found))
        assert set(found) == expected(held)
        assert store.graph_names() == sorted(held)
