"""What a person decides, and what those who ask see of it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from pyoxigraph import NamedNode

from kg.errors import InputError, NotFoundError
from kg.review.apply import apply_sheet
from kg.store.export import export_quads
from kg.validate.graph import validate

#: What the fixture makes.
Desk = Any


def node(desk: Desk, key: str) -> str:
    return f"<{desk.BASE}{key}>" if key.startswith(("actor/", "place/")) else f"<{desk.IRI}/{key}>"


def test_what_nobody_has_looked_at_is_machine_made(desk: Desk):
    for key in (desk.PACT, desk.CLAUSE, desk.POINT, desk.FIRST, desk.SECOND, desk.CLAIM):
        assert desk.ask(f"{node(desk, key)} fdr:reviewStatus fdr:MachineMade")
    assert not desk.ask(f"{node(desk, desk.SYLVANIA)} fdr:reviewStatus ?s")
    assert not desk.ask("GRAPH ?g { ?g a fdr:ReviewGraph }")


def test_a_sheet_that_is_applied_as_it_was_written_changes_nothing(desk: Desk):
    before = desk.dump()
    assert not desk.apply(desk.export()).changed
    assert desk.dump() == before


def test_accept(desk: Desk):
    done = desk.decide(desk.FIRST, "accept")
    assert (done.changed, done.counts, done.conflicts) == (True, {"accepted": 1}, ())
    first = node(desk, desk.FIRST)
    assert desk.ask(f"{first} fdr:reviewStatus fdr:Accepted ; fdr:reviewedBy/rdfs:label 'Jane Doe'@en")
    assert not desk.ask(f"{first} fdr:reviewStatus fdr:MachineMade")
    assert desk.ask(f"{first} fdr:quantity [ fdr:value 10.0 ; fdr:evidence/fdr:exact '10 km' ]")
    assert desk.ask(f"{node(desk, desk.CLAIM)} fdr:about {first} ; fdr:reviewStatus fdr:MachineMade")
    assert desk.ask(
        "GRAPH ?g { ?g a fdr:ReviewGraph ; prov:wasAttributedTo ?who . "
        f"?r fdr:reviewOf {first} ; prov:wasAttributedTo ?who }}"
    )


def test_correct_changes_what_is_seen_and_keeps_what_the_software_read(desk: Desk):
    desk.decide(
        desk.FIRST, "correct", ("obligors: [Sylvania]", "obligors: [Freedonia, Sylvania]"), ("2012-05-03", "2012-05-04")
    )
    first = node(desk, desk.FIRST)
    assert desk.ask(f"{first} fdr:obligor <{desk.BASE}actor/state/freedonia> ; fdr:dueBy '2012-05-04'^^xsd:date")
    assert not desk.ask(f"{first} fdr:dueBy '2012-05-03'^^xsd:date")
    machine = f"GRAPH <{desk.IRI}/machine>"
    assert desk.ask(f"{machine} {{ {first} fdr:dueBy '2012-05-03'^^xsd:date }}")
    assert not desk.ask(f"{machine} {{ {first} fdr:obligor <{desk.BASE}actor/state/freedonia> }}")
    assert not desk.ask(f"{machine} {{ ?x fdr:reviewStatus ?s }}")


def test_a_corrected_passage_must_be_in_the_text(desk: Desk):
    shorter = desk.span("Sylvania shall withdraw 10 km from Arvo")
    done = desk.decide(
        desk.FIRST, "correct", ("Arvo by 3 May 2012.", "Arvo"), (f"  end: {desk.FIRST[-2:]}", f"  end: {shorter.end}")
    )
    assert done.counts == {"corrected": 1}
    assert desk.ask(f"{node(desk, desk.FIRST)} fdr:evidence/fdr:exact '{shorter.exact}'")
    assert desk.ask("?p fdr:exact 'Sylvania shall withdraw 10 km from Arvo by 3 May 2012.'"), "the clause still has it"


def test_what_is_rejected_is_not_seen_any_more_in_any_way(desk: Desk):
    desk.decide(desk.SECOND, "reject")
    second, point = node(desk, desk.SECOND), node(desk, desk.POINT)
    for pattern in (
        f"{second} ?p ?o",
        f"?s ?p {second}",
        f"{point} ?p ?o",
        f"?s ?p {point}",
        "?p fdr:exact 'Freedonia may keep a post in Arvo.'",
    ):
        assert not desk.ask(pattern), pattern
    assert not any(NamedNode(second[1:-1]) in (quad.subject, quad.object) for quad in export_quads(desk.store))
    assert desk.ask(f"GRAPH <{desk.IRI}/machine> {{ {second} fdr:action ?what }}")
    assert desk.ask(f"GRAPH ?g {{ ?r fdr:reviewOf {second} ; fdr:reviewStatus fdr:Rejected }}")
    assert f"- frame: {desk.SECOND}\n" in desk.export()


def test_what_makes_no_sense_without_what_is_rejected_goes_with_it(desk: Desk):
    desk.decide(desk.FIRST, "reject")
    assert not desk.ask(f"{node(desk, desk.CLAIM)} ?p ?o"), "a claim about nothing"
    assert desk.ask(f"{node(desk, desk.CLAUSE)} fdr:number '1'"), "a numbered clause stands by itself"
    assert not desk.ask(f"{node(desk, desk.CLAUSE)} fdr:states ?x")


def test_open_takes_everything_back(desk: Desk):
    before = desk.dump()
    desk.decide(desk.FIRST, "reject")
    desk.decide(desk.SECOND, "accept")
    assert desk.dump() != before
    desk.decide(desk.FIRST, "open")
    desk.decide(desk.SECOND, "open")
    assert desk.dump() == before


ADDED = """
- type: commitment
  agreement: agreement/0-12
  modality: obligation
  themes: [prisoner-release]
  action: free all prisoners
  obligors: [Freedonia, Sylvania]
  quote: Both shall free all prisoners.
  start: {start}
  decision: add
