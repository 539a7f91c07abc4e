"""Resolutions: the one that a text is, and those that it recalls."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.frames import Extraction, RelationKind

TEXT = """Resolution 9002 (2031)

The Security Council,

Recalling its resolutions 8990 (2030) of 3 June 2030 and 8995 (2030),

Noting the report of 1 May (2031) on the strip,

1. Decides to extend the mandate of the mission;

2. Calls upon Chad to implement resolution 8995 (2030);

3. Decides to remain seized of the matter.
"""


def test_the_resolution_itself_comes_first(
    extracted: Callable[..., Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    found = extracted(TEXT, "RESOLUTION", "2031-05-09")
    main = found.agreements[0]
    assert (main.label, main.type) == ("Resolution 9002 (2031)", "resolution")
    assert labels(found, main.parties) == {"United Nations Security Council"}
    assert main.signed_on is not None
    assert main.signed_on.lexical == "2031-05-09"


def test_each_recalled_resolution_is_one_agreement(extracted: Callable[..., Extraction]) -> None:
    main, *others = extracted(TEXT, "RESOLUTION", "2031-05-09").agreements
    assert [other.label for other in others] == ["Resolution 8990 (2030)", "Resolution 8995 (2030)"]
    assert [other.signed_on.lexical for other in others if other.signed_on] == ["2030-06-03", "2030"]
    assert [(r.kind, r.target) for r in main.relations] == [(RelationKind.RECALLS, other.key) for other in others]


def test_the_date_of_another_year_is_not_that_of_the_resolution(extracted: Callable[..., Extraction]) -> None:
    main = extracted(TEXT, "RESOLUTION", "2035-01-01").agreements[0]
    assert main.signed_on is not None
    assert main.signed_on.lexical == "2031"


def test_a_resolution_without_number_is_still_one(extracted: Callable[..., Extraction]) -> None:
    text = "The Security Council,\n\n1. Calls upon Chad to withdraw its forces.\n"
    (main,) = extracted(text, "RESOLUTION", "2031-05-09").agreements
    assert main.type == "resolution"
    assert main.signed_on is not None
    assert main.signed_on.lexical == "2031-05-09"


def _agreements(extraction: Extraction) -> list[tuple[str, str | None]]:
    return [(a.label, a.signed_on.lexical if a.signed_on is not None else None) for a in extraction.agreements]


def test_a_title_as_it_was_before_1964(extracted: Callable[..., Extraction]) -> None:
    text = (
        "80 (1950). Resolution of 14 March 1950\n\nThe Security Council,\n\n"
        "Recalling its resolutions 39 (1948) of 20 January, 47 (1948) of 21 April and 51 (1948) of 3 June 1948,\n\n"
        "1. Calls upon Chad to open the border."
    )
    assert _agreements(extracted(text, "RESOLUTION", "1950-06-01")) == [
        ("Resolution 80 (1950)", "1950-03-14"),
        ("Resolution 39 (1948)", "1948-01-20"),
        ("Resolution 47 (1948)", "1948-04-21"),
        ("Resolution 51 (1948)", "1948-06-03"),
    ]


def test_the_day_of_adoption_and_what_is_recalled_by_name(extracted: Callable[..., Extraction]) -> None:
    text = (
        "Resolution 900 (2001)\n\nAdopted by the Security Council at its 4412th meeting, on 9 November 2001\n\n"
        "The Security Council,\n\nRecalling the Bol Ceasefire Agreement and the Geneva Conventions of 1949,\n\n"
        "Acting under Chapter VII of the Charter of the United Nations,\n\n1. Calls upon Chad to open the border."
    )
    assert _agreements(extracted(text, "RESOLUTION", "2001-11-30")) == [
        ("Resolution 900 (2001)", "2001-11-09"),
        ("Bol Ceasefire Agreement", None),
        ("Geneva Conventions of 1949", "1949"),
    ]
