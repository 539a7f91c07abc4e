"""A text that is read anew keeps what persons decided, and says where the software now disagrees."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kg.extract.frames import Modality
from kg.store.oxigraph import OxigraphStore

#: What the fixture makes.
Desk = Any


def first(desk: Desk) -> str:
    return f"<{desk.IRI}/{desk.FIRST}>"


def without_first(desk: Desk) -> Any:  # noqa: ANN401 - an Extraction
    whole = desk.extraction()
    clauses = tuple(replace(clause, states=()) for clause in whole.clauses)
    return replace(whole, commitments=whole.commitments[1:], clauses=clauses, claims=())


def test_reading_the_same_again_changes_nothing(desk: Desk):
    desk.decide(desk.FIRST, "correct", ("2012-05-03", "2012-05-04"))
    desk.decide(desk.SECOND, "reject")
    before = desk.dump()
    assert desk.read() == ()
    assert desk.dump() == before


def test_what_was_accepted_stays_when_the_software_finds_it_otherwise(desk: Desk):
    desk.decide(desk.FIRST, "accept")
    [conflict] = desk.read(desk.changed(modality=Modality.PERMISSION))
    assert "was accepted, and the software now finds it otherwise (modality: obligation → permission)" in conflict
    assert desk.ask(f"{first(desk)} fdr:modality fdr:Obligation ; fdr:reviewStatus fdr:Accepted")
    assert not desk.ask(f"{first(desk)} fdr:modality fdr:Permission")
    assert desk.ask(f"GRAPH <{desk.IRI}/machine> {{ {first(desk)} fdr:modality fdr:Permission }}")


def test_what_was_corrected_stays_when_the_software_no_longer_finds_it(desk: Desk):
    desk.decide(desk.FIRST, "correct", ("2012-05-03", "2012-05-04"))
    [conflict] = desk.read(without_first(desk))
    assert "was corrected, and the software no longer finds it" in conflict
    assert desk.ask(f"{first(desk)} fdr:dueBy '2012-05-04'^^xsd:date ; fdr:reviewStatus fdr:Corrected")
    assert desk.ask(f"<{desk.IRI}/{desk.CLAUSE}> fdr:states {first(desk)}")


def test_what_was_rejected_stays_out(desk: Desk):
    desk.decide(desk.FIRST, "reject")
    [conflict] = desk.read(desk.changed(action="withdraw"))
    assert "was rejected, and the software now finds it otherwise" in conflict
    assert not desk.ask(f"{first(desk)} ?p ?o")
    assert desk.read(without_first(desk)) == (), "then both agree"


def test_a_frame_with_another_key_is_known_by_what_it_says(desk: Desk):
    desk.decide(desk.FIRST, "correct", ("2012-05-03", "2012-05-04"))
    whole = desk.changed(key="commitment/moved")
    assert desk.read(whole) == ()
    assert not desk.ask(f"<{desk.IRI}/commitment/moved> ?p ?o")
    assert desk.ask(f"?claim a fdr:Claim ; fdr:about {first(desk)}")
    assert desk.ask(f"{first(desk)} fdr:dueBy '2012-05-04'^^xsd:date")


def test_a_passage_that_moved_a_little_is_the_same_statement(desk: Desk):
    desk.decide(desk.FIRST, "accept")
    [conflict] = desk.read(
        desk.changed(key="commitment/x", evidence=(desk.span("Sylvania shall withdraw 10 km from Arvo"),))
    )
    assert "passage: " in conflict
    assert not desk.ask(f"<{desk.IRI}/commitment/x> ?p ?o")


def test_what_is_elsewhere_in_the_text_is_another_statement(desk: Desk):
    desk.decide(desk.FIRST, "reject")
    assert desk.read(desk.changed(key="commitment/x", evidence=(desk.span("Both shall free all prisoners.", 1),))) == ()
    assert desk.ask(f"<{desk.IRI}/commitment/x> fdr:reviewStatus fdr:MachineMade")


def test_an_actor_whom_the_software_no_longer_finds_is_kept_for_the_frame_that_names_it(desk: Desk):
    desk.decide(desk.FIRST, "accept")
    whole = without_first(desk)
    agreements = tuple(replace(pact, parties=()) for pact in whole.agreements)
    actors = tuple(actor for actor in whole.actors if actor.key != "state/sylvania")
    [conflict] = desk.read(replace(whole, agreements=agreements, actors=actors))
    assert "no longer finds it" in conflict
    assert desk.ask(f"{first(desk)} fdr:obligor [ a fdr:State ; rdfs:label 'Sylvania'@en ]")
    assert desk.read(replace(whole, agreements=agreements, actors=actors)) == (conflict,), "and the next time too"
    assert desk.ask(f"{first(desk)} fdr:obligor [ a fdr:State ; rdfs:label 'Sylvania'@en ]")


def test_a_conflict_is_left_to_be_decided_and_ends_with_the_decision(desk: Desk):
    desk.decide(desk.FIRST, "accept")
    desk.read(desk.changed(modality=Modality.PERMISSION))
    sheet = desk.export()
    assert "# LOOK AGAIN: it was accepted, and the software now finds it otherwise" in sheet
    assert not desk.apply(sheet).changed
    desk.decide(desk.FIRST, "correct", reviewer=desk.JOHN)
    assert "LOOK AGAIN" not in desk.export()
    assert desk.ask(f"{first(desk)} fdr:modality fdr:Obligation ; fdr:reviewStatus fdr:Corrected")
    assert desk.ask(f"{first(desk)} fdr:reviewedBy/rdfs:label 'John Roe'@en")


def test_a_file_from_before_the_text_was_read_anew_decides_nothing_it_did_not_show(desk: Desk):
    old = desk.edited(desk.export(), desk.FIRST, "accept")
    desk.read(desk.changed(modality=Modality.PERMISSION))
    [finding] = desk.refused(old)
    assert "otherwise than when this file was written" in finding


def test_a_file_that_was_applied_can_be_applied_again_after_the_text_was_read_anew(desk: Desk):
    old = desk.edited(desk.export(), desk.FIRST, "accept")
    desk.apply(old)
    [conflict] = desk.read(desk.changed(modality=Modality.PERMISSION))
    done = desk.apply(old)
    assert (done.changed, done.conflicts) == (False, (conflict,))


def test_what_a_person_added_is_shown_once_when_the_software_finds_it_too(desk: Desk):
    added = """
