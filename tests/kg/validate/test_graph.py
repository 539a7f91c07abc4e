from rdflib import Dataset, Graph, Literal, Namespace

from kg.namespaces import FDR, RDF
from kg.validate.graph import validate
from kg.validate.report import Report

EX = Namespace("https://example.org/id/")
TEXT = "Egypt and Israel made peace. Egypt shall open the canal by May. A paper doubts it."


def texts_of(graph: Graph) -> dict[str, str]:
    return {str(graph.value(EX.document, FDR.sha256)): TEXT}


def test_the_valid_graph_conforms_in_every_way(valid: Graph):
    assert validate(valid, texts_of(valid), base=str(EX)) == Report()
    assert validate(valid) == Report()


def test_what_each_check_finds_is_in_one_report(valid: Graph):
    valid.remove((EX.open, FDR.modality, None))
    valid.set((EX["p-peace"], FDR.exact, Literal("Egypt and Israel made PEACE.")))
    valid.add((EX.open, FDR.obliger, EX.egypt))
    valid.add((Namespace("urn:")["x"], RDF.type, FDR.Event))
    messages = [finding.message for finding in validate(valid, texts_of(valid), base=str(EX)).findings]
    assert len(messages) == 4
    for words in ("modality", "PEACE", "fdr:obliger", "address"):
        assert any(words in message for message in messages), words


def test_a_dataset_is_read_as_one_graph(valid: Graph):
    dataset = Dataset()
    for number, triple in enumerate(sorted(valid)):
        dataset.graph(EX[f"graph-{number % 3}"]).add(triple)
    assert validate(dataset, texts_of(valid)) == Report()
    dataset.graph(EX["graph-1"]).add((EX.open, FDR.obliger, EX.egypt))
    dataset.graph(EX["graph-1"]).remove((EX["p-peace"], FDR.end, None))
    assert not validate(dataset, texts_of(valid)).conforms
