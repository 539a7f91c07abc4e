"""What reports tell of agreeing: who is bound to what, and what is only wished, denied or imagined."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction

DUTY, BAN, LEAVE, UPHELD = "Obligation", "Prohibition", "Permission", "Affirmation"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # agree to
        (
            "Sudan and South Sudan agreed to withdraw their forces from Abyei.",
            [(DUTY, {"Sudan", "South Sudan"}, "Abyei")],
        ),
        (
            "Colombia and the ELN agreed to release all hostages and to remove the mines.",
            [
                (DUTY, {"Colombia", "National Liberation Army (Colombia)"}, "release all hostages"),
                (DUTY, {"Colombia", "National Liberation Army (Colombia)"}, "remove the mines"),
            ],
        ),
        ("The Taliban agreed not to attack foreign troops.", [(BAN, {"Taliban"}, "not to attack")]),
        ("Indonesia pledged to withdraw its soldiers from Aceh.", [(DUTY, {"Indonesia"}, "withdraw its soldiers")]),
        ("Rwanda has committed to end its support for the rebels.", [(DUTY, {"Rwanda"}, "end its support")]),
        ("Eritrea undertook to reopen the border crossing.", [(DUTY, {"Eritrea"}, "reopen the border")]),
        ("Chad and Hamas have agreed to form an assembly.", [(DUTY, {"Chad", "Hamas"}, "form an assembly")]),
        # agree on
        ("Armenia and Azerbaijan agreed on a ceasefire.", [(DUTY, {"Armenia", "Azerbaijan"}, "ceasefire")]),
        (
            "Serbia and Kosovo agreed on the opening of the bridge.",
            [(DUTY, {"Serbia", "Kosovo"}, "opening of the bridge")],
        ),
        # agree that
        (
            "Ethiopia and Eritrea agreed that Djibouti will monitor the border.",
            [(DUTY, {"Djibouti"}, "Djibouti will monitor")],
        ),
        (
            "Ethiopia and Eritrea agreed that Djibouti may use the port.",
            [(LEAVE, {"Djibouti"}, "Djibouti may use")],
        ),
        # what a deal provides
        ("The agreement requires Rwanda to withdraw its troops.", [(DUTY, {"Rwanda"}, "withdraw its troops")]),
        ("The accord allows Uganda to pursue the rebels.", [(LEAVE, {"Uganda"}, "pursue the rebels")]),
        ("Under the deal, Israel will withdraw from southern Lebanon.", [(DUTY, {"Israel"}, "Israel will withdraw")]),
        ("Under the deal, Kenya may keep a garrison in Kismayo.", [(LEAVE, {"Kenya"}, "keep a garrison")]),
        # in the passive
        (
            "Under the deal, all hostages will be released by Hamas.",
            [(DUTY, {"Hamas"}, "hostages will be released")],
        ),
        # a principle
        (
            "Georgia and Russia reaffirmed the territorial integrity of Moldova.",
            [(UPHELD, {"Georgia", "Russia"}, "territorial integrity of Moldova")],
        ),
    ],
)
def test_what_is_agreed(
    in_news: Callable[[str], Extraction],
    acts: Callable[..., list[object]],
    same_acts: Callable[..., bool],
    text: str,
    expected: list[tuple[str, set[str], str]],
) -> None:
    found = acts(in_news(text))
    assert same_acts(found, expected), found


@pytest.mark.parametrize(
    "text",
    [
        "Serbia and Kosovo did not agree to open the bridge.",
        "Serbia and Kosovo have never agreed to open the bridge.",
        "India and Pakistan could agree to withdraw their troops.",
        "India and Pakistan might agree on a truce.",
        "If Mali agrees to release the prisoners, Algeria would reopen the border.",
        "Unless Mali agrees to a truce, the talks are over.",
        "Morocco refused to agree to a referendum.",
        "Neither Greece nor Cyprus agreed to reduce its troops.",
        "Rain fell on the hills of Rwanda all night.",
        "The farmers of Peru will plant maize in May.",
    ],
)
def test_what_is_not_agreed(in_news: Callable[[str], Extraction], text: str) -> None:
    assert in_news(text).commitments == ()


def test_what_is_only_wished_is_not_agreed(in_news: Callable[[str], Extraction]) -> None:
    assert in_news("Sudan called on Chad to agree to a truce.").commitments == ()
    assert in_news("Mediators hope that Yemen will agree to open the port.").commitments == ()


def test_a_term_that_two_sentences_repeat_is_one_commitment(in_news: Callable[[str], Extraction]) -> None:
    found = in_news(
        "Ethiopia and Eritrea agreed to withdraw their troops from Badme. "
        "The two sides agreed to withdraw their troops from Badme, officials confirmed."
    )
    assert len(found.commitments) == 1
    assert len(found.commitments[0].evidence) == 2


def test_sentences_after_an_agreement_tell_its_terms(
    in_news: Callable[[str], Extraction], acts: Callable[..., list[object]], same_acts: Callable[..., bool]
) -> None:
    found = in_news(
        "Ethiopia and Eritrea signed a peace agreement on Monday. Eritrea is to withdraw its troops from Badme. "
        "Ethiopia will reopen the road to Assab."
    )
    expected = [(DUTY, {"Eritrea"}, "withdraw its troops"), (DUTY, {"Ethiopia"}, "reopen the road")]
    assert same_acts(acts(found), expected), acts(found)


def test_points_below_a_line_that_says_they_were_agreed(
    in_news: Callable[[str], Extraction], acts: Callable[..., list[tuple[object, ...]]]
) -> None:
    found = in_news(
        "Ethiopia and Eritrea agreed on the following points:\n\n"
        "- Release of all prisoners of war\n\n- Reopening of the embassy in Asmara\n\n"
        "- Eritrea will withdraw its troops from Badme\n"
    )
    both = {"Ethiopia", "Eritrea"}
    assert [(act[0], act[1]) for act in acts(found)][-3:] == [(DUTY, both), (DUTY, both), (DUTY, {"Eritrea"})]
    assert [c.action for c in found.commitments][-3:] == [
        "Release of all prisoners of war",
        "Reopening of the embassy in Asmara",
        "Eritrea will withdraw its troops from Badme",
    ]


def test_points_below_a_line_that_names_the_truce(
    in_news: Callable[[str], Extraction], acts: Callable[..., list[object]], same_acts: Callable[..., bool]
) -> None:
    found = in_news(
        "Ethiopia and Eritrea signed a truce on Monday.\n\nUnder the truce:\n\n"
        "- Eritrea will withdraw its troops from Badme;\n\n- Ethiopia will reopen the road to Assab.\n"
    )
    both = {"Eritrea", "Ethiopia"}
    expected = [(DUTY, {"Eritrea"}, "withdraw its troops"), (DUTY, {"Ethiopia"}, "reopen the road")]
    assert same_acts(acts(found), [(DUTY, both, "a truce"), *expected]), acts(found)


def test_a_truce_that_starts_binds_its_sides_from_then(
    in_news: Callable[[str], Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    found = in_news("A ceasefire between Israel and Hezbollah takes effect at 4:00 on 7 March 2021.")
    (commitment,) = found.commitments
    assert commitment.themes[0] == "ceasefire"
    assert labels(found, commitment.obligors) == {"Israel", "Hezbollah"}
    assert commitment.start is not None
    assert commitment.start.lexical == "2021-03-07T04:00:00"
