import datetime
from collections.abc import Callable

import pytest
from rdflib import Literal, URIRef

from kg import __version__
from kg.document.model import Original
from kg.errors import InputError
from kg.extract.frames import Extraction
from kg.extract.llm.options import Extractor, Method
from kg.extract.llm.told import Told
from kg.graph.builder import build
from kg.graph.model import DocumentGraph
from kg.graph.provenance import Run, provenance
from kg.namespaces import DCTERMS, FDR, PROV, RDF, RDFS, XSD

BASE = "https://example.org/id/"
ENDED = datetime.datetime(2026, 1, 2, 12, 30, 15, 999, tzinfo=datetime.timezone(datetime.timedelta(hours=3)))


def test_without_a_run_only_the_software_is_known(built: DocumentGraph, says: Callable[..., bool]):
    assert says(
        built.provenance,
        f"""
        <doc> a prov:Entity .
        <doc/graph> a fdr:DocumentGraph, prov:Entity ; dcterms:subject <doc> ; prov:wasDerivedFrom <doc> ;
            prov:wasGeneratedBy <doc/extraction> .
        <doc/provenance> a fdr:ProvenanceGraph ; dcterms:subject <doc> .
        <doc/text> a fdr:TextGraph ; dcterms:subject <doc> .
        <doc/extraction> a prov:Activity ; rdfs:label "extraction"@en ; prov:used <doc> ;
            prov:wasAssociatedWith <software/foedera/{__version__}> .
        <software/foedera/{__version__}> a prov:SoftwareAgent ; rdfs:label "Foedera {__version__}"@en ;
            owl:versionInfo "{__version__}" .
        """,
    )


def test_a_run_with_model_and_time(extraction: Extraction, says: Callable[..., bool]):
    run = Run(model="small-model", digest="ab" * 32, ended=ENDED)
    assert says(
        build(extraction, base=BASE, run=run).provenance,
        f"""
        <doc/extraction> a prov:Activity ; rdfs:label "extraction"@en ; prov:used <doc>,
            <model/small-model/{"ab" * 8}> ; prov:wasAssociatedWith <software/foedera/{__version__}> ;
            prov:endedAtTime "2026-01-02T09:30:15Z"^^xsd:dateTime .
        <model/small-model/{"ab" * 8}> a prov:Entity ; rdfs:label "small-model"@en ;
            dcterms:identifier "sha256:{"ab" * 32}" .
        """,
    )


def test_the_time_is_in_the_provenance_graph_alone(extraction: Extraction):
    early = build(extraction, base=BASE, run=Run(ended=ENDED))
    late = build(extraction, base=BASE, run=Run(ended=ENDED + datetime.timedelta(days=1), model="m"))
    assert set(early.graph) == set(late.graph)
    assert set(early.text) == set(late.text)
    assert set(early.provenance) != set(late.provenance)
    time = Literal("2026-01-02T09:30:15Z", datatype=XSD.dateTime, normalize=False)
    assert list(early.provenance.subject_predicates(time)) == [(URIRef(f"{early.iri}/extraction"), PROV.endedAtTime)]


def test_the_kinds_of_graph_are_told_in_the_provenance_graph_alone(built: DocumentGraph):
    kinds = {FDR.DocumentGraph, FDR.ProvenanceGraph, FDR.TextGraph}
    assert set(built.provenance.objects(None, RDF.type)) >= kinds
    assert not kinds & (set(built.graph.objects()) | set(built.text.objects()))


def test_a_time_without_a_zone():
    with pytest.raises(InputError, match="time zone"):
        Run(ended=datetime.datetime(2026, 1, 2))


def test_a_digest_of_nothing():
    with pytest.raises(InputError, match="without the name"):
        Run(digest="ab" * 32)


def test_the_file_that_was_read():
    original = Original(sha256="ab" * 32, media_type="application/pdf")
    document = URIRef("https://example.org/id/document/1")
    found = set(provenance(document, Run(original=original), base="https://example.org/id/"))
    file = URIRef(f"https://example.org/id/file/{'ab' * 32}")
    assert (document, PROV.wasDerivedFrom, file) in found
    assert (file, DCTERMS["format"], Literal("application/pdf")) in found
    assert (file, DCTERMS.identifier, Literal(f"sha256:{'ab' * 32}")) in found


@pytest.mark.parametrize(("slots", "label"), [((), None), (("places", "obligors"), "obligors, places")])
def test_what_a_model_had_a_part_in(extraction: Extraction, slots: tuple[str, ...], label: str | None):
    asked = Extractor(Method.HYBRID, "openai:some-model", "http://127.0.0.1:1/v1")
    key = extraction.commitments[0].key
    told = Told(asked, frames={key: slots}, kept=1, dropped=2, requests=3)
    graph = build(extraction, base=BASE, run=Run(told=told)).provenance
    (model,) = graph.objects(None, PROV.wasAttributedTo)
    assert (None, PROV.wasAssociatedWith, model) in graph
    assert str(graph.value(model, RDFS.label)).startswith("language model some-model by the openai protocol")
    (frame,) = graph.subjects(PROV.wasAttributedTo, model)
    assert str(frame).endswith(key)
    part = graph.value(frame, PROV.qualifiedAttribution)
    assert (part is None) == (label is None)
    if part is not None:
        assert graph.value(part, PROV.agent) == model
        assert str(graph.value(part, RDFS.label)) == label
