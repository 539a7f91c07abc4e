"""The table: which types of frame a person can review, and what slots each has."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from rdflib import URIRef
from rdflib.namespace import RDFS

from kg.namespaces import FDR, PREFIXES
from kg.reason.ontology import ontology_graph

__all__ = ["DOCUMENT", "FrameType", "Slot", "classes_below", "frame_types", "type_of_class"]

#: What a slot may name besides frames: the document itself, which speaks in its own voice.
DOCUMENT: Final = "document"
_FILE: Final = Path(__file__).parent / "data" / "frames.toml"


@dataclass(frozen=True, slots=True)
class Slot:
    """Be a slot of a type of frame.

    Args:
        name: What it is called in a sheet.
        predicate: The property that holds its values.
        kind: What its values are.
        of: The types of frame that it may name.
        many: Whether it may have several values.
        back: Whether the property leads from the value to the frame.
        least: How many of the frames that it names must be left when some are rejected, or the frame goes with them.
    """

    name: str
    predicate: URIRef
    kind: str
    of: tuple[str, ...] = ()
    many: bool = False
    back: bool = False
    least: int = 0


@dataclass(frozen=True, slots=True)
class FrameType:
    """Be a type of frame.

    Args:
        name: What it is called in a sheet.
        rank: Its place among the types.
        classes: The classes of its nodes, the one that tells it first.
        slots: Its slots by their names, in the order of a sheet.
        evidence: Whether it must have a passage.
        shared: Whether other documents speak of the same node: actors and places.
        reported: Whether its nodes say in which document they are reported.
    """

    name: str
    rank: int
    classes: tuple[URIRef, ...]
    slots: Mapping[str, Slot]
    evidence: bool = True
    shared: bool = False
    reported: bool = False


@cache
def frame_types() -> Mapping[str, FrameType]:
    """Return the types of frame by their names."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    types: dict[str, FrameType] = {}
    for rank, (name, table) in enumerate(tables.items()):
        slots = [_slot(row) for row in table.pop("slots")]
        classes = tuple(FDR[local] for local in table.pop("classes"))
        types[name] = FrameType(name, rank, classes, MappingProxyType({slot.name: slot for slot in slots}), **table)
    return MappingProxyType(types)


@cache
def type_of_class() -> Mapping[URIRef, FrameType]:
    """Return the type of frame of each class and of all classes below it."""
    return MappingProxyType(
        {
            below: known
            for known in frame_types().values()
            for below in (known.classes[0], *classes_below(known.classes[0]))
        }
    )


@cache
def classes_below(top: URIRef) -> tuple[URIRef, ...]:
    """Return the classes below a class, sorted."""
    found = ontology_graph().transitive_subjects(RDFS.subClassOf, top)
    return tuple(sorted(node for node in found if isinstance(node, URIRef) and node != top))


def _slot(row: dict[str, Any]) -> Slot:
    predicate, of = _expand(row.pop("is")), tuple(row.pop("of", ()))
    return Slot(predicate=predicate, of=of, **row)


def _expand(name: str) -> URIRef:
    prefix, _, local = name.partition(":")
    return URIRef(PREFIXES[prefix] + local)
