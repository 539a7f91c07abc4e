"""Points of a list take subject, modal and denial from the line that leads them in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction

DUTY, BAN, LEAVE = "Obligation", "Prohibition", "Permission"
BOTH = {"Chad", "Niger"}


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        (
            "The Parties shall:\n\n(a) withdraw their artillery from the lake;\n\n(b) release all detainees;\n\n"
            "(c) open the border to traders.",
            [
                (DUTY, BOTH, "withdraw their artillery"),
                (DUTY, BOTH, "release all detainees"),
                (DUTY, BOTH, "open the border"),
            ],
        ),
        (
            "Chad shall not:\n\n(a) fly aircraft over the lake;\n\n(b) arm the militias of the north.",
            [(BAN, {"Chad"}, "fly aircraft"), (BAN, {"Chad"}, "arm the militias")],
        ),
        (
            "Niger may:\n\n(a) buy salt at the market of Bol;\n\n(b) use the road to the lake.",
            [(LEAVE, {"Niger"}, "buy salt"), (LEAVE, {"Niger"}, "use the road")],
        ),
        (
            "The Parties shall:\n\n(a) withdraw their artillery and release all detainees;\n\n(b) open the border.",
            [
                (DUTY, BOTH, "withdraw their artillery"),
                (DUTY, BOTH, "release all detainees"),
                (DUTY, BOTH, "open the border"),
            ],
        ),
    ],
)
def test_points_after_a_lead_in(
    in_treaty: Callable[..., Extraction],
    acts: Callable[..., list[object]],
    same_acts: Callable[..., bool],
    article: str,
    expected: list[tuple[str, set[str], str]],
) -> None:
    found = acts(in_treaty(article, "Chad", "Niger"))
    assert same_acts(found, expected), found


def test_the_points_of_a_description_bind_nobody(in_treaty: Callable[..., Extraction]) -> None:
    article = "The lake has three islands:\n\n(a) the island of goats;\n\n(b) the island of reeds."
    assert in_treaty(article, "Chad", "Niger").commitments == ()
