"""Geometry: the strings of numbers that SVG asks for, and how wide a text is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from api.diagram.model import Point

__all__ = ["head", "number", "path", "text_width"]

#: The length and half the width of the head of an arrow.
_LENGTH: Final = 9.0
_HALF: Final = 4.5
#: How wide letters are, in thousandths of the size of the type, rounded up from common sans-serif types.
_WIDTHS: Final = (
    ("ijl.,:;'|!", 290),
    ("frtI()[]-/ ", 390),
    ("mwMW…%@", 900),
    ("ABCDEFGHJKLNOPQRSTUVXYZ", 720),
)
_OTHERS: Final = 600


def number(value: float) -> str:
    """Write a number without needless digits.

    >>> number(12.0), number(0.25)
    ('12', '0.25')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")


def path(points: Sequence[Point]) -> str:
    """Write a way as the ``d`` of a path.

    >>> path([(1, 2), (3, 2)])
    'M1 2L3 2'
    """
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def head(points: Sequence[Point]) -> str:
    """Write the triangle at the end of a way as the ``d`` of a path.

    >>> head([(0, 0), (20, 0)])
    'M11 4.5L20 0L11 -4.5Z'
    """
    (x0, y0), (x, y) = points[-2:]
    length = math.hypot(x - x0, y - y0)
    dx, dy = (x - x0) / length, (y - y0) / length
    bx, by = x - dx * _LENGTH, y - dy * _LENGTH
    corners = ((bx - dy * _HALF, by + dx * _HALF), (x, y), (bx + dy * _HALF, by - dx * _HALF))
    return f"{path(corners)}Z"


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is, rather too much than too little.

    Args:
        text: The text.
        size: The size of its type.
    """
    units = sum(next((width for letters, width in _WIDTHS if letter in letters), _OTHERS) for letter in text)
    return units * size / 1000
