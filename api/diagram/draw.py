"""Draw: put the content of a module into its layout."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from api.diagram.content import Content, content
from api.diagram.layout import Layout, layouts
from api.diagram.model import ANYTHING, Arrow, Box, Diagram, Point
from api.reference.names import Ref
from kg.errors import ModelError

__all__ = ["LINE", "TITLE", "diagram", "texts"]

#: The height of a line with a title, and of a line with a property or a label.
TITLE: Final = 30.0
LINE: Final = 18.0
#: How far below its last line a box ends.
_FOOT: Final = 8.0
#: How far from its left edge the tree of narrower classes meets a box.
_TRUNK: Final = 14.0
#: How much two boxes must face each other for a straight arrow.
_FACING: Final = 16.0
#: How far a label stands from its line.
_GAP: Final = 7.0


@cache
def diagram(module: str, title: str) -> Diagram:
    """Draw a module.

    Args:
        module: The name of the module, as ``actor``.
        title: What it is called.

    Raises:
        ModelError: If the layout has no place for a class, has one for none, or has no way for an arrow.
    """
    layout = layouts()[module]
    found = content(module, layout.unions)
    needed = {*found.titles, *found.lines}
    if needed != set(layout.boxes):
        odd = ", ".join(sorted(needed ^ set(layout.boxes)))
        raise ModelError(f"the layout of the diagram {module!r} and the ontology differ in {odd}")
    boxes = {key: _box(key, found, layout) for key in layout.boxes}
    arrows = tuple(_arrow(boxes, ends, labels, layout) for ends, labels in found.arrows.items())
    if unused := set(layout.ways) - set(found.arrows):
        raise ModelError(f"the layout of the diagram {module!r} has ways for no arrow: {sorted(unused)}")
    trees = tuple(
        arrow
        for above, narrower in found.broader.items()
        for arrow in _tree(boxes[above], [boxes[key] for key in narrower])
    )
    return Diagram(module, title, _describe(found, boxes), *layout.size, tuple(boxes.values()), trees, arrows)


def texts(arrow: Arrow) -> list[tuple[Ref, bool]]:
    """Return the lines of the labels of an arrow, and whether each is an inverse."""
    return [(item, place > 0) for group in arrow.labels for place, item in enumerate(group)]


def _box(key: str, found: Content, layout: Layout) -> Box:
    x, y, width = layout.boxes[key]
    titles, lines = found.titles[key], found.lines.get(key, ())
    height = TITLE + LINE * (len(titles) - 1 + len(lines)) + (_FOOT if lines else 0)
    return Box(key, titles, key in found.own, lines, x, y, width, height)


def _arrow(
    boxes: Mapping[str, Box], ends: tuple[str, str], labels: tuple[tuple[Ref, ...], ...], layout: Layout
) -> Arrow:
    if (way := layout.ways.get(ends)) is not None:
        text = way.text if way.align != "middle" else (way.text[0], way.text[1] - LINE * (_count(labels) - 1))
        return Arrow(*ends, labels, way.points, text, way.align)
    source, target = boxes[ends[0]], boxes[ends[1]]
    top, foot = max(source.y, target.y), min(source.bottom, target.bottom)
    if foot - top >= _FACING:
        y = (top + foot) / 2
        points = ((source.right, y), (target.x, y)) if source.x < target.x else ((source.x, y), (target.right, y))
        middle = (points[0][0] + points[1][0]) / 2
        return Arrow(*ends, labels, points, (middle, y - _GAP - LINE * (_count(labels) - 1)))
    left, right = max(source.x, target.x), min(source.right, target.right)
    if right - left >= _FACING:
        x = (left + right) / 2
        points = ((x, source.bottom), (x, target.y)) if source.y < target.y else ((x, source.y), (x, target.bottom))
        middle = (points[0][1] + points[1][1]) / 2
        return Arrow(*ends, labels, points, (x + _GAP, middle + 4 - LINE * (_count(labels) - 1) / 2), "start")
    raise ModelError(f"the layout has no way for the arrow from {ends[0]} to {ends[1]}")


def _count(labels: tuple[tuple[Ref, ...], ...]) -> int:
    return sum(map(len, labels))


def _tree(above: Box, narrower: list[Box]) -> list[Arrow]:
    """Lead from narrower classes, which stand below and to the right, up to the broader one.

    The lowest leads all the way; the others join it.
    """
    trunk, found = above.x + _TRUNK, []
    lowest = max(narrower, key=lambda box: box.y)
    for below in narrower:
        middle = below.y + below.height / 2
        way: tuple[Point, ...] = ((below.x, middle), (trunk, middle))
        found.append(Arrow(below.key, above.key, (), (*way, (trunk, above.bottom)) if below is lowest else way))
    return found


def _describe(found: Content, boxes: Mapping[str, Box]) -> str:
    """Say in sentences what is to be seen."""
    name = {key: " or ".join(item.label for item in box.titles) for key, box in boxes.items()}
    said = []
    for above, narrower in found.broader.items():
        said.append(f"Kinds of {name[above]}: {', '.join(sorted(name[below] for below in narrower))}.")
    for key, lines in found.lines.items():
        said.append(f"Of {name[key]}: {', '.join(line.ref.label for line in lines)}.")
    for (source, target), labels in found.arrows.items():
        who = "any thing" if source == ANYTHING else name[source]
        said.append(f"From {who} to {name[target]}: {', '.join(group[0].label for group in labels)}.")
    alone = sorted(label for label in name.values() if not any(label in sentence for sentence in said))
    said += [f"Also: {', '.join(alone)}."] if alone else []
    return " ".join(said)
