"""Judging a change before it is made finds what validating the store after it finds, and only what is new."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, Quad
from rdflib import Graph, URIRef

from kg.namespaces import DEFAULT_BASE, FDR, PREFIXES, RDF
from kg.reason.background import ONTOLOGY_GRAPH
from kg.store.change import (
    evidence_after,
    evidence_before,
    judge,
    nameless,
    new_violations,
    plainly_conforms,
    touched,
)
from kg.store.delta import Delta
from kg.store.oxigraph import OxigraphStore
from kg.store.update import evaluate_update
from kg.text.normalise import sha256

HEAD = (
    "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items()) + "PREFIX : <https://example.org/id/>\n"
)
VALID = Path(__file__).parent.parent / "validate" / "valid.ttl"
NAME = "https://example.org/graph"
TEXT = "ab cd"
LIBYA = ':p a fdr:Passage ; fdr:inDocument :document ; fdr:start 0 ; fdr:end 5 ; fdr:exact "Libya"'


@pytest.fixture
def raw() -> pyoxigraph.Store:
    return pyoxigraph.Store()


@pytest.fixture
def store(raw: pyoxigraph.Store) -> OxigraphStore:
    opened = OxigraphStore(raw)
    opened.replace({NAME: Graph().parse(VALID)})
    return opened


def _delta(raw: pyoxigraph.Store, update: str, *, own: bool = False) -> Delta:
    return evaluate_update(raw, HEAD + update, default=None if own else "urn:x-foedera:default")


def _broken(store: OxigraphStore, delta: Delta, *, own: bool = False) -> list[str]:
    """Return the nodes that a change breaks."""
    change = touched(store, delta, base=DEFAULT_BASE, own=own)
    evidence = evidence_after(change)
    after = judge(evidence)
    assert not (plainly_conforms(evidence) and after.violations)
    found = nameless(change) + new_violations(after, judge(evidence_before(change)))
    return sorted({finding.focus.removeprefix("https://example.org/id/") for finding in found})


def _graph(content: str, name: str = NAME) -> str:
    return f"GRAPH <{name}> {{ {content} }}"


@pytest.mark.parametrize(
    ("update", "broken"),
    [
        (f"INSERT DATA {{ {_graph(':new a fdr:State ; rdfs:label 1')} }}", ["new"]),
        (f"INSERT DATA {{ {_graph('<urn:x> <urn:y> <urn:z>')} }}", []),
        (f"INSERT DATA {{ {_graph(':open fdr:modality fdr:Permission')} }}", ["open"]),
        (f"DELETE DATA {{ {_graph(':open fdr:action ' + chr(34) + 'open the canal' + chr(34))} }}", ["open"]),
        (f"INSERT DATA {{ {_graph(':egypt fdr:nonsense 1')} }}", ["egypt"]),
        # Who owes something must be an actor: what loses its type breaks those that point at it.
        (f"DELETE DATA {{ {_graph(':israel a fdr:State')} }}", ["earlier", "open", "peace", "talks"]),
        # A clause that no agreement has any more, told by the agreement alone.
        (f"DELETE DATA {{ {_graph(':peace fdr:hasClause :clause')} }}", ["clause"]),
        # The words of a passage of a document whose text is not at hand are compared with the others.
        (
            f"INSERT DATA {{ {_graph(LIBYA)} }}",
            ["p-peace"],
        ),
        ("CLEAR ALL", []),
        (f"DROP GRAPH <{NAME}>", []),
    ],
)
def test_what_a_change_breaks(raw: pyoxigraph.Store, store: OxigraphStore, update: str, broken: list[str]):
    assert _broken(store, _delta(raw, update)) == broken


def test_what_another_document_still_says_is_not_lost(raw: pyoxigraph.Store, store: OxigraphStore):
    graph = Graph()
    graph.add((URIRef("https://example.org/id/israel"), RDF.type, FDR.State))
    store.replace({"https://example.org/other": graph})
    assert _broken(store, _delta(raw, f"DELETE DATA {{ {_graph(':israel a fdr:State')} }}")) == []


def test_what_was_broken_before_does_not_hinder(raw: pyoxigraph.Store, store: OxigraphStore):
    _delta(raw, f"DELETE WHERE {{ {_graph(':open fdr:action ?a')} }}").apply(raw)
    assert (
        _broken(store, _delta(raw, f"INSERT DATA {{ {_graph(':open fdr:condition ' + chr(34) + 'if' + chr(34))} }}"))
        == []
    )
    assert _broken(store, _delta(raw, f"DELETE WHERE {{ {_graph(':open fdr:modality ?a')} }}")) == ["open"]


def test_the_store_is_the_same_afterwards(raw: pyoxigraph.Store, store: OxigraphStore):
    before = set(raw)
    _broken(store, _delta(raw, f"DELETE WHERE {{ {_graph('?s ?p ?o')} }}"))
    assert set(raw) == before


def test_blank_nodes_are_told_of_only_in_terms_of_others(raw: pyoxigraph.Store, store: OxigraphStore):
    assert _broken(store, _delta(raw, f"INSERT DATA {{ {_graph('[] a <urn:Person> ; <urn:knows> []')} }}")) == []
    for told in ("[] a fdr:State", ":open fdr:quantity []", "[] fdr:party :egypt"):
        [node] = _broken(store, _delta(raw, f"INSERT DATA {{ {_graph(told)} }}"))
        assert node.startswith("_:") or node == "open"


def test_a_mark_of_a_graph_hides_nothing(raw: pyoxigraph.Store, store: OxigraphStore):
    """What is put into a graph unseen is looked at when the graph comes to be seen."""
    hidden = "https://example.org/hidden"
    bad = f"INSERT DATA {{ {_graph(':bad a fdr:Commitment', hidden)} }}"
    mark = f"INSERT DATA {{ {_graph(f'<{hidden}> a fdr:ProvenanceGraph', hidden)} }}"
    assert _broken(store, _delta(raw, bad)) == ["bad"]
    assert _broken(store, _delta(raw, f"{mark};{bad}")) == []
    _delta(raw, f"{mark};{bad}").apply(raw)
    assert _broken(store, _delta(raw, mark.replace("INSERT", "DELETE"))) == ["bad"]


@pytest.mark.parametrize("name", [ONTOLOGY_GRAPH, "https://example.org/mine"])
def test_no_graph_is_left_out_because_it_says_so(raw: pyoxigraph.Store, store: OxigraphStore, name: str):
    bad = _delta(raw, f"INSERT DATA {{ {_graph(':bad a fdr:Commitment', name)} }}")
    if name != ONTOLOGY_GRAPH:
        mark = f"GRAPH <{name}/provenance> {{ <{name}> a fdr:InferredGraph }}"
        _delta(raw, f"INSERT DATA {{ {mark} }}").apply(raw)
    assert _broken(store, bad) == ["bad"]


def test_a_text_that_is_changed_does_not_fit_its_passages(raw: pyoxigraph.Store, store: OxigraphStore):
    document = f'''
        :d a fdr:NewsArticle ; dcterms:title "x" ; dcterms:issued "2001-01-01"^^xsd:date ; fdr:sha256 "{sha256(TEXT)}" .
        :q a fdr:Passage ; fdr:inDocument :d ; fdr:start 0 ; fdr:end 2 ; fdr:exact "ab" .
    '''
    texts = f':d fdr:text "{TEXT}" . <urn:texts> a fdr:TextGraph'
    _delta(raw, f"INSERT DATA {{ {_graph(document)} {_graph(texts, 'urn:texts')} }}").apply(raw)
    wrong = ':r a fdr:Passage ; fdr:inDocument :d ; fdr:start 3 ; fdr:end 5 ; fdr:exact "xy"'
    assert _broken(store, _delta(raw, f"INSERT DATA {{ {_graph(wrong)} }}")) == ["r"]
    assert _broken(store, _delta(raw, f"INSERT DATA {{ {_graph(wrong.replace('xy', 'cd'))} }}")) == []
    forged = f"DELETE WHERE {{ {_graph(':d fdr:text ?t', 'urn:texts')} }} ; "
    forged += f"INSERT DATA {{ {_graph(f':d fdr:text {chr(34)}xy cd{chr(34)}', 'urn:texts')} }}"
    assert _broken(store, _delta(raw, forged)) == ["d"]


def test_where_the_default_graph_is_its_own_it_is_looked_at(raw: pyoxigraph.Store):
    empty = OxigraphStore(raw)
    assert _broken(empty, _delta(raw, "INSERT DATA { :bad a fdr:Commitment }", own=True), own=True) == ["bad"]
    union = _delta(raw, "INSERT DATA { :bad a fdr:Commitment }")
    assert _broken(empty, union) == ["bad"]


def test_what_has_nothing_to_do_with_the_ontology_needs_no_judge(raw: pyoxigraph.Store, store: OxigraphStore):
    change = touched(store, _delta(raw, "INSERT DATA { <urn:a> <urn:b> <urn:c> }"), base=DEFAULT_BASE)
    assert not evidence_after(change).data
    change = touched(store, _delta(raw, "INSERT DATA { <urn:a> <urn:b> :egypt }"), base=DEFAULT_BASE)
    assert evidence_after(change).data


def test_statements_about_statements_are_passed_over(raw: pyoxigraph.Store, store: OxigraphStore):
    about = pyoxigraph.Triple(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c"))
    quad = Quad(NamedNode("https://example.org/id/egypt"), NamedNode("urn:told"), about, NamedNode(NAME))
    assert _broken(store, Delta(added=frozenset({quad}))) == []
