"""Hybrid: the slots that rules left open, and what a model fills them with; what the rules found stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import Any

from kg.errors import InputError
from kg.extract.llm.answer import FAMILIES, Fills, Kind, slots_of
from kg.extract.llm.ask import Heard
from kg.extract.llm.check import Part, check_fill
from kg.extract.llm.resolve import Meant, with_names
from kg.extract.llm.told import Told
from kg.extract.pipeline import Found
from kg.extract.reading import Reading
from kg.text.span import Span

__all__ = ["Filled", "fill", "open_slots", "shown", "take"]

#: Slots that are part of what a frame is, or that a reader fills better from the whole text than a model from a quote.
_CLOSED = frozenset({"name", "quantities"})
#: Slots of which one filled is enough: a meeting on one day has no beginning and end of its own.
_ONE_OF = ({"date", "start", "until"},)

Slots = Mapping[str, Mapping[str, Kind]]


@dataclass(frozen=True, slots=True)
class Filled:
    """Be a slot that a model filled."""

    frame: str
    slot: str
    passage: Span
    meant: Meant


def open_slots(found: Found) -> Slots:
    """Return the slots of each frame that have no value, with what their words are."""
    slots: dict[str, dict[str, Kind]] = {}
    for family, item in FAMILIES.items():
        kinds = {name: kind for name, kind in slots_of(item).items() if name not in _CLOSED}
        for frame in getattr(found, family):
            filled = {name for name in kinds if getattr(frame, name) not in (None, ())}
            if family != "commitments":
                filled |= {name for group in _ONE_OF if group & filled for name in group}
            slots[frame.key] = {name: kind for name, kind in kinds.items() if name not in filled}
    return {key: kinds for key, kinds in slots.items() if kinds}


def shown(found: Found, slots: Slots, part: Part) -> list[dict[str, object]]:
    """Return what a model is shown of the frames that are said in a stretch of the document."""
    return [
        {"frame": frame.key, "said": frame.evidence[0].exact, "open": dict(slots[frame.key])}
        for family in FAMILIES
        for frame in getattr(found, family)
        if frame.key in slots and part.start <= frame.evidence[0].start < part.end
    ]


def take(part: Part, slots: Slots, frames: Set[str], answer: Fills) -> Iterator[tuple[Filled | None, str | None]]:
    """Tell of each fill in an answer whether the document says it, and the slot is open."""
    for told in answer.fills:
        kind = slots[told.frame].get(told.slot) if told.frame in frames else None
        if kind is None:
            yield None, f"the slot “{told.slot}” of the frame “{told.frame}” is not open"
            continue
        try:
            passage, meant = check_fill(part, told, kind)
        except InputError as error:
            yield None, error.message
            continue
        yield Filled(told.frame, told.slot, passage, meant), None


def fill(reading: Reading, found: Found, told: Told, heard: Heard[Filled]) -> tuple[Reading, Found, Told]:
    """Fill open slots; of two fills of one slot the first counts.

    Args:
        reading: The document.
        found: The frames.
        told: What the model has told so far.
        heard: What it told of a stretch.
    """
    chosen: dict[tuple[str, str], Filled] = {}
    for filled in heard.kept:
        chosen.setdefault((filled.frame, filled.slot), filled)
    reading = with_names(reading, (name for filled in chosen.values() for name in filled.meant.names))
    frames = dict(told.frames)
    groups: dict[str, Any] = {}
    for family in FAMILIES:
        group: list[Any] = []
        for frame in getattr(found, family):
            mine = [filled for (key, _), filled in chosen.items() if key == frame.key]
            group.append(_with(frame, mine))
            if mine:
                frames[frame.key] = (*frames.get(frame.key, ()), *(filled.slot for filled in mine))
        groups[family] = tuple(group)
    told = replace(
        told,
        frames=frames,
        kept=told.kept + len(chosen),
        dropped=told.dropped + heard.dropped,
        requests=told.requests + heard.requests,
    )
    return reading, replace(found, **groups), told


def _with(frame: Any, fills: list[Filled]) -> Any:  # noqa: ANN401 - a frame of any family
    """Return a frame with slots filled, and with the passages that say so beside its own."""
    for filled in fills:
        changes: dict[str, Any] = {filled.slot: filled.meant.value}
        if filled.slot == "obligors":
            changes["implicit"] = filled.meant.implicit
        if not any(span.contains(filled.passage) for span in frame.evidence):
            changes["evidence"] = (*frame.evidence, filled.passage)
        frame = replace(frame, **changes)
    return frame
