from collections.abc import Callable
from dataclasses import replace

import pytest
from rdflib import URIRef

from kg.errors import EvidenceError, InputError
from kg.extract.frames import Extraction
from kg.graph.builder import build
from kg.graph.model import DocumentGraph
from kg.graph.scope import Role, link, open_scope
from kg.namespaces import FDR, RDF
from kg.text.span import Span

BASE = "https://example.org/id/"
#: The groups of frames that need evidence.
GROUPS = (
    "actors",
    "places",
    "offices",
    "agreements",
    "meetings",
    "clauses",
    "commitments",
    "incidents",
    "events",
    "claims",
)


def test_keys_become_iris(extraction: Extraction, said: Callable[[str], URIRef]):
    scope = open_scope(extraction, base=BASE)
    assert scope.iri("state/sylvania", Role.ACTOR, by="x") == URIRef(f"{BASE}actor/state/sylvania")
    assert scope.iri("place/blue-road", Role.PLACE, by="x") == URIRef(f"{BASE}place/blue-road")
    assert scope.iri("claim/1", Role.CLAIM, by="x") == said("claim/1")


def test_a_frame_that_is_not_there(extraction: Extraction):
    scope = open_scope(extraction, base=BASE)
    with pytest.raises(InputError, match="claim/9 refers to 'state/nowhere', which the extraction does not hold"):
        list(link(scope, scope.document, FDR.claimant, ["state/nowhere"], Role.ACTOR, by="claim/9"))


def test_a_frame_of_another_sort(extraction: Extraction):
    scope = open_scope(extraction, base=BASE)
    with pytest.raises(InputError, match="which is no actor but of the kind place"):
        scope.iri("place/blue-road", Role.ACTOR, by="claim/9")


def test_two_frames_with_one_key(extraction: Extraction):
    with pytest.raises(InputError, match="two frames of the extraction have the key 'claim/1'"):
        open_scope(replace(extraction, claims=(*extraction.claims, extraction.claims[0])), base=BASE)


def test_two_frames_with_one_iri(extraction: Extraction):
    twin = replace(extraction.places[1], key="blue-road")
    with pytest.raises(InputError, match="two frames"):
        open_scope(replace(extraction, places=(*extraction.places, twin)), base=BASE)


@pytest.mark.parametrize("base", ["", "example.org/", "https://exa mple.org/", "/id/"])
def test_a_base_that_is_no_iri(extraction: Extraction, base: str):
    with pytest.raises(InputError, match="is no IRI"):
        open_scope(extraction, base=base)


@pytest.mark.parametrize("group", GROUPS)
def test_every_frame_leads_to_the_passages_that_say_it(extraction: Extraction, built: DocumentGraph, group: str):
    scope = open_scope(extraction, base=BASE)
    frames = getattr(extraction, group)
    assert frames
    for frame in frames:
        node = scope.names[frame.key][1]
        found = set()
        for passage in built.graph.objects(node, FDR.evidence):
            assert built.graph.value(passage, RDF.type) == FDR.Passage
            assert built.graph.value(passage, FDR.inDocument) == built.iri
            start, end, exact = (built.graph.value(passage, FDR[name]) for name in ("start", "end", "exact"))
            assert (exact.language, exact.datatype) == (None, None)
            found.add(Span(int(start), int(end), str(exact)))
        assert found == set(frame.evidence)
        assert all(extraction.document.text[span.start : span.end] == span.exact for span in found)


@pytest.mark.parametrize("group", GROUPS)
def test_no_frame_without_evidence(extraction: Extraction, group: str):
    first, *others = getattr(extraction, group)
    changed = replace(extraction, **{group: (replace(first, evidence=()), *others)})
    with pytest.raises(EvidenceError, match="has no passage that says it"):
        build(changed, base=BASE)


@pytest.mark.parametrize("group", GROUPS)
def test_no_frame_with_words_that_the_text_does_not_say(extraction: Extraction, group: str):
    first, *others = getattr(extraction, group)
    for wrong in (Span(0, 9, "Sylvania!"), Span(10_000, 10_001, "x")):
        changed = replace(extraction, **{group: (replace(first, evidence=(*first.evidence, wrong)), *others)})
        with pytest.raises(EvidenceError, match="the text says"):
            build(changed, base=BASE)
