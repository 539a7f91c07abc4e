"""Each test spoils one thing in a perfect graph and says what that must cost."""

from collections.abc import Callable
from typing import Any

import pytest
from rdflib import Graph, Literal, URIRef

from kg.evaluate.family import FAMILIES, HEADLINE
from kg.evaluate.report import summary
from kg.evaluate.score import DocumentScore
from kg.evaluate.tally import Tally
from kg.extract.frames import Actor, ActorType, Claim, Commitment, Extraction, Modality, Stance
from kg.namespaces import FDR, RDF, RDFS
from kg.text.moment import Moment
from kg.text.span import Span

Scored = Callable[..., DocumentScore]
Changed = Callable[..., tuple[Any, ...]]
Where = Callable[[str], Span]


def _f1(result: DocumentScore, family: str) -> float | None:
    return result.families[family].tally.f1


def test_a_perfect_graph(scored: Scored):
    result = scored()
    assert result.families["actors"].tally == Tally(4, 4, 5)  # the guards stand in a role, but are no annotated actor
    assert {name: _f1(result, name) for name in FAMILIES if name != "actors"} == dict.fromkeys(
        set(FAMILIES) - {"actors"}, 1.0
    )
    wrong = {
        (name, slot): tally
        for name, family in result.families.items()
        for slot, tally in family.slots.items()
        if not tally.is_perfect
    }
    assert wrong == {}
    assert (result.view.violations, result.view.unproven, result.view.knows_text) == ([], [], True)
    assert summary([result]).headline == pytest.approx((6 + 8 / 9) / 7)


def test_an_empty_graph(scored: Scored):
    result = scored(lambda graph: graph.remove((None, None, None)))
    assert {name: _f1(result, name) for name in HEADLINE} == dict.fromkeys(HEADLINE, 0.0)
    assert not result.view.knows_text


def test_an_actor_too_many_and_one_that_plays_no_role(scored: Scored, perfect: Extraction, where: Where):
    more = Actor(key="state/else", type=ActorType.STATE, label="Elsewhere", evidence=(where("hours"),))

    def gazetteer(graph: Graph) -> None:
        graph.add((URIRef("e:x"), RDF.type, FDR.State))
        graph.add((URIRef("e:x"), RDFS.label, Literal("Farland")))

    assert scored(actors=(*perfect.actors, more)).families["actors"].tally == Tally(4, 4, 6)
    assert scored(gazetteer).families["actors"].tally == Tally(4, 4, 5)


@pytest.mark.parametrize(
    ("number", "kind", "credit"),
    [(0, ActorType.GOVERNMENT_BODY, 3), (3, ActorType.ORGANIZATION, 3.5), (2, ActorType.ORGANIZATION, 3)],
)
def test_types(scored: Scored, perfect: Extraction, changed: Changed, number: int, kind: ActorType, credit: float):
    result = scored(actors=changed(perfect.actors, number, type=kind))
    assert result.families["actors"].slots["type"] == Tally(credit, 4, 4)


def test_two_types_share_the_credit(scored: Scored):
    def more(graph: Graph) -> None:
        graph.add((URIRef("https://example.org/actor/state/norvia"), RDF.type, FDR.People))

    result = scored(lambda graph: more(graph))
    node = next(node for node in result.view.actors if "norvia" in str(node))
    assert result.view.types[node] == {"State", "People"}
    assert result.families["actors"].slots["type"] == Tally(3.5, 4, 4)


def test_a_commitment_lost(scored: Scored, perfect: Extraction):
    result = scored(commitments=perfect.commitments[1:])
    assert (_f1(result, "commitments"), _f1(result, "strict")) == (pytest.approx(4 / 5), pytest.approx(4 / 5))


@pytest.mark.parametrize(
    ("slot", "change"),
    [
        ("modality", {"modality": Modality.PERMISSION}),
        ("first_theme", {"themes": ("monitoring",)}),
        ("first_theme", {"themes": ("withdrawal", "trade", "women", "children", "nuclear", "elections")}),
        ("obligors", {"obligors": ("state/norvia", "state/estmark")}),
        ("obligors", {"obligors": ()}),
    ],
)
def test_what_costs_only_the_strict_score(
    scored: Scored, perfect: Extraction, changed: Changed, slot: str, change: dict[str, Any]
):
    result = scored(commitments=changed(perfect.commitments, 0, **change))
    assert (_f1(result, "commitments"), _f1(result, "strict")) == (1.0, pytest.approx(2 / 3))
    assert not result.families["commitments"].slots[slot].is_perfect


def test_what_costs_only_a_slot(scored: Scored, perfect: Extraction, changed: Changed):
    result = scored(commitments=changed(perfect.commitments, 0, due_by=Moment(2031, 7, 2), places=("place/3",)))
    assert (_f1(result, "strict"), result.families["commitments"].slots["due"]) == (1.0, Tally(0, 1, 1))
    assert result.families["commitments"].slots["places"] == Tally(0, 1, 1)


@pytest.mark.parametrize(("words", "found"), [("Norvia shall remove its guns from", 3), ("Norvia shall remove", 2)])
def test_half_the_words_are_enough(
    scored: Scored, perfect: Extraction, changed: Changed, where: Where, words: str, found: int
):
    result = scored(commitments=changed(perfect.commitments, 0, evidence=(where(words),)))
    assert result.families["commitments"].tally == Tally(found, 3, 3)


