"""What the builder writes is what the shapes and the ontology ask for."""

from kg.graph.model import DocumentGraph
from kg.validate.graph import validate


def test_every_kind_of_frame_conforms(built: DocumentGraph):
    report = validate(built.graph)
    assert report.conforms, [finding.message for finding in report.findings]


def test_the_text_and_the_provenance_speak_the_terms_of_the_ontology(built: DocumentGraph):
    report = validate(built.graph + built.provenance + built.text)
    assert report.conforms, [finding.message for finding in report.findings]
