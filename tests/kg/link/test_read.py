import datetime

import pytest
from pyoxigraph import RdfFormat, parse

from kg.link.read import actor_records, agreement_records
from kg.link.record import ActorRecord, AgreementRecord
from kg.namespaces import PREFIXES
from kg.settings import Settings
from kg.store.open import open_store
from kg.store.oxigraph import OxigraphStore

BASE = "https://example.org/id/"
GRAPH = f"{BASE}graph"
STATES = "<peru> a fdr:Actor , fdr:State ; rdfs:label 'Peru'@en . <chile> a fdr:State ; rdfs:label 'Chile'@en ."


def store_of(turtle: str) -> OxigraphStore:
    """A store with one graph, and another that must not be looked at."""
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    other = "<other> a fdr:Agreement , fdr:Actor ; rdfs:label 'other'@en ."
    content = f"{head}@base <{BASE}> . <graph> {{ {turtle} }} <another> {{ {other} }}"
    store = open_store(Settings(store="memory:"))
    store.load(parse(content.encode(), RdfFormat.TRIG))
    return store


def agreement(turtle: str) -> AgreementRecord:
    [record] = agreement_records(store_of(turtle), GRAPH)
    return record


def actor(turtle: str, iri: str) -> ActorRecord:
    return next(record for record in actor_records(store_of(turtle), GRAPH) if record.iri == f"{BASE}{iri}")


def test_an_imported_agreement():
    record = agreement(
        f"""{STATES} <a> a fdr:Agreement ; rdfs:label 'Lake Accord'@en ; skos:altLabel 'Acuerdo'@es ;
        fdr:signedOn '2001-02-03'^^xsd:date ; dcterms:spatial <peru> ; fdr:partyText 'For the Front: T. Reik' ;
        fdr:thirdPartyText 'Bridge House' ; rdfs:comment 'It ended the war.'@en ; fdr:coding <c> .
        <c> a fdr:Coding ; fdr:theme theme:ceasefire ; fdr:strength 2 ."""
    )
    assert record == AgreementRecord(
        iri=f"{BASE}a",
        titles=("Lake Accord", "Acuerdo"),
        date=datetime.date(2001, 2, 3),
        countries=frozenset({f"{BASE}peru"}),
        parties=("For the Front: T. Reik",),
        others=("Bridge House",),
        themes=frozenset({"https://w3id.org/foedera/theme/ceasefire"}),
        comment="It ended the war.",
    )


def test_where_parties_are_named_what_is_told_of_them_in_words_is_beside_them():
    record = agreement(
        """<a> a fdr:Agreement ; rdfs:label 'A'@en ; fdr:party <front> ; fdr:mediator <house> ;
        fdr:partyText 'T. Reik' . <front> a fdr:Actor ; rdfs:label 'Front'@en .
        <house> a fdr:Actor ; rdfs:label 'House'@en ."""
    )
    assert (record.parties, record.others) == (("Front",), ("House", "T. Reik"))


def test_the_countries_of_an_agreement_of_a_document_are_those_it_binds_and_concerns():
    record = agreement(
        f"""{STATES} <a> a fdr:Agreement ; fdr:party <ministry> ; fdr:hasClause <k> ; fdr:recalls <b> .
        <ministry> a fdr:Actor ; fdr:partOf <peru> . <k> fdr:states <c> ; fdr:theme theme:trade .
        <c> fdr:concerns <valley> ; fdr:theme theme:transport . <valley> a fdr:Place ; fdr:within <hills> .
        <hills> fdr:within <chile> , <hills> ."""
    )
    assert record.countries == {f"{BASE}peru", f"{BASE}chile"}
    assert {theme.rsplit("/")[-1] for theme in record.themes} == {"trade", "transport"}
    assert record.recalls == (f"{BASE}b",)


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("'2001-02'^^xsd:gYearMonth", None),
        ("'2001'^^xsd:gYear", None),
        ("'2001-02-04'^^xsd:date , '2001-02-03'^^xsd:date", datetime.date(2001, 2, 3)),
    ],
)
def test_a_date_is_known_to_the_day_or_not_at_all(said: str, date: datetime.date | None):
    assert agreement(f"<a> a fdr:Agreement ; fdr:signedOn {said} .").date == date


def test_actors():
    text = f"""{STATES} <front> a fdr:Actor , fdr:ArmedGroup ; rdfs:label 'Front'@en ; skos:altLabel 'NF'@en ;
        dcterms:spatial <peru> ."""
    assert actor(text, "front") == ActorRecord(
        f"{BASE}front", ("Front", "NF"), "ArmedGroup", frozenset({f"{BASE}peru"})
    )
    assert actor(text, "peru") == ActorRecord(f"{BASE}peru", ("Peru",), "State", frozenset({f"{BASE}peru"}))


def test_where_actors_have_identifiers_those_without_are_none_of_the_table():
    text = f"{STATES} <front> a fdr:Actor ; rdfs:label 'Front'@en ; dcterms:identifier '12' ."
    assert [record.iri for record in actor_records(store_of(text), GRAPH)] == [f"{BASE}front"]


def test_a_graph_that_is_not_there_has_no_records():
    assert agreement_records(store_of(STATES), f"{BASE}none") == []


def test_records_are_in_the_order_of_their_addresses():
    found = agreement_records(store_of("<b> a fdr:Agreement . <a> a fdr:Agreement ."), GRAPH)
    assert [record.iri for record in found] == [f"{BASE}a", f"{BASE}b"]
