from rdflib import Literal, URIRef

from kg.extract.frames import Extraction
from kg.graph.builder import build
from kg.graph.model import new_graph
from kg.namespaces import PREFIXES

BASE = "https://example.org/id/"


def test_a_new_graph_knows_our_prefixes_and_no_others():
    node = URIRef("https://example.org/a")
    graph = new_graph(URIRef("https://example.org/g"), [(node, node, Literal("a")), (node, node, Literal("a"))])
    assert {prefix: str(namespace) for prefix, namespace in graph.namespaces()} == PREFIXES
    assert len(graph) == 1
    assert graph.identifier == URIRef("https://example.org/g")


def test_the_text_can_be_left_out(extraction: Extraction):
    document = build(extraction, base=BASE)
    assert document.graphs() == (document.graph, document.provenance, document.text)
    assert document.graphs(text=False) == (document.graph, document.provenance)
    assert document.name == document.graph.identifier
    names = {name for *_, name in document.quads()}
    assert names == {graph.identifier for graph in document.graphs()}
    assert sum(1 for _ in document.quads()) == sum(map(len, document.graphs()))
    assert {name for *_, name in document.quads(text=False)} == names - {document.text.identifier}