"""


def test_add(desk: Desk):
    where = desk.span("Both shall free all prisoners.", 1)
    done = desk.apply(desk.export() + ADDED.format(start=where.start))
    assert done.counts == {"added": 2}
    assert desk.ask(
        f"{node(desk, desk.PACT)} fdr:hasClause ?c . ?c fdr:ordinal 3 ; fdr:states ?x . "
        "?x fdr:action 'free all prisoners'@en ; fdr:reviewStatus fdr:Added ; fdr:evidence ?p . "
        f"?p fdr:start {where.start} ; fdr:end {where.end}"
    )
    assert not desk.apply(desk.file.read_text(), desk.JOHN).changed, "the same file again"
    assert not desk.apply(desk.export(), desk.JOHN).changed, "what is exported is what there is"
    key = f"added/commitment/{where.start}-{where.end}"
    desk.decide(key, "open")
    assert not desk.ask("?x fdr:action 'free all prisoners'@en")
    assert not desk.ask("?x fdr:ordinal 3")


def test_an_actor_that_the_authority_knows_is_that_one(desk: Desk):
    added = "\n- {type: actor, kind: State, name: Republic of Iraq, quote: Both, start: %d, decision: add}\n"
    sheet = desk.edited(desk.export(), desk.FIRST, "correct", ("obligors: [Sylvania]", "obligors: [Republic of Iraq]"))
    desk.apply(sheet + added % desk.span("Both").start)
    assert desk.ask(f"{node(desk, desk.FIRST)} fdr:obligor <{desk.BASE}actor/state/iraq>")
    assert desk.ask(f"<{desk.BASE}actor/state/iraq> rdfs:label 'Iraq'@en ; owl:sameAs wd:Q796")


def test_a_decision_is_attributed_to_who_made_it_first(desk: Desk):
    desk.decide(desk.FIRST, "accept", reviewer=desk.JANE)
    assert not desk.apply(desk.export(), desk.JOHN).changed
    desk.apply(desk.edited(desk.export(), desk.SECOND, "accept"), desk.JOHN)
    assert desk.ask(f"{node(desk, desk.FIRST)} fdr:reviewedBy/rdfs:label 'Jane Doe'@en")
    assert desk.ask(f"{node(desk, desk.SECOND)} fdr:reviewedBy <https://orcid.org/0000-0002-1825-0097>")
    assert not desk.ask("?x ?y <mailto:jane@example.org>"), "addresses are not shown to those who ask"
    assert desk.ask("GRAPH ?g { ?x ?y <mailto:jane@example.org> }")


def test_the_time_is_only_in_the_review_graph_and_stays_when_nothing_changes(desk: Desk):
    desk.file.write_text(desk.edited(desk.export(), desk.FIRST, "accept"))
    noon = datetime.datetime(2026, 1, 2, 12, tzinfo=datetime.UTC)
    apply_sheet(desk.store, desk.file, reviewer=desk.JANE, at=noon)
    before = desk.dump()
    assert not apply_sheet(desk.store, desk.file, reviewer=desk.JANE, at=noon + datetime.timedelta(days=1)).changed
    assert desk.dump() == before
    assert desk.ask("GRAPH ?g { ?r prov:generatedAtTime '2026-01-02T12:00:00Z'^^xsd:dateTime }")
    assert not desk.ask("?r prov:generatedAtTime ?t")


def test_what_is_seen_conforms_after_every_kind_of_decision(desk: Desk):
    sheet = desk.edited(desk.export(), desk.FIRST, "correct", ("withdrawal", "ceasefire"))
    sheet = desk.edited(sheet, desk.SECOND, "reject")
    desk.apply(desk.edited(sheet, desk.PACT, "accept") + ADDED.format(start=desk.span("Both").start))
    state = desk.state
    report = validate(state.laid().graph, {state.digest: state.text}, base=desk.BASE)
    assert report.violations == ()


def test_a_sheet_of_another_text_or_store_is_refused(desk: Desk):
    sheet = desk.export()
    with pytest.raises(InputError, match="another text"):
        desk.apply(sheet.replace(f"sha256: {desk.state.digest}", f"sha256: {'0' * 64}"))
    with pytest.raises(NotFoundError, match="no document"):
        desk.apply(sheet.replace(str(desk.IRI), f"{desk.BASE}document/0"))


@pytest.mark.parametrize(
    "reviewer", ["Jane Doe", "<mailto:jane@example.org>", "Jane <jane>", "Jane <0000-0002-1825-0098>", ""]
)
def test_a_reviewer_has_a_name_and_a_contact(desk: Desk, reviewer: str):
    with pytest.raises(InputError, match="--reviewer"):
        desk.apply(desk.edited(desk.export(), desk.FIRST, "accept"), reviewer)
