import datetime

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph

from kg.errors import InputError
from kg.extract.frames import Extraction
from kg.graph.builder import build
from kg.graph.model import DocumentGraph
from kg.graph.provenance import Run
from kg.graph.serialise import Format, parse_format, serialise
from kg.graph.terms import quads

BASE = "https://example.org/id/"
RUN = Run(model="m", digest="ab" * 32, ended=datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC))

OXIGRAPH = {
    Format.TURTLE: ox.RdfFormat.TURTLE,
    Format.TRIG: ox.RdfFormat.TRIG,
    Format.NQUADS: ox.RdfFormat.N_QUADS,
    Format.NTRIPLES: ox.RdfFormat.N_TRIPLES,
    Format.JSONLD: ox.RdfFormat.JSON_LD,
}
TRIPLES = (Format.TURTLE, Format.NTRIPLES)


@pytest.mark.parametrize("wanted", list(Format))
def test_oxigraph_reads_back_what_was_written(extraction: Extraction, wanted: Format):
    document = build(extraction, base=BASE, run=RUN)
    data = serialise(document, wanted)
    read = list(ox.parse(data, format=OXIGRAPH[wanted]))
    assert quads(read) == (quads(document.graph) if wanted in TRIPLES else quads(document))
    assert serialise(read, wanted) == data


@pytest.mark.parametrize("wanted", TRIPLES)
def test_rdflib_reads_back_the_triples(built: DocumentGraph, wanted: Format):
    read = Graph()
    read.parse(data=serialise(built, wanted), format="turtle" if wanted == Format.TURTLE else "nt")
    assert quads(read) == quads(built.graph)


@pytest.mark.parametrize(
    ("wanted", "name"), [(Format.TRIG, "trig"), (Format.NQUADS, "nquads"), (Format.JSONLD, "json-ld")]
)
@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")  # rdflib's parsers use
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # both themselves
def test_rdflib_reads_back_the_quads(built: DocumentGraph, wanted: Format, name: str):
    read = Dataset()
    read.parse(data=serialise(built, wanted), format=name)
    for graph in built.graphs(text=False):
        assert quads(read.graph(graph.identifier)) == quads(graph)


@pytest.mark.parametrize("wanted", list(Format))
def test_the_same_extraction_gives_the_same_bytes(extraction: Extraction, wanted: Format):
    assert serialise(build(extraction, base=BASE), wanted) == serialise(build(extraction, base=BASE), wanted)


@pytest.mark.parametrize("wanted", list(Format))
def test_the_whole_text_is_in_only_if_asked_for(extraction: Extraction, built: DocumentGraph, wanted: Format):
    line = "The sides recalled the pact of 1919."
    assert line in extraction.document.text
    assert line not in serialise(built, wanted).decode()
    assert line in serialise(built, wanted, text=True).decode()


def test_nquads_are_sorted_lines(built: DocumentGraph):
    lines = serialise(built, Format.NQUADS).decode().splitlines()
    assert lines == sorted(set(lines))
    assert all(line.endswith(("/graph> .", "/provenance> .")) for line in lines)


def test_one_graph_of_rdflib_has_no_name(built: DocumentGraph):
    assert serialise(built.graph, "nquads") == serialise(built, "ntriples")


def test_names_of_formats():
    assert parse_format("Turtle") is Format.TURTLE
    with pytest.raises(InputError, match="'rdf' is no format") as caught:
        parse_format("rdf")
    assert "jsonld" in (caught.value.hint or "")