def test_one_actor_twice_in_a_slot_counts_once(scored: Scored, perfect: Extraction, changed: Changed, where: Where):
    again = Actor(key="people/norvian", type=ActorType.PEOPLE, label="Norvian", evidence=(where("Norvian"),))
    bound = ("state/norvia", "people/norvian")
    result = scored(actors=(*perfect.actors, again), commitments=changed(perfect.commitments, 0, obligors=bound))
    assert result.families["commitments"].slots["obligors"].is_perfect
    assert result.families["actors"].tally == Tally(4, 4, 6)


def test_same_words_are_told_apart_by_their_slots(scored: Scored, perfect: Extraction, where: Where):
    other = Commitment(
        key="commitment/other",
        modality=Modality.OBLIGATION,
        themes=("women",),
        action="x",
        agreement="agreement/1",
        obligors=("state/norvia",),
        evidence=(where("Estmark may keep ten observers there"),),
    )
    result = scored(commitments=(other, *perfect.commitments))
    assert (result.families["strict"].tally, result.families["commitments"].tally) == (Tally(3, 3, 4), Tally(3, 3, 4))


def test_an_agreement_with_other_evidence_is_known_by_its_day_and_a_party(
    scored: Scored, perfect: Extraction, changed: Changed, where: Where
):
    elsewhere = (where("Radio Gull"),)
    known = scored(agreements=changed(perfect.agreements, 0, evidence=elsewhere, parties=("state/norvia",)))
    assert known.families["agreements"].tally == Tally(1, 1, 1)
    assert known.families["agreements"].slots["parties"] == Tally(1, 2, 1)
    unknown = scored(agreements=changed(perfect.agreements, 0, evidence=elsewhere, signed_on=None))
    assert unknown.families["agreements"].tally == Tally(0, 1, 1)
    assert unknown.families["meetings"].slots["produced"] == Tally(0, 1, 1)
    assert unknown.families["commitments"].slots["agreement"].hits == 0


def test_slots_of_a_meeting(scored: Scored, perfect: Extraction, changed: Changed):
    start, end = Moment(2031, 6, 9), Moment(2031, 6, 10)
    result = scored(
        meetings=changed(
            perfect.meetings, 0, participants=("state/norvia",), date=None, start=start, until=end, duration="PT4H"
        )
    )
    slots = result.families["meetings"].slots
    assert (slots["participants"], slots["date"], slots["duration"]) == (Tally(1, 2, 1), Tally(1, 1, 1), Tally(0, 1, 1))
    assert slots["until"] == Tally(0, 0, 1)


def test_slots_of_an_incident(scored: Scored, perfect: Extraction, changed: Changed):
    result = scored(incidents=changed(perfect.incidents, 0, killed=40, wounded=1, targets=("state/estmark",)))
    slots = result.families["incidents"].slots
    assert result.families["incidents"].tally == Tally(1, 1, 1)
    assert (slots["killed"], slots["wounded"], slots["targets"]) == (Tally(0, 1, 1), Tally(0, 0, 1), Tally(0, 1, 1))


def test_a_statement_of_somebody_else(scored: Scored, perfect: Extraction, changed: Changed):
    result = scored(claims=changed(perfect.claims, 0, claimants=("person/finch",)))
    assert result.families["attributions"].tally == Tally(0, 1, 1)


def test_the_readers_own_bookkeeping_and_repeats_cost_nothing(scored: Scored, perfect: Extraction, where: Where):
    own = Claim(key="claim/own", claimants=(), stance=Stance.ASSERTED, evidence=(where("Estmark may keep"),))
    again = Claim(
        key="claim/again", claimants=("media/gull",), stance=Stance.QUOTED, evidence=(where("Estmark gunners killed"),)
    )
    result = scored(claims=(*perfect.claims, own, again))
    assert result.families["attributions"].tally == Tally(1, 1, 1)


def test_a_wrong_passage_and_a_bare_frame(scored: Scored):
    def spoil(graph: Graph) -> None:
        first, second, third = sorted(graph.subjects(RDF.type, FDR.Passage), key=str)[:3]
        graph.set((first, FDR.exact, Literal("something else")))
        graph.set((second, FDR.end, Literal(10**6)))
        graph.remove((third, FDR.start, None))
        graph.add((URIRef("e:bare"), RDF.type, FDR.Meeting))

    result = scored(spoil)
    assert len(result.view.violations) == 3
    assert result.view.unproven == [("Meeting", "e:bare")]


def test_passages_of_another_document_are_left_out(scored: Scored):
    def add(graph: Graph) -> None:
        other, passage = URIRef("e:other"), URIRef("e:passage")
        graph.add((other, RDF.type, FDR.Report))
        graph.add((other, FDR.sha256, Literal("0" * 64)))
        graph.add((passage, RDF.type, FDR.Passage))
        graph.add((passage, FDR.inDocument, other))
        graph.add((passage, FDR.start, Literal(5000)))

    result = scored(add)
    assert (result.view.violations, result.view.foreign) == ([], 1)


def test_faults_say_what_was_wanted(scored: Scored, perfect: Extraction, changed: Changed, text: str):
    result = scored(
        commitments=changed(perfect.commitments, 0, obligors=("state/estmark",))[:2],
        meetings=(),
        incidents=(),
        claims=changed(perfect.claims, 0, about=()),
    )
    faults = {(fault.kind.value, fault.family, fault.slot): fault for fault in result.faults()}
    assert set(faults) == {
        ("spurious", "actors", None),
        ("missed", "meetings", None),
        ("missed", "commitments", None),
        ("missed", "incidents", None),
        ("wrong", "commitments", "obligors"),
    }
    wrong = faults["wrong", "commitments", "obligors"]
    assert wrong.detail == "Norvia wanted, Estmark found"
    ((start, end),) = faults["missed", "commitments", None].places
    assert text[start:end] == "The parties shall not fire on each other"
