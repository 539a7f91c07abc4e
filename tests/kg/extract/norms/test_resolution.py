"""Resolutions: what the first verb of a paragraph makes of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction

DUTY, BAN, LEAVE, UPHELD = "Obligation", "Prohibition", "Permission", "Affirmation"
COUNCIL = {"United Nations Security Council"}
CHAD, LIBYA, BOTH = {"Chad"}, {"Libya"}, {"Chad", "Libya"}


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Calls upon Chad to withdraw its forces from the strip", [(DUTY, CHAD, "withdraw its forces")]),
        (
            "Calls upon Chad to withdraw its forces and to release all prisoners",
            [(DUTY, CHAD, "withdraw its forces"), (DUTY, CHAD, "to release all prisoners")],
        ),
        (
            "Requests the Secretary-General to appoint an envoy, to send observers and to report within 30 days",
            [
                (DUTY, {"Secretary-General"}, "appoint an envoy"),
                (DUTY, {"Secretary-General"}, "to send observers"),
                (DUTY, {"Secretary-General"}, "to report"),
            ],
        ),
        (
            "Demands that both parties cease all military action and refrain from the use of force",
            [(DUTY, BOTH, "cease all military action"), (BAN, BOTH, "refrain from the use of force")],
        ),
        (
            "Calls upon both parties to respect and implement the ceasefire",
            [(DUTY, BOTH, "respect and implement the ceasefire")],
        ),
        (
            "Demands the immediate end of the siege and the release of all prisoners",
            [(DUTY, set(), "end of the siege"), (DUTY, set(), "release of all prisoners")],
        ),
        (
            "Decides that Chad shall open the border, and that Libya shall withdraw its forces",
            [(DUTY, CHAD, "open the border"), (DUTY, LIBYA, "withdraw its forces")],
        ),
        (
            "Welcomes the truce, expresses concern at the losses and, in this regard, urges Chad to resume the talks",
            [(DUTY, CHAD, "urges Chad to resume the talks")],
        ),
        (
            "Requests the Secretary-General to report on the talks, and takes note of his intention to visit the strip",
            [(DUTY, {"Secretary-General"}, "Requests the Secretary-General to report on the talks")],
        ),
        (
            "Stresses that the resources of the strip should not be exploited to finance the war",
            [(UPHELD, COUNCIL, "should not be exploited")],
        ),
        (
            "Stresses that Libya must withdraw its forces",
            [(DUTY, LIBYA, "withdraw its forces")],
        ),
        ("Demands that Libya cease all attacks on Chad", [(DUTY, LIBYA, "cease all attacks")]),
        ("Demands that Libya refrain from flying over the strip", [(BAN, LIBYA, "refrain from flying")]),
        ("Calls upon Libya not to supply arms to the rebels", [(BAN, LIBYA, "not to supply arms")]),
        ("Urges both parties to resume the talks", [(DUTY, BOTH, "resume the talks")]),
        ("Calls on the two countries to open the border", [(DUTY, BOTH, "open the border")]),
        ("Authorizes the Secretary-General to deploy observers", [(LEAVE, {"Secretary-General"}, "deploy observers")]),
        ("Decides to establish a mission of observers", [(DUTY, COUNCIL, "establish a mission")]),
        ("Decides that Libya shall withdraw its forces", [(DUTY, LIBYA, "withdraw its forces")]),
        ("Decides that Libya shall not import arms", [(BAN, LIBYA, "not import arms")]),
        ("Reaffirms the territorial integrity of Chad", [(UPHELD, COUNCIL, "territorial integrity of Chad")]),
        (
            "Calls upon Chad to withdraw its forces, and requests the Secretary-General to report on it",
            [
                (DUTY, CHAD, "withdraw its forces"),
                (DUTY, {"Secretary-General"}, "requests the Secretary-General to report"),
            ],
        ),
        ("Condemns the attacks on the strip", []),
        ("Takes note of the report of the Secretary-General", []),
        ("Welcomes the truce between Chad and Libya", []),
        ("Expresses its deep concern at the losses", []),
    ],
)
def test_acts_of_a_paragraph(
    in_resolution: Callable[..., Extraction],
    acts: Callable[..., list[object]],
    same_acts: Callable[..., bool],
    paragraph: str,
    expected: list[tuple[str, set[str], str]],
) -> None:
    found = acts(in_resolution(paragraph))
    assert same_acts(found, [*expected, (DUTY, COUNCIL, "remain seized")]), found


def test_all_states_are_bound_without_a_name(
    in_resolution: Callable[..., Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    found = in_resolution("Decides that all States shall prevent the sale of arms to Libya")
    assert found.commitments[0].modality == DUTY
    assert {label.lower() for label in labels(found, found.commitments[0].obligors)} == {"all states"}


def test_a_preamble_upholds_principles_only(
    in_resolution: Callable[..., Extraction], acts: Callable[..., list[tuple[object, ...]]]
) -> None:
    before = "Reaffirming the sovereignty and independence of Chad,\n\nRecalling its earlier resolutions,"
    found = acts(in_resolution("Urges both parties to resume the talks", before))
    assert found[0] == (UPHELD, COUNCIL, "Reaffirming the sovereignty and independence of Chad")
    assert [act[0] for act in found] == [UPHELD, DUTY, DUTY]


def test_who_gets_a_report_is_owed_it(
    in_resolution: Callable[..., Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    found = in_resolution("Requests the Secretary-General to report to the Council within 30 days")
    commitment = found.commitments[0]
    assert labels(found, commitment.obligees) == COUNCIL
    assert commitment.due_by is not None
    assert commitment.due_by.lexical == "2031-06-03"


@pytest.mark.parametrize(
    ("paragraph", "until"),
    [
        ("Decides to extend the mandate of the mission for a further period of six months", "2031-11-04"),
        ("Decides to extend the mandate of the mission for six months, that is, until 30 November 2031", "2031-11-30"),
        ("Extends the mandate of the mission for a further period ending 15 December 2031", "2031-12-15"),
        ("Endorses the report of the Secretary-General of 5 March 2031", None),
    ],
)
def test_how_long_a_mandate_lasts(in_resolution: Callable[..., Extraction], paragraph: str, until: str | None) -> None:
    commitment = in_resolution(paragraph).commitments[0]
    assert commitment.start is None
    assert (commitment.until.lexical if commitment.until is not None else None) == until


def test_what_is_wedged_between_a_decision_and_its_clause_changes_nobody(
    in_resolution: Callable[..., Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    found = in_resolution(
        "Decides, under Chapter VII of the Charter, that all States shall stop the sale of arms to Chad"
    )
    assert [labels(found, c.obligors) for c in found.commitments] == [{"all States"}, COUNCIL]


def test_who_withdraws_and_who_pays_in_the_passive(
    in_resolution: Callable[..., Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    found = in_resolution("Demands the immediate withdrawal of Libyan troops from the Aouzou Strip")
    assert [labels(found, c.obligors) for c in found.commitments] == [{"Libya"}, COUNCIL]
    found = in_resolution("Demands that compensation by the Government of Libya be paid to Chad")
    assert [labels(found, c.obligors) for c in found.commitments] == [{"Libya"}, COUNCIL]


def test_the_two_that_are_named_as_a_pair_are_the_parties(
    in_resolution: Callable[..., Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    pair = "Deeply concerned at the war between Chad and Libya,"
    found = in_resolution("Calls upon the parties to release all prisoners of war", pair)
    assert [labels(found, c.obligors) for c in found.commitments] == [{"Chad", "Libya"}, COUNCIL]
    apart = "Having heard the statement of Chad, Taking note of the letter of Libya,"
    found = in_resolution("Calls upon the parties to release all prisoners of war", apart)
    assert [labels(found, c.obligors) for c in found.commitments] == [{"parties"}, COUNCIL]


def test_that_government_is_the_one_that_was_named(
    in_resolution: Callable[..., Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    found = in_resolution(
        "Reaffirms the duty of the Government of Peru towards Chile, and urges that Government to discharge it"
    )
    asked = next(c for c in found.commitments if "urges" in c.action)
    assert labels(found, asked.obligors) == {"Peru"}


def test_who_something_is_demanded_from(
    in_resolution: Callable[..., Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    found = in_resolution("Demands full respect for the Force from Peru")
    commitment = next(c for c in found.commitments if "respect" in c.action)
    assert labels(found, commitment.obligors) == {"Peru"}


def test_the_points_of_a_demand_that_is_upheld(
    in_resolution: Callable[..., Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    found = in_resolution(
        "Reaffirms its urgent demand to Peru for:\n\n(a) The immediate release of all prisoners;\n\n"
        "(b) The withdrawal of its forces"
    )
    bound = [(c.action, labels(found, c.obligors)) for c in found.commitments]
    assert ("The immediate release of all prisoners", {"Peru"}) in bound
