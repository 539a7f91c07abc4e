"""Treaties: parties, day and place of signature, and the agreements they build on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction, RelationKind

BODY = """The Republic of Peru and the Republic of Ecuador have agreed as follows:

Article 1

The Parties shall withdraw their troops from the valley.

Article 2

{0}

{1}
"""


def treaty(title: str, article: str = "The Parties shall open the road.", closing: str = "") -> str:
    return f"{title}\n\n{BODY.format(article, closing)}"


@pytest.mark.parametrize(
    ("closing", "signed", "place"),
    [
        ("Done at Lima on 4 June 1998, in two originals.", "1998-06-04", {"Lima"}),
        ("Done in Quito, this fourth day of June 1998.", "1998-06-04", {"Quito"}),
        ("IN WITNESS WHEREOF the undersigned have signed this Treaty at Bogotá on 4 June 1998.", "1998-06-04", None),
        ("", None, set()),
    ],
)
def test_day_and_place_come_from_the_closing(
    extracted: Callable[..., Extraction],
    labels: Callable[..., frozenset[str]],
    closing: str,
    signed: str | None,
    place: set[str] | None,
) -> None:
    found = extracted(
        treaty("Treaty between the Republic of Peru and the Republic of Ecuador", closing=closing), "AGREEMENT"
    )
    main = found.agreements[0]
    assert labels(found, main.parties) == {"Peru", "Ecuador"}
    assert main.type == "treaty"
    assert (main.signed_on.lexical if main.signed_on else None) == signed
    assert len(main.signed_at) == 1 if place is None else labels(found, main.signed_at) == place


def test_a_protocol_supplements_what_it_is_additional_to(extracted: Callable[..., Extraction]) -> None:
    title = "Additional Protocol to the Memorandum on the Cenepa Valley"
    main, *others = extracted(treaty(title), "AGREEMENT").agreements
    assert main.type == "protocol"
    (relation,) = [r for r in main.relations if r.kind is RelationKind.SUPPLEMENTS]
    assert next(o for o in others if o.key == relation.target).label.startswith("Memorandum on the Cenepa Valley")


@pytest.mark.parametrize(
    ("article", "kind"),
    [
        ("The Parties recall the Rio Protocol of 29 January 1942.", RelationKind.RECALLS),
        ("This Treaty replaces the Rio Protocol of 29 January 1942.", RelationKind.REPLACES),
        ("This Treaty supersedes the Rio Protocol of 29 January 1942.", RelationKind.REPLACES),
        ("This Treaty amends the Rio Protocol of 29 January 1942.", RelationKind.AMENDS),
        ("This Treaty implements the Rio Protocol of 29 January 1942.", RelationKind.IMPLEMENTS),
        ("This Treaty supplements the Rio Protocol of 29 January 1942.", RelationKind.SUPPLEMENTS),
    ],
)
def test_an_earlier_treaty_is_recalled_replaced_or_amended(
    extracted: Callable[..., Extraction], article: str, kind: RelationKind
) -> None:
    main, *others = extracted(
        treaty("Treaty between the Republic of Peru and the Republic of Ecuador", article), "AGREEMENT"
    ).agreements
    (earlier,) = others
    assert earlier.label.startswith("Rio Protocol")
    assert earlier.type == "protocol"
    assert earlier.signed_on is not None
    assert earlier.signed_on.lexical == "1942-01-29"
    assert [(r.kind, r.target) for r in main.relations] == [(kind, earlier.key)]


def test_guarantors_call_themselves_so(
    extracted: Callable[..., Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    text = (
        "Memorandum on the Cenepa Valley\n\nThe Republic of Chile and the Republic of Brazil, as guarantors of the "
        "truce, have agreed as follows:\n\n1. All military actions in the valley shall stop.\n\n"
        "2. Joint patrols shall start on 1 May 1998.\n"
    )
    found = extracted(text, "AGREEMENT")
    assert labels(found, found.agreements[0].guarantors) == {"Chile", "Brazil"}


def test_an_agreement_does_not_recall_itself(extracted: Callable[..., Extraction]) -> None:
    found = extracted(
        treaty("Treaty between the Republic of Peru and the Republic of Ecuador", "This Treaty shall be ratified."),
        "AGREEMENT",
    )
    assert len(found.agreements) == 1
    assert found.agreements[0].relations == ()


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("Ana Rojas, for the Republic of Peru\nLuis Vega, for the Republic of Ecuador", {"Ana Rojas", "Luis Vega"}),
        ("For the Republic of Peru: Ana Rojas\nFor the Republic of Ecuador: Luis Vega", {"Ana Rojas", "Luis Vega"}),
        ("For the Republic of Peru: Ana Rojas\nWitness: Luis Vega, Ambassador of Chile", {"Ana Rojas"}),
    ],
)
def test_who_signs_for_a_party_is_a_signatory(
    extracted: Callable[..., Extraction], labels: Callable[..., frozenset[str]], below: str, expected: set[str]
) -> None:
    closing = f"Done at Lima on 4 June 1998, in two originals.\n\n{below}"
    found = extracted(
        treaty("Treaty between the Republic of Peru and the Republic of Ecuador", closing=closing), "AGREEMENT"
    )
    assert labels(found, found.agreements[0].signatories) == expected
