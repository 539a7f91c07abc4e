"""The competency questions, asked of the seeds and of a small invented corpus.

What only follows when both seeds are compared is asked of the seeds once they are consolidated. The answers in
``questions/answers`` were written by hand from the texts. A ``…`` in an answer stands for any words, so
that an answer does not depend on where exactly a passage is cut. Rows under ``open`` may be there or not, because the
text leaves it open. ``defect`` says why the extraction cannot give the answer yet; the test fails as soon as it can.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions
from rdflib import Graph, Namespace

from kg.ingest.ingest import ingest
from kg.link.renew import renew
from kg.namespaces import DEFAULT_BASE, FDR, PREFIXES, RDF, SKOS
from kg.resources import ontology_dir, ontology_files
from kg.settings import Settings
from kg.store.base import Store
from kg.store.open import open_store
from kg.text.normalise import normalise, sha256
from kg.validate.graph import validate

HERE = Path(__file__).parent / "questions"
SEEDS = Path(__file__).parents[2] / "seeds"
SH = Namespace("http://www.w3.org/ns/shacl#")
BASE = "https://example.org/id/"
MEMORY = Settings(store="memory:")
THEMES = "https://w3id.org/foedera/themes"
QUESTIONS = {path.stem.split("-")[0]: path for path in ontology_files("questions")}
DECIMAL = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")

Row = tuple[str, ...]


def declared_prefixes() -> dict[str, str]:
    graph = Graph().parse(ontology_dir() / "prefixes.ttl")
    nodes = graph.subjects(RDF.type, SH.PrefixDeclaration)
    return {str(graph.value(node, SH.prefix)): str(graph.value(node, SH.namespace)) for node in nodes}


@cache
def query_of(number: str) -> str:
    graph = Graph().parse(QUESTIONS[number])
    [query] = [text for verb in (SH.select, SH.ask) for text in graph.objects(None, verb)]
    return str(query)


@cache
def answers_of(number: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((HERE / "answers" / f"{number}.toml").read_text(encoding="utf-8"))


def themes() -> Graph:
    """The themes as the store holds them once they are loaded: no blank nodes, all broader themes at hand."""
    read, graph = Graph(), Graph()
    for path in ontology_files("themes"):
        read.parse(path)
    for subject, verb, value in read:
        if not {type(subject), type(value)} & {rdflib.BNode}:
            graph.add((subject, verb, value))
    for theme in set(read.subjects(SKOS.broader)):
        for broader in set(read.transitive_objects(theme, SKOS.broader)) - {theme}:
            graph.add((theme, SKOS.broaderTransitive, broader))
    return graph


def corpus_graphs() -> Iterator[tuple[str, Graph]]:
    """The invented documents, each in a graph with another for its text and one that says what these are."""
    for path in sorted((HERE / "corpus").glob("*.ttl")):
        name, graph = rdflib.URIRef(f"{BASE}graph/{path.stem}"), Graph().parse(path)
        yield str(name), graph
        for document in graph.subjects(FDR.sha256):
            about, text = rdflib.URIRef(f"{document}/provenance"), rdflib.URIRef(f"{document}/text")
            marks, texts = Graph(), Graph()
            for node, kind in ((name, FDR.DocumentGraph), (about, FDR.ProvenanceGraph), (text, FDR.TextGraph)):
                marks.add((node, RDF.type, kind))
            texts.add((document, FDR.text, rdflib.Literal(path.with_suffix(".txt").read_text(encoding="utf-8"))))
            yield str(about), marks
            yield str(text), texts


@pytest.fixture(scope="module")
def stores() -> Iterator[dict[str, Store]]:
    with ExitStack() as stack:
        found = {name: stack.enter_context(open_store(MEMORY)) for name in ("seeds", "consolidated", "corpus")}
        for name in ("seeds", "consolidated"):
            ingest([SEEDS], found[name], base=DEFAULT_BASE)
        renew(found["consolidated"], base=DEFAULT_BASE)
        found["corpus"].replace(dict(corpus_graphs()))
        for store in found.values():
            store.replace({THEMES: themes()})
        yield found


def cell(term: object) -> str:
    """Write a term as in the answers: a name with its prefix, a number in its shortest form, else the words."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        for prefix, namespace in PREFIXES.items():
            if term.value.startswith(namespace):
                return f"{prefix}:{term.value.removeprefix(namespace)}"
        return term.value
    assert isinstance(term, Literal)
    return f"{Decimal(term.value).normalize():f}" if term.datatype == DECIMAL else term.value


