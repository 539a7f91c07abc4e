from collections.abc import Callable

import pytest
from rdflib import Literal, URIRef

from kg.document.model import DocumentKind
from kg.extract.frames import Extraction
from kg.graph.builder import build
from kg.graph.model import DocumentGraph
from kg.graph.source import looks_like_organisation
from kg.namespaces import DCTERMS, FDR, RDF, RDFS

BASE = "https://example.org/id/"
Described = Callable[..., Extraction]


def test_a_document_of_which_all_is_known(built: DocumentGraph, extraction: Extraction, says: Callable[..., bool]):
    assert says(
        built.graph,
        f"""
        <doc> a fdr:SourceDocument, fdr:NewsArticle ; rdfs:label "A truce at last"@en ;
            dcterms:title "A truce at last"@en ; dcterms:creator <actor/person/otto-pen> ;
            dcterms:publisher <actor/mediaorganization/the-gazette> ; dcterms:issued "1933-05-09"^^xsd:date ;
            dcterms:source <https://example.org/truce?id=1> ; dcterms:rights "Public domain."@en ;
            fdr:sha256 "{extraction.document.sha256}" .
        <actor/person/otto-pen> a fdr:Actor, fdr:Person ; rdfs:label "Otto Pen"@en .
        <actor/mediaorganization/the-gazette> a fdr:Actor, fdr:MediaOrganization ; rdfs:label "The Gazette"@en .
        """,
    )


def test_a_document_of_which_nothing_is_known(described: Described, says: Callable[..., bool]):
    names = ("kind", "date", "title", "creator", "publisher", "source", "licence")
    extraction = described(**dict.fromkeys(names))
    assert says(
        build(extraction, base=BASE).graph,
        f"""
        <doc> a fdr:SourceDocument ; fdr:sha256 "{extraction.document.sha256}" ;
            rdfs:label "Freedonia and Sylvania signed a truce in Port Éclair on 3 May 1933 after six …"@en .
        """,
    )


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_every_kind_is_a_source_document(described: Described, kind: DocumentKind):
    document = build(described(kind=kind), base=BASE)
    assert set(document.graph.objects(document.iri, RDF.type)) == {FDR.SourceDocument, FDR[kind.value]}


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        (None, "MediaOrganization"),
        (DocumentKind.NEWS, "MediaOrganization"),
        (DocumentKind.AGREEMENT, "Organization"),
        (DocumentKind.RESOLUTION, "Organization"),
        (DocumentKind.REPORT, "Organization"),
    ],
)
def test_only_news_is_published_by_a_medium(described: Described, kind: DocumentKind | None, type_: str):
    document = build(described(kind=kind), base=BASE)
    (publisher,) = document.graph.objects(document.iri, DCTERMS.publisher)
    assert set(document.graph.objects(publisher, RDF.type)) == {FDR.Actor, FDR[type_]}


def test_an_author_that_the_text_names_is_that_actor(described: Described):
    document = build(described(creator="ADA QUILL", publisher="freedonian"), base=BASE)
    assert list(document.graph.objects(document.iri, DCTERMS.creator)) == [URIRef(f"{BASE}actor/person/ada-quill")]
    assert list(document.graph.objects(document.iri, DCTERMS.publisher)) == [URIRef(f"{BASE}actor/state/freedonia")]
    assert set(document.graph.objects(URIRef(f"{BASE}actor/state/freedonia"), RDF.type)) == {FDR.Actor, FDR.State}


def test_an_author_who_would_get_the_iri_of_an_actor_is_that_actor(described: Described):
    graph = build(described(creator="Ada  Quill"), base=BASE).graph
    assert [str(label) for label in graph.objects(URIRef(f"{BASE}actor/person/ada-quill"), RDFS.label)] == ["Ada Quill"]


def test_who_writes_and_publishes_is_one(described: Described):
    document = build(described(creator="The Gazette"), base=BASE)
    gazette = URIRef(f"{BASE}actor/mediaorganization/the-gazette")
    assert set(document.graph.subject_predicates(gazette)) >= {
        (document.iri, DCTERMS.creator),
        (document.iri, DCTERMS.publisher),
    }


def test_an_address_that_is_none_stays_a_string(described: Described):
    document = build(described(source="a letter of 5 May"), base=BASE)
    assert list(document.graph.objects(document.iri, DCTERMS.source)) == [Literal("a letter of 5 May")]


@pytest.mark.parametrize(
    "name", ["Ministry of Foreign Affairs", "United Nations", "Gazette staff", "AFP", "The Daily Planet", "Wikipedia"]
)
def test_names_of_organisations(name: str):
    assert looks_like_organisation(name)


@pytest.mark.parametrize("name", ["Otto Pen", "Ada Lovelace", "J. Doe", "Voltaire", "X"])
def test_names_of_persons(name: str):
    assert not looks_like_organisation(name)


def test_an_organisation_as_author(described: Described):
    graph = build(described(creator="Ministry of Fish"), base=BASE).graph
    node = URIRef(f"{BASE}actor/organization/ministry-of-fish")
    assert set(graph.objects(node, RDF.type)) == {FDR.Actor, FDR.Organization}
