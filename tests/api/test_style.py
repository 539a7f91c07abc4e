"""The colours of the style sheet: contrast as WCAG 2.2 AA asks."""

import re
from pathlib import Path

import pytest

import api

CSS = (Path(api.__file__).parent / "static" / "foedera.css").read_text(encoding="utf-8")
TEXT = [
    (ink, paper)
    for ink in ("ink", "soft", "link", "link-hover", "duty", "ban", "leave", "principle")
    for paper in ("paper", "raised", "sunk")
] + [
    ("on-accent", "accent"), ("warn", "warn-paper"), ("ink", "warn-paper"), ("paper", "warn"),
    ("ink", "mark-1"), ("ink", "mark-2"), ("ink", "mark-3"), ("soft", "mark-1"), ("link", "mark-1"),
]  # fmt: skip
EDGES = [
    ("edge", "raised"),
    ("edge", "paper"),
    ("focus", "paper"),
    ("focus", "raised"),
    ("mention", "raised"),
    ("mention", "mark-3"),
]


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


LIGHT = _colours(CSS.partition("@media")[0])
DARK = LIGHT | _colours(CSS.partition("prefers-color-scheme: dark")[2].partition("\n}\n")[0])


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), TEXT)
def test_text_can_be_read(scheme: dict[str, str], ink: str, paper: str):
    assert _contrast(scheme[ink], scheme[paper]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "paper"), EDGES)
def test_edges_can_be_seen(scheme: dict[str, str], edge: str, paper: str):
    assert _contrast(scheme[edge], scheme[paper]) >= 3


def test_both_schemes_set_the_same_colours():
    assert DARK.keys() == LIGHT.keys()
    assert set(_colours(CSS.partition("prefers-color-scheme: dark")[2].partition("\n}\n")[0])) == LIGHT.keys()


def test_the_sheet_fetches_nothing():
    assert "url(" not in CSS
    assert "@import" not in CSS
