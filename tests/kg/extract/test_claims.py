"""Claims: who says what, with which stance, and the document's own voice for what nobody is quoted on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.claims import to_claims
from kg.extract.frames import Extraction, Stance
from kg.extract.reading import Reading
from kg.extract.statements import Statement, find_statements


@pytest.mark.parametrize(
    ("text", "who", "stance", "what"),
    [
        ("Armenia said that the road to Goris was open.", {"Armenia"}, "Quoted", "the road to Goris was open"),
        ("The road to Goris was open, Armenia said.", {"Armenia"}, "Quoted", "The road to Goris was open"),
        (
            "“The road to Goris is open,” Armenian Prime Minister Nikol Pashinyan said.",
            {"Nikol Pashinyan"},
            "Quoted",
            "The road to Goris is open",
        ),
        (
            "According to Armenia, the road to Goris was open.",
            {"Armenia"},
            "Quoted",
            "the road to Goris was open",
        ),
        (
            "The road to Goris was open, according to Armenia.",
            {"Armenia"},
            "Quoted",
            "The road to Goris was open",
        ),
        ("Russia denied that it had bombed the hospital.", {"Russia"}, "Denied", "it had bombed the hospital"),
        ("Ukraine rejected the offer of talks.", {"Ukraine"}, "Denied", "rejected the offer of talks"),
        ("Georgia doubts that the truce will last.", {"Georgia"}, "Doubted", "the truce will last"),
        ("Georgia expects that the truce will fail.", {"Georgia"}, "Predicted", "the truce will fail"),
        ("Turkey warned that the truce could collapse.", {"Turkey"}, "Predicted", "the truce could collapse"),
        (
            "Azerbaijan’s Foreign Ministry announced that the corridor was closed.",
            {"Azerbaijan's Foreign Ministry"},
            "Quoted",
            "the corridor was closed",
        ),
        (
            "The Houthis accused Saudi Arabia of breaking the truce.",
            {"Houthis"},
            "Quoted",
            "accused Saudi Arabia of breaking the truce",
        ),
        ("Reuters reported that the town had fallen.", {"Reuters"}, "Quoted", "the town had fallen"),
    ],
)
def test_a_statement(
    in_news: Callable[[str], Extraction],
    labels: Callable[..., frozenset[str]],
    text: str,
    who: set[str],
    stance: str,
    what: str,
) -> None:
    found = in_news(text)
    said = [claim for claim in found.claims if claim.claimants]
    (claim,) = said
    assert labels(found, claim.claimants) == who
    assert claim.stance == stance
    assert claim.evidence[0].exact.rstrip(".") == what


def test_who_is_named_before_the_statement(
    in_news: Callable[[str], Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    found = in_news("According to Armenia, rebels killed 12 people in Goma on Tuesday.")
    (claim,) = [claim for claim in found.claims if claim.claimants]
    assert labels(found, claim.claimants) == {"Armenia"}
    assert claim.about == (found.incidents[0].key,)


def test_a_person_named_after_the_office_speaks(
    in_news: Callable[[str], Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    found = in_news("Ethiopia's foreign minister, Demeke Mekonnen, said that the border was open.")
    assert [labels(found, claim.claimants) for claim in found.claims] == [{"Demeke Mekonnen"}]


def test_two_speakers_of_one_verb_make_a_claim_each(
    in_news: Callable[[str], Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    found = in_news("Chad and Sudan said that the border was open.")
    assert {label for claim in found.claims for label in labels(found, claim.claimants)} == {"Chad", "Sudan"}
    assert len(found.claims) == 2


def test_a_pronoun_speaks_for_who_was_named(
    in_news: Callable[[str], Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    found = in_news(
        "President Salva Kiir visited Bentiu on Monday. He said that the road was open and that the market was busy."
    )
    assert {label for claim in found.claims for label in labels(found, claim.claimants)} == {"Salva Kiir"}


def test_a_post_is_quoted_from_its_author(
    in_news: Callable[[str], Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    found = in_news(
        "The ministers met in the capital on Friday and talked for six hours about the roads, the ports, "
        "the prisoners and the missing.\n"
        "#Armenia and #Azerbaijan agree to a truce pic.twitter.com/abc\n"
        "— Tbilisi Times (@tbilisitimes) March 3, 2021\n"
        "The opposition was not convinced that the truce would last, and said so in the evening news."
    )
    (claim,) = [c for c in found.claims if "Tbilisi Times" in labels(found, c.claimants)]
    assert claim.stance is Stance.QUOTED
    assert claim.evidence[0].exact.endswith("Azerbaijan agree to a truce")


def test_the_document_speaks_for_the_rest(in_news: Callable[[str], Extraction]) -> None:
    found = in_news("Chad and Sudan signed a truce on Monday. Chad said that the market was open.")
    own = [claim for claim in found.claims if not claim.claimants]
    told = [found.agreements[0].key, found.commitments[0].key]
    assert [(claim.stance, claim.about) for claim in own] == [(Stance.ASSERTED, (key,)) for key in told]


def test_what_somebody_denies_the_document_does_not_assert(
    in_news: Callable[[str], Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    found = in_news("Kenya denied that it had agreed to withdraw its troops.")
    assert [(labels(found, claim.claimants), claim.stance) for claim in found.claims] == [({"Kenya"}, Stance.DENIED)]


def test_a_forecast_of_the_author_has_no_claimant(in_news: Callable[[str], Extraction]) -> None:
    found = in_news("The truce between Chad and Sudan is likely to collapse within weeks.")
    assert [c.claimants for c in found.claims if c.stance is Stance.PREDICTED] == [()]


def test_every_frame_of_a_text_is_claimed(in_news: Callable[[str], Extraction]) -> None:
    found = in_news(
        "Chad and Sudan signed a truce in Tripoli on Monday after talks hosted by Libya. Chad agreed to withdraw its "
        "troops from Adré. Rebels killed 12 people in Abéché on Tuesday, Sudan said."
    )
    frames = {f.key for f in (*found.agreements, *found.meetings, *found.commitments, *found.incidents)}
    assert len(frames) >= 3
    assert frames == {key for claim in found.claims for key in claim.about}


@pytest.mark.parametrize("kind", ["AGREEMENT", "RESOLUTION"])
def test_formal_texts_quote_nobody(reading_of: Callable[..., Reading], kind: str) -> None:
    assert find_statements(reading_of("Armenia said that the road was open.", kind)) == []


def test_claims_are_tied_by_half_of_the_words(reading_of: Callable[..., Reading]) -> None:
    reading = reading_of("Armenia said that the road was open.", "NEWS")
    said = Statement(18, 35, ("state/armenia",), Stance.ASSERTED)
    near, far = ("meeting/20-30", ((20, 30),)), ("incident/0-19", ((0, 19),))
    first, second = to_claims(reading, [said, said], [near, far])
    assert (first.claimants, first.about) == (("state/armenia",), ("meeting/20-30",))
    assert (second.claimants, second.about) == ((), ("incident/0-19",))
    assert [c.key for c in (first, second)] == ["claim/18-35-armenia", "claim/0-19-own-incident"]
