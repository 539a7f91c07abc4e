from collections.abc import Callable
from dataclasses import replace

import pytest
from rdflib import URIRef

from kg.errors import InputError
from kg.extract.frames import Extraction, Stance
from kg.graph.builder import build
from kg.graph.model import DocumentGraph
from kg.namespaces import FDR

BASE = "https://example.org/id/"
Says = Callable[..., bool]
Described = Callable[..., Extraction]


def test_a_claim_by_a_person(built: DocumentGraph, says: Says):
    assert says(
        built.graph,
        """
        <doc/claim/1> a fdr:Claim ; fdr:claimant <actor/person/ada-quill> ; fdr:stance fdr:Quoted ;
            fdr:reportedIn <doc> ; fdr:about <doc/incident/1> .
        """,
    )


def test_a_claim_without_claimant_is_its_authors(built: DocumentGraph, says: Says):
    assert says(
        built.graph,
        """
        <doc/claim/2> a fdr:Claim ; fdr:claimant <actor/person/otto-pen> ; fdr:stance fdr:Asserted ;
            fdr:reportedIn <doc> ;
            fdr:about <doc/agreement/truce>, <doc/meeting/1>, <doc/commitment/1>, <doc/event/1> .
        """,
    )


def test_without_an_author_it_is_the_publishers(described: Described, said: Callable[[str], URIRef]):
    graph = build(described(creator=None), base=BASE).graph
    assert list(graph.objects(said("claim/2"), FDR.claimant)) == [URIRef(f"{BASE}actor/mediaorganization/the-gazette")]


def test_without_either_it_is_the_documents_own(described: Described, said: Callable[[str], URIRef]):
    document = build(described(creator=None, publisher=" "), base=BASE)
    assert list(document.graph.objects(said("claim/2"), FDR.claimant)) == [document.iri]


def test_a_discrepancy(built: DocumentGraph, says: Says):
    assert says(
        built.graph,
        """
        <doc/discrepancy/1> a fdr:Discrepancy ; fdr:between <doc/claim/1>, <doc/claim/3> ;
            fdr:onProperty fdr:killed ; rdfs:comment "Two dead or three?"@en .
        """,
    )


@pytest.mark.parametrize("stance", list(Stance))
def test_every_stance(extraction: Extraction, said: Callable[[str], URIRef], stance: Stance):
    first, *others = extraction.claims
    graph = build(replace(extraction, claims=(replace(first, stance=stance), *others)), base=BASE).graph
    assert list(graph.objects(said("claim/1"), FDR.stance)) == [FDR[stance.value]]


def test_a_claim_does_not_contradict_itself(extraction: Extraction):
    (discrepancy,) = extraction.discrepancies
    twice = replace(discrepancy, between=("claim/1", "claim/1"))
    with pytest.raises(InputError, match="against itself"):
        build(replace(extraction, discrepancies=(twice,)), base=BASE)


def test_a_claim_is_not_about_an_actor(extraction: Extraction):
    first, *others = extraction.claims
    with pytest.raises(InputError, match="refers to 'state/sylvania', which is no agreement or"):
        build(replace(extraction, claims=(replace(first, about=("state/sylvania",)), *others)), base=BASE)