def ask(store: Store, number: str) -> tuple[list[str], set[Row]] | bool:
    found = store.query(query_of(number), prefixes=declared_prefixes())
    if isinstance(found, QueryBoolean):
        return bool(found)
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    return names, {tuple(cell(term) for term in solution) for solution in found}


def fits(expected: Row, row: Row) -> bool:
    return all(
        re.fullmatch(".*".join(map(re.escape, words.split("…"))), text, re.DOTALL)
        for words, text in zip(expected, row, strict=True)
    )


def each_answer() -> Iterator[Any]:
    for number in QUESTIONS:
        for where, answer in answers_of(number).items():
            defect = answer.get("defect")
            marks = [pytest.mark.xfail(strict=True, reason=defect, raises=AssertionError)] if defect else []
            yield pytest.param(number, where, id=f"{number}-{where}", marks=marks)


@pytest.mark.parametrize(("number", "where"), list(each_answer()))
def test_the_answer_is_that_of_the_texts(number: str, where: str, stores: dict[str, Store]):
    answer = answers_of(number)[where]
    found = ask(stores[where], number)
    if isinstance(found, bool):
        assert found is answer["yes"]
        return
    names, rows = found
    columns = answer.get("columns", names)
    got = {tuple(row[names.index(column)] for column in columns) for row in rows}
    wanted = [tuple(row) for row in answer["rows"]]
    missing = [row for row in wanted if not any(fits(row, other) for other in got)]
    allowed = [*wanted, *map(tuple, answer.get("open", []))]
    surplus = [row for row in sorted(got) if not any(fits(other, row) for other in allowed)]
    assert (missing, surplus) == ([], [])


def test_every_question_has_answers_and_every_answer_a_question():
    assert sorted(QUESTIONS) == sorted(path.stem for path in (HERE / "answers").glob("*.toml"))
    assert len(QUESTIONS) >= 30


@pytest.mark.parametrize("number", list(QUESTIONS))
def test_some_answer_says_something(number: str):
    answers = answers_of(number).values()
    assert any(answer.get("rows") or "yes" in answer for answer in answers)
    assert set(answers_of(number)) <= {"seeds", "consolidated", "corpus"}


def test_the_invented_corpus_conforms():
    graphs = list(corpus_graphs())
    texts = [path.read_text(encoding="utf-8") for path in (HERE / "corpus").glob("*.txt")]
    together = sum((graph for name, graph in graphs if name.startswith(f"{BASE}graph/")), themes())
    report = validate(together, {sha256(normalise(text)): text for text in texts})
    assert [finding.sentence for finding in report.violations] == []


def test_the_themes_are_given_as_the_store_would_have_them(stores: dict[str, Store]):
    found = stores["seeds"].query("SELECT ?x { ?x a skos:Concept }", prefixes=PREFIXES)
    assert isinstance(found, QuerySolutions)
    assert len(list(found)) > 60


def with_more(turtle: str) -> Store:
    """The invented corpus with a graph more."""
    store = open_store(Settings(store="memory:"))
    more = Graph().parse(data=f"@prefix fdr: <{FDR}> .\n@base <{BASE}> .\n{turtle}", format="turtle")
    store.replace({**dict(corpus_graphs()), f"{BASE}graph/more": more})
    return store


def test_a_passage_that_its_text_does_not_hold_is_noticed():
    place = "fdr:inDocument <document/news> ; fdr:start 0 ; fdr:end 4"
    assert ask(with_more(f'<p> a fdr:Passage ; {place} ; fdr:exact "Five" .'), "CQ27") is True
    assert ask(with_more(f'<p> a fdr:Passage ; {place} ; fdr:exact "Nine" .'), "CQ27") is False


def test_a_commitment_that_no_passage_supports_is_noticed():
    assert ask(with_more("<c> a fdr:Commitment ."), "CQ47") is True
