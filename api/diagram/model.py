"""The parts of a diagram: boxes with lines of text, and arrows between them."""

from __future__ import annotations

from dataclasses import dataclass

from api.reference.names import Ref

__all__ = ["ANYTHING", "Arrow", "Box", "Diagram", "Line", "Point"]

#: The key of the box that stands for things of whatever class.
ANYTHING = "anything"

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """Be a property with a value, as a line in a box.

    Args:
        ref: The property.
        type: What its values are, in a word; empty if that is open.
    """

    ref: Ref
    type: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """Be a class, or several of which one is meant.

    Args:
        key: The local names of its classes, sorted and joined with ``|``.
        titles: Its classes.
        own: Whether it belongs to the module of the diagram.
        lines: Its properties with values.
        x: Where it begins, from the left.
        y: Where it begins, from the top.
        width: How wide it is.
        height: How high it is.
    """

    key: str
    titles: tuple[Ref, ...]
    own: bool
    lines: tuple[Line, ...]
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends, from the left."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends, from the top."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Arrow:
    """Be one or more properties between the same two boxes, or what is narrower below what is broader.

    Args:
        source: The key of the box it leaves.
        target: The key of the box it leads to.
        labels: The properties, each with its inverse if it has one.
        points: The corners of its way.
        text: Where the first label stands.
        align: How the labels stand to that point: ``start``, ``middle`` or ``end``.
    """

    source: str
    target: str
    labels: tuple[tuple[Ref, ...], ...]
    points: tuple[Point, ...]
    text: Point = (0, 0)
    align: str = "middle"


@dataclass(frozen=True, slots=True)
class Diagram:
    """Be the picture of a module.

    Args:
        module: The name of the module.
        title: Its title, in words.
        description: What is to be seen, in sentences.
        width: How wide the picture is.
        height: How high it is.
        boxes: The boxes, in the order of reading.
        trees: The ways from narrower classes up to broader ones; one of each tree has the head.
        arrows: The arrows.
    """

    module: str
    title: str
    description: str
    width: float
    height: float
    boxes: tuple[Box, ...]
    trees: tuple[Arrow, ...]
    arrows: tuple[Arrow, ...]
