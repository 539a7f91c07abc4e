"""Points of a resolution bind those whom the line above them names, in the way that it says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction

DUTY, BAN, LEAVE = "Obligation", "Prohibition", "Permission"
COUNCIL, ALL, ENVOY = {"United Nations Security Council"}, {"all States"}, {"Secretary-General"}


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "Decides that all States shall prevent:\n\n(a) The import of diamonds;\n\n(b) The sale of arms to Chad;",
            [(DUTY, ALL, "The import of diamonds"), (DUTY, ALL, "The sale of arms")],
        ),
        (
            "Calls upon all States:\n\n(a) To freeze the assets of the rebels;\n\n(b) Not to recognize their council;",
            [(DUTY, ALL, "freeze the assets"), (BAN, ALL, "recognize their council")],
        ),
        (
            "Decides that all States shall not:\n\n(a) supply arms to the rebels;\n\n(b) train their soldiers;",
            [(BAN, ALL, "supply arms"), (BAN, ALL, "train their soldiers")],
        ),
        (
            "Authorizes the Secretary-General to:\n\n(a) appoint an envoy;\n\n(b) deploy observers and hire vehicles;",
            [
                (LEAVE, ENVOY, "appoint an envoy"),
                (LEAVE, ENVOY, "deploy observers"),
                (LEAVE, ENVOY, "hire vehicles"),
            ],
        ),
        (
            "Decides that the mandate of UNIFIL shall include the following tasks:\n\n(a) To monitor the truce;\n\n"
            "(b) To protect civilians;",
            [
                (DUTY, COUNCIL, "the mandate of UNIFIL shall include the following tasks"),
                (DUTY, {"United Nations Interim Force in Lebanon"}, "monitor the truce"),
                (DUTY, {"United Nations Interim Force in Lebanon"}, "protect civilians"),
            ],
        ),
        ("Notes that the report lists:\n\n(a) The wells of the north;\n\n(b) The roads of the south;", []),
    ],
)
def test_points_are_bound_by_their_lead(
    in_resolution: Callable[..., Extraction],
    acts: Callable[..., list[object]],
    same_acts: Callable[..., bool],
    paragraph: str,
    expected: list[tuple[str, set[str], str]],
) -> None:
    found = acts(in_resolution(paragraph))
    assert same_acts(found, [*expected, (DUTY, COUNCIL, "remain seized")]), found


def test_points_inside_points_are_bound_by_the_line_above_them_all(
    in_resolution: Callable[..., Extraction],
    acts: Callable[..., list[object]],
    same_acts: Callable[..., bool],
) -> None:
    found = acts(
        in_resolution(
            "Calls upon all States:\n\n(a) To guard their coast;\n\n(b) To take measures:\n\n(i) to close their ports;"
            "\n\n(ii) to stop the trade in diamonds;"
        )
    )
    expected = [
        (DUTY, ALL, "To guard their coast"),
        (DUTY, ALL, "to close their ports"),
        (DUTY, ALL, "to stop the trade"),
        (DUTY, COUNCIL, "remain seized"),
    ]
    assert same_acts(found, expected), found
