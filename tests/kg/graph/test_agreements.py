from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from kg.errors import EvidenceError, InputError
from kg.extract.frames import Extraction, Modality, Quantity, Relation, RelationKind
from kg.graph.builder import build
from kg.graph.model import DocumentGraph
from kg.namespaces import FDR

BASE = "https://example.org/id/"
Says = Callable[..., bool]


def test_an_agreement(built: DocumentGraph, says: Says):
    assert says(
        built.graph,
        """
        <doc/agreement/truce> a fdr:Agreement ; rdfs:label "Truce of Port Éclair"@en ;
            fdr:agreementType agreement-type:ceasefire ;
            fdr:party <actor/state/freedonia>, <actor/state/sylvania> ; fdr:signatory <actor/person/ada-quill> ;
            fdr:guarantor <actor/state/freedonia> ; fdr:mediator <actor/governmentbody/ministry> ;
            fdr:signedOn "1933-05-03"^^xsd:date ; fdr:signedAt <place/port-eclair> ;
            fdr:effectiveFrom "1933-05-03T18:30:00"^^xsd:dateTime ;
            fdr:recalls <doc/agreement/pact> ; fdr:hasClause <doc/clause/1> .
        <doc/agreement/pact> a fdr:Agreement ; rdfs:label "Pact"@en ; fdr:agreementType agreement-type:treaty ;
            fdr:signedOn "1919"^^xsd:gYear .
        """,
    )


def test_a_clause(built: DocumentGraph, says: Says):
    assert says(
        built.graph,
        """
        <doc/clause/1> a fdr:Clause ; fdr:number "1." ; fdr:ordinal "1"^^xsd:nonNegativeInteger ;
            fdr:states <doc/commitment/1> .
        """,
    )


def test_a_commitment_with_its_quantities(built: DocumentGraph, says: Says):
    assert says(
        built.graph,
        """
        <doc/commitment/1> a fdr:Commitment ; fdr:modality fdr:Obligation ;
            fdr:theme theme:withdrawal, theme:ceasefire ; fdr:action "withdraw 10 km from the Blue Road"@en ;
            fdr:obligor <actor/state/sylvania> ; fdr:obligee <actor/state/freedonia> ;
            fdr:concerns <place/blue-road>, <actor/state/sylvania> ; fdr:place <place/blue-road> ;
            fdr:from "1933-05-03"^^xsd:date ; fdr:until "1934"^^xsd:gYear ; fdr:dueBy "1933-05-10"^^xsd:date ;
            fdr:condition "if the road is dry"@en ; fdr:implicitObligor "true"^^xsd:boolean ;
            fdr:quantity <doc/commitment/1/quantity/1>, <doc/commitment/1/quantity/2> .
        <doc/commitment/1/quantity/1> a fdr:Quantity ; fdr:value "10"^^xsd:decimal ; fdr:unit unit:KiloM ;
            fdr:quantityKind quantitykind:Length ; fdr:aspect "depth"@en .
        <doc/commitment/1/quantity/2> a fdr:Quantity ; fdr:value "7"^^xsd:decimal ; fdr:unit unit:DAY ;
            fdr:quantityKind quantitykind:Time .
        """,
    )


@pytest.mark.parametrize("kind", list(RelationKind))
def test_every_relation_between_agreements(extraction: Extraction, said: Callable[[str], object], kind: RelationKind):
    truce, pact = extraction.agreements
    truce = replace(truce, relations=(Relation(kind, "agreement/pact"),))
    graph = build(replace(extraction, agreements=(truce, pact)), base=BASE).graph
    assert (said("agreement/truce"), FDR[kind.value], said("agreement/pact")) in graph


@pytest.mark.parametrize("modality", list(Modality))
def test_every_modality(extraction: Extraction, said: Callable[[str], object], modality: Modality):
    (commitment,) = extraction.commitments
    graph = build(replace(extraction, commitments=(replace(commitment, modality=modality),)), base=BASE).graph
    assert list(graph.objects(said("commitment/1"), FDR.modality)) == [FDR[modality.value]]


def with_quantities(extraction: Extraction, *quantities: Quantity) -> Extraction:
    (commitment,) = extraction.commitments
    return replace(extraction, commitments=(replace(commitment, quantities=quantities),))


def test_the_numbers_of_quantities_do_not_depend_on_their_order(extraction: Extraction):
    (commitment,) = extraction.commitments
    ten, seven = commitment.quantities
    nine = replace(ten, value=Decimal(9))
    one = build(with_quantities(extraction, ten, seven, nine), base=BASE).graph
    other = build(with_quantities(extraction, nine, seven, ten, replace(ten, value=Decimal("10"))), base=BASE).graph
    assert set(one) == set(other)
    assert len(set(one.objects(None, FDR.quantity))) == 3


def test_a_quantity_needs_evidence(extraction: Extraction):
    (commitment,) = extraction.commitments
    with pytest.raises(EvidenceError, match="a quantity of commitment/1 has no passage"):
        build(with_quantities(extraction, replace(commitment.quantities[0], evidence=())), base=BASE)


@pytest.mark.parametrize("name", ["", "no such thing", "a/b", "é", "a#b", "1a"])
def test_what_no_term_can_be_called(extraction: Extraction, name: str):
    (commitment,) = extraction.commitments
    quantity = commitment.quantities[0]
    truce, pact = extraction.agreements
    for changed in (
        replace(extraction, agreements=(truce, replace(pact, type=name))),
        replace(extraction, commitments=(replace(commitment, themes=(name,)),)),
        with_quantities(extraction, replace(quantity, unit=name)),
        with_quantities(extraction, replace(quantity, kind=name)),
    ):
        with pytest.raises(InputError, match="is no term of"):
            build(changed, base=BASE)
