"""Places: where something was signed or talked of, under the name that the table gives."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from kg.link.importers.frame import Frame, term
from kg.link.importers.states import State
from kg.namespaces import FDR
from kg.text.slug import slug

__all__ = ["place"]


def place(frame: Frame, node: NamedNode, predicate: str, name: str, within: State | None = None) -> Iterator[Quad]:
    """Say where something is or was: at a place of that name, which lies in the state if one is given.

    Args:
        frame: The table.
        node: What is there.
        predicate: ``place`` or ``signedAt``.
        name: The name of the place.
        within: The state that it lies in.
    """
    label = " ".join(name.split())
    key = f"{within.key.removeprefix('state/')}/{slug(label)}" if within is not None else slug(label)
    if not slug(label):
        return
    where = NamedNode(f"{frame.base}import/{frame.shelf or frame.key}/place/{key}")
    yield frame.say(node, term(FDR, predicate), where)
    yield from frame.thing(where, "Place")
    yield from frame.names(where, label)
    if within is not None:
        yield frame.say(where, term(FDR, "within"), frame.state(within))
