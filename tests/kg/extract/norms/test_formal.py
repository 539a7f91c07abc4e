"""What the articles of treaties bind to: modality, who is bound, and one norm for each act."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction
from kg.extract.norms.formal import modal_of
from kg.extract.norms.modality import modality_of
from kg.extract.sentence import Sentence

DUTY, BAN, LEAVE, UPHELD = "Obligation", "Prohibition", "Permission", "Affirmation"
PERU, ECUADOR, BOTH = {"Peru"}, {"Ecuador"}, {"Peru", "Ecuador"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # the modals
        ("The Parties shall withdraw their troops from the valley.", [(DUTY, BOTH, "withdraw their troops")]),
        ("Peru will clear the mines.", [(DUTY, PERU, "clear the mines")]),
        ("Ecuador must reopen the road.", [(DUTY, ECUADOR, "reopen the road")]),
        ("Peru shall not station troops in the border zone.", [(BAN, PERU, "not station troops")]),
        ("The Parties must not attack civilians.", [(BAN, BOTH, "not attack civilians")]),
        ("The Parties shall never use poison gas.", [(BAN, BOTH, "never use poison gas")]),
        ("The Parties shall refrain from the use of force.", [(BAN, BOTH, "refrain from the use of force")]),
        ("The Parties shall abstain from hostile propaganda.", [(BAN, BOTH, "abstain from")]),
        ("Peru renounces the use of force.", [(BAN, PERU, "renounces the use of force")]),
        ("Ecuador may use the port of Callao.", [(LEAVE, ECUADOR, "may use the port")]),
        ("Ecuador may not fortify the island.", [(BAN, ECUADOR, "may not fortify")]),
        ("Ecuador shall have the right to navigate the river.", [(LEAVE, ECUADOR, "right to navigate")]),
        ("Ecuador shall be free to build a road.", [(LEAVE, ECUADOR, "free to build")]),
        ("Peru shall allow the passage of goods.", [(DUTY, PERU, "allow the passage")]),
        # verbs that bind by being said
        ("Peru undertakes to disband its militias.", [(DUTY, PERU, "disband its militias")]),
        ("Peru cedes the island to Ecuador.", [(DUTY, PERU, "cedes the island")]),
        ("Peru recognizes the independence of Ecuador.", [(UPHELD, PERU, "recognizes the independence")]),
        ("The Parties reaffirm their respect for human rights.", [(UPHELD, BOTH, "respect for human rights")]),
        ("The Parties agree to establish a joint commission.", [(DUTY, BOTH, "establish a joint commission")]),
        ("The Parties agree that Peru shall clear the mines.", [(DUTY, PERU, "Peru shall clear the mines")]),
        ("It is agreed that Ecuador shall reopen the road.", [(DUTY, ECUADOR, "Ecuador shall reopen the road")]),
        # several acts
        (
            "Peru shall withdraw its troops and shall release all prisoners.",
            [(DUTY, PERU, "withdraw its troops"), (DUTY, PERU, "release all prisoners")],
        ),
        (
            "Peru shall withdraw its troops, dismantle its posts and clear the mines.",
            [(DUTY, PERU, "withdraw its troops"), (DUTY, PERU, "dismantle its posts"), (DUTY, PERU, "clear the mines")],
        ),
        (
            "Peru shall close its posts and may keep a garrison of fifty men.",
            [(DUTY, PERU, "close its posts"), (LEAVE, PERU, "keep a garrison")],
        ),
        (
            "Peru shall withdraw its troops and Ecuador shall reopen the road.",
            [(DUTY, PERU, "withdraw its troops"), (DUTY, ECUADOR, "reopen the road")],
        ),
        # a list of semicolons, a that-clause, and what the parties declare of their own text
        (
            "Peru shall withdraw its troops; and shall not return to the valley; and Ecuador shall reopen the road.",
            [(DUTY, PERU, "withdraw its troops"), (BAN, PERU, "not return"), (DUTY, ECUADOR, "reopen the road")],
        ),
        (
            "Peru agrees that merchants shall have the free use of the road.",
            [(DUTY, PERU, "merchants shall have the free use")],
        ),
        (
            "This Treaty, as soon as it is ratified by Peru, shall be binding on the contracting parties.",
            [(DUTY, BOTH, "This Treaty, as soon as it is ratified by Peru, shall be binding")],
        ),
        ("Violations are to be reported to the commission.", [(DUTY, BOTH, "reported to the commission")]),
        ("The Parties establish a joint commission.", [(DUTY, BOTH, "establish a joint commission")]),
        ("The Parties hope for a lasting peace.", []),
        # the passive
        ("All prisoners of war shall be released.", [(DUTY, BOTH, "released")]),
        ("The prisoners shall be released by Ecuador.", [(DUTY, ECUADOR, "released by Ecuador")]),
        # what only tells
        ("Whereas the late war has ended.", []),
        ("The lake lies between the two mountains.", []),
    ],
)
def test_acts_of_an_article(
    in_treaty: Callable[..., Extraction],
    acts: Callable[..., list[object]],
    same_acts: Callable[..., bool],
    sentence: str,
    expected: list[tuple[str, set[str], str]],
) -> None:
    found = acts(in_treaty(sentence))
    assert same_acts(found, expected), found


def bound(found: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [act[:2] for act in found]


def test_every_party_means_all_parties(
    in_treaty: Callable[..., Extraction], acts: Callable[..., list[tuple[object, ...]]]
) -> None:
    assert bound(acts(in_treaty("Neither Party shall support armed groups."))) == [(BAN, BOTH)]
    assert bound(acts(in_treaty("No Party shall recruit children."))) == [(BAN, BOTH)]
    assert bound(acts(in_treaty("Each Party shall appoint two members of the commission."))) == [(DUTY, BOTH)]
    assert bound(acts(in_treaty("Either Party may withdraw from this Treaty."))) == [(LEAVE, BOTH)]


def test_what_the_parties_do_in_the_passive(
    in_treaty: Callable[..., Extraction], acts: Callable[..., list[tuple[object, ...]]]
) -> None:
    assert bound(acts(in_treaty("A commission shall be established by the Parties."))) == [(DUTY, BOTH)]


def test_a_cession_in_many_words(in_treaty: Callable[..., Extraction], labels: Callable[..., frozenset[str]]) -> None:
    found = in_treaty("Peru hereby cedes, relinquishes and conveys to Ecuador the lands north of the river.")
    assert found.commitments
    assert {label for c in found.commitments for label in labels(found, c.obligors)} == PERU
    assert {label for c in found.commitments for label in labels(found, c.obligees)} == ECUADOR


def test_neither_nor_forbids_both(
    in_treaty: Callable[..., Extraction], acts: Callable[..., list[tuple[object, ...]]]
) -> None:
    found = bound(acts(in_treaty("Peru shall neither lay mines nor build posts.")))
    assert set(found) == {(BAN, frozenset(PERU))}


def test_who_is_entitled_is_who_may(
    in_treaty: Callable[..., Extraction], acts: Callable[..., list[tuple[object, ...]]]
) -> None:
    assert bound(acts(in_treaty("Ecuador shall be entitled to use the river."))) == [(LEAVE, ECUADOR)]
    assert bound(acts(in_treaty("Ecuador shall be permitted to fish in the lake."))) == [(LEAVE, ECUADOR)]


def test_a_norm_without_a_modal(
    in_treaty: Callable[..., Extraction], acts: Callable[..., list[tuple[object, ...]]]
) -> None:
    assert bound(acts(in_treaty("Ecuador is authorized to station 200 observers in the zone."))) == [(LEAVE, ECUADOR)]
    assert bound(acts(in_treaty("The Parties are prohibited from laying mines."))) == [(BAN, BOTH)]
    assert bound(acts(in_treaty("Peru is obliged to clear the mines."))) == [(DUTY, PERU)]


def test_who_is_bound_by_the_passive_is_inferred(in_treaty: Callable[..., Extraction]) -> None:
    assert in_treaty("All prisoners of war shall be released.").commitments[0].implicit
    assert not in_treaty("The prisoners shall be released by Ecuador.").commitments[0].implicit


def test_a_condition_is_no_norm_but_belongs_to_one(
    in_treaty: Callable[..., Extraction], acts: Callable[..., list[tuple[object, ...]]]
) -> None:
    found = in_treaty("If Peru violates this Treaty, Ecuador may suspend it.")
    assert [act[:2] for act in acts(found)] == [(LEAVE, ECUADOR)]
    assert found.commitments[0].condition == "If Peru violates this Treaty"


def test_a_relative_clause_can_be_a_rule_of_its_own(
    in_treaty: Callable[..., Extraction], acts: Callable[..., list[tuple[object, ...]]]
) -> None:
    found = acts(in_treaty("The Parties shall set up a commission, which shall report every month."))
    assert [act[0] for act in found] == [DUTY, DUTY]
    assert found[0][1] == BOTH
    assert "report" not in str(found[0][2])
    assert "report every month" in str(found[1][2])


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Nepal shall withdraw.", "withdraw", DUTY),
        ("Nepal shall not withdraw.", "withdraw", BAN),
        ("Nepal may withdraw.", "withdraw", LEAVE),
        ("Nepal may not withdraw.", "withdraw", BAN),
        ("Nepal shall refrain from attacks.", "refrain", BAN),
        ("Nepal shall be authorized to trade.", "authorized", LEAVE),
        ("Nepal shall not be authorized to trade.", "authorized", BAN),
        ("Nepal shall have the right to trade.", "have", LEAVE),
        ("This rule shall not apply to Nepal.", "apply", LEAVE),
    ],
)
def test_the_modality_of_a_verb(parsed: Callable[[str], Sentence], text: str, verb: str, expected: str) -> None:
    token = next(t for t in parsed(text).tokens if t.text == verb)
    modal = modal_of(token)
    assert modal is not None
    assert modality_of(token, modal) == expected


def test_a_verb_without_modal_has_none(parsed: Callable[[str], Sentence]) -> None:
    assert modal_of(parsed("Nepal withdrew its troops.").tokens.root) is None


def test_the_day_of_an_earlier_treaty_is_not_that_of_the_act(in_treaty: Callable[..., Extraction]) -> None:
    cedes = "Peru cedes the island that the treaty concluded at Lima on 4 June 1829 reserved."
    holds = "This Treaty shall enter into force on 4 June 1829."
    (ceded,), (held,) = in_treaty(cedes).commitments, in_treaty(holds).commitments
    assert ceded.start is None
    assert held.start is not None
    assert held.start.lexical == "1829-06-04"


def test_a_party_that_is_given_something_is_no_place(
    in_treaty: Callable[..., Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    found = in_treaty("Peru cedes to Ecuador the town of Piura.")
    assert "Ecuador" not in labels(found, found.commitments[0].places)
    assert labels(found, found.commitments[0].obligees) == {"Ecuador"}


def test_a_clause_that_only_measures_is_no_rule(
    in_treaty: Callable[..., Extraction], acts: Callable[..., list[tuple[object, ...]]]
) -> None:
    found = bound(acts(in_treaty("Peru shall send such teachers as may be necessary.")))
    assert found == [(DUTY, frozenset(PERU))]


def test_what_is_agreed_to_be(
    in_treaty: Callable[..., Extraction], acts: Callable[..., list[tuple[object, ...]]]
) -> None:
    found = acts(in_treaty("It is agreed between the parties that the following islands be set apart as a park."))
    assert [act[0] for act in found] == [DUTY]


def test_what_is_never_done_or_done_otherwise_is_forbidden_twice(
    in_treaty: Callable[..., Extraction], acts: Callable[..., list[tuple[object, ...]]]
) -> None:
    found = bound(acts(in_treaty("Peru will never raid the villages or make war upon its neighbours.")))
    assert found == [(BAN, frozenset(PERU)), (BAN, frozenset(PERU))]
