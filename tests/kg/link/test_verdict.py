"""What a person says of a link that the store holds."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS, VOID

from kg.errors import InputError, NotFoundError
from kg.link.links import Link
from kg.link.linkset import linkset_graph, linkset_name, said_before
from kg.link.verdict import kept_links, link_called, verdict_update
from kg.settings import Settings
from kg.store.base import Store
from kg.store.open import open_store
from kg.validate.graph import validate

BASE = "https://example.org/id/"
NAME = linkset_name(BASE, "one", "other")
A, B, X, Y = (f"{BASE}{name}" for name in "abxy")
FOUND = [Link(A, X, 0.95, "same day", {"same day": 3.0}), Link(B, Y, 0.4, "same day", {"same day": 1.0})]


def first() -> Graph:
    return linkset_graph(NAME, FOUND, rejected={}, titles=("one", "other"), base=BASE)


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(Settings(store="memory:")) as opened:
        opened.replace({NAME: first()})
        yield opened


def after(store: Store, update: str) -> Graph:
    """Make an update of the set, as the server's engine does."""
    held = pyoxigraph.Store()
    held.load(first().serialize(format="nt").encode(), format=pyoxigraph.RdfFormat.N_TRIPLES, to_graph=named())
    held.update(update)
    graph = Graph()
    graph.parse(data=held.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=named()), format="nt")
    store.replace({NAME: graph})
    return graph


def named() -> pyoxigraph.NamedNode:
    return pyoxigraph.NamedNode(NAME)


def of(store: Store, left: str) -> str:
    return next(link.iri for link in kept_links(store) if link.left == left)


def test_links_are_told_in_pages(store: Store):
    assert [(link.verdict, link.linkset) for link in kept_links(store)] == [("open", NAME)] * 2
    assert kept_links(store, most=1) + kept_links(store, after=1) == kept_links(store)


def test_a_rejected_link_has_no_match_and_stays_rejected(store: Store):
    link = link_called(store, of(store, A))
    graph = after(store, verdict_update(link, accepted=False, reviewer="N. N.", base=BASE))
    assert (URIRef(A), None, URIRef(X)) not in graph
    assert (URIRef(B), SKOS.closeMatch, URIRef(Y)) in graph
    assert graph.value(URIRef(NAME), VOID.triples).toPython() == 1
    assert validate(graph).conforms, validate(graph).render()
    told = link_called(store, link.iri)
    assert (told.verdict, told.reviewer, told.score, told.method) == ("rejected", "N. N.", link.score, link.method)
    said = said_before(store, NAME)
    assert {pair: verdict.accepted for pair, verdict in said.items()} == {(A, X): False}, "linking anew knows it"


def test_an_accepted_link_is_an_exact_match(store: Store):
    link = link_called(store, of(store, B))
    graph = after(store, verdict_update(link, accepted=True, reviewer="N. N.", base=BASE))
    assert [str(p) for p in graph.predicates(URIRef(B), URIRef(Y))] == [str(SKOS.exactMatch)]
    assert graph.value(URIRef(NAME), VOID.triples).toPython() == 2
    assert validate(graph).conforms, validate(graph).render()
    assert said_before(store, NAME)[B, Y].accepted


def test_nobody_says_nothing_of_no_link(store: Store):
    with pytest.raises(NotFoundError, match="holds no link"):
        link_called(store, f"{BASE}link/none")
    with pytest.raises(InputError, match="is not an IRI"):
        link_called(store, "no iri")
    with pytest.raises(InputError, match="nobody is named"):
        verdict_update(link_called(store, of(store, A)), accepted=True, reviewer=" ", base=BASE)
