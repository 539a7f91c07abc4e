"""Layout: the table in which the places of boxes were written down by hand."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from api.diagram.model import Point

__all__ = ["Layout", "Way", "layouts"]

_FILE: Final = Path(__file__).parent / "layout.toml"


@dataclass(frozen=True, slots=True)
class Way:
    """Be the way of an arrow that does not go straight.

    Args:
        points: Its corners, from the box it leaves to the box it leads to.
        text: Where its first label stands.
        align: How the labels stand to that point: ``start``, ``middle`` or ``end``.
    """

    points: tuple[Point, ...]
    text: Point
    align: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Be the layout of one diagram.

    Args:
        size: The width and height of the picture.
        unions: The keys of the unions of classes that have one box together.
        boxes: Where each box begins, from the left and from the top, and how wide it is, by its key.
        ways: The ways of the arrows that do not go straight, by the keys of the boxes.
    """

    size: tuple[float, float]
    unions: frozenset[str]
    boxes: Mapping[str, tuple[float, float, float]]
    ways: Mapping[tuple[str, str], Way]


@cache
def layouts() -> Mapping[str, Layout]:
    """Read the layouts, by the names of the modules."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    found = {}
    for module, entry in table.items():
        width, height = entry["size"]
        ways = {}
        for ends, way in entry.get("arrows", {}).items():
            source, _, target = ends.partition(">")
            x, y, align = way["text"]
            ways[source, target] = Way(tuple((px, py) for px, py in way["points"]), (x, y), align)
        boxes = {key: (x, y, wide) for key, (x, y, wide) in entry["boxes"].items()}
        found[module] = Layout((width, height), frozenset(entry.get("unions", ())), boxes, ways)
    return found