- type: commitment
  modality: obligation
  themes: [prisoner-release]
  action: free all prisoners
  clauses: [clause/1]
  quote: Both shall free all prisoners.
  start: %d
  decision: add
"""
    where = desk.span("Both shall free all prisoners.")
    desk.apply(desk.export() + added % where.start)
    whole = desk.extraction()
    more = replace(
        whole.commitments[0],
        key="commitment/new",
        themes=("prisoner-release",),
        action="free all prisoners",
        obligors=(),
        places=(),
        due_by=None,
        quantities=(),
        evidence=(where,),
    )
    clauses = tuple(replace(clause, states=(*clause.states, more.key)) for clause in whole.clauses)
    assert desk.read(replace(whole, commitments=(*whole.commitments, more), clauses=clauses)) == ()
    assert desk.ask("?x fdr:action 'free all prisoners'@en ; fdr:reviewStatus fdr:Added")
    assert not desk.ask(f"<{desk.IRI}/commitment/new> ?p ?o")


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_decisions_does_not_matter(desk: Desk, order: int):
    for key, decision in [(desk.FIRST, "accept"), (desk.SECOND, "reject")][::order]:
        desk.decide(key, decision)
    assert isinstance(desk.store, OxigraphStore)
    assert desk.ask(f"{first(desk)} fdr:reviewStatus fdr:Accepted")
    assert not desk.ask(f"<{desk.IRI}/{desk.SECOND}> ?p ?o")
