"""Agreements that reports tell of: only those that were made, with who made them, when and where."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction


@pytest.mark.parametrize(
    ("text", "type_", "parties", "signed", "place"),
    [
        (
            "Ethiopia and Eritrea signed a peace agreement on 12 December 2000.",
            "peace-agreement",
            {"Ethiopia", "Eritrea"},
            "2000-12-12",
            set(),
        ),
        (
            "Armenia and Azerbaijan reached a ceasefire on Tuesday.",
            "ceasefire",
            {"Armenia", "Azerbaijan"},
            "2021-03-02",
            set(),
        ),
        (
            "A memorandum of understanding was signed by Egypt and Sudan in Khartoum.",
            "memorandum",
            {"Egypt", "Sudan"},
            None,
            {"Khartoum"},
        ),
        ("Chad and Hamas agreed to share power.", None, {"Chad", "Hamas"}, None, set()),
        (
            "The ceasefire between Israel and Hamas was announced on Sunday.",
            "ceasefire",
            {"Israel", "Hamas"},
            "2021-02-28",
            set(),
        ),
        (
            "Kenya and Uganda signed a trade agreement on 1 March 2021.",
            "trade-agreement",
            {"Kenya", "Uganda"},
            "2021-03-01",
            set(),
        ),
    ],
)
def test_an_agreement_that_was_made(
    in_news: Callable[[str], Extraction],
    labels: Callable[..., frozenset[str]],
    text: str,
    type_: str | None,
    parties: set[str],
    signed: str | None,
    place: set[str],
) -> None:
    found = in_news(text)
    (agreement,) = found.agreements
    assert type_ in {None, agreement.type}
    assert labels(found, agreement.parties) == parties
    assert (agreement.signed_on.lexical if agreement.signed_on else None) == signed
    assert labels(found, agreement.signed_at) == place


@pytest.mark.parametrize(
    "text",
    [
        "No agreement was reached between Serbia and Kosovo.",
        "Serbia and Kosovo did not agree on the border.",
        "Serbia and Kosovo could agree on the border.",
        "The minister of Peru opened a new hospital.",
        "The king of Spain visited Peru on Monday.",
    ],
)
def test_what_was_not_agreed_is_no_agreement(in_news: Callable[[str], Extraction], text: str) -> None:
    assert in_news(text).agreements == ()


def test_what_was_denied_or_imagined_is_no_agreement(in_news: Callable[[str], Extraction]) -> None:
    for text in (
        "Serbia and Kosovo did not sign an agreement.",
        "Serbia and Kosovo failed to sign an agreement.",
        "Serbia and Kosovo refused to sign the accord.",
        "Serbia and Kosovo could sign a treaty next year.",
        "If Serbia and Kosovo sign a treaty, the road would be opened.",
        "Serbia and Kosovo are far from a deal.",
    ):
        assert in_news(text).agreements == (), text


def test_the_place_of_signature(in_news: Callable[[str], Extraction], labels: Callable[..., frozenset[str]]) -> None:
    found = in_news("Ethiopia and Eritrea signed a peace agreement in Algiers on 12 December 2000.")
    assert labels(found, found.agreements[0].signed_at) == {"Algiers"}


def test_who_brokered_a_truce_is_its_mediator(
    in_news: Callable[[str], Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    found = in_news("Chad and Sudan signed a truce brokered by Qatar on 1 March 2021.")
    (agreement,) = found.agreements
    assert labels(found, agreement.parties) == {"Chad", "Sudan"}
    assert labels(found, agreement.mediators) == {"Qatar"}


def test_a_signatory_signs_for_a_side(
    in_news: Callable[[str], Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    found = in_news(
        "Colombian President Juan Manuel Santos and FARC leader Rodrigo Londoño signed a peace agreement in Havana."
    )
    agreement = found.agreements[0]
    assert "Colombia" in labels(found, agreement.parties)
    assert len(agreement.parties) == 2
    assert len(agreement.signatories) == 2


def test_an_agreement_told_twice_is_one(
    in_news: Callable[[str], Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    found = in_news(
        "Ethiopia and Eritrea signed a peace agreement on Monday. "
        "The agreement between Ethiopia and Eritrea was signed in Algiers."
    )
    assert len(found.agreements) == 1
    assert len(found.agreements[0].evidence) == 2
    assert labels(found, found.agreements[0].signed_at) == {"Algiers"}


def test_an_earlier_agreement_is_another_one(in_news: Callable[[str], Extraction]) -> None:
    found = in_news(
        "Congo and Rwanda signed a truce in Luanda on Monday. "
        "It builds on the Lusaka Ceasefire Agreement of 10 July 1999."
    )
    main, earlier = found.agreements
    assert main.type == "ceasefire"
    assert earlier.label.startswith("Lusaka Ceasefire Agreement")
    assert earlier.signed_on is not None
    assert earlier.signed_on.lexical == "1999-07-10"
