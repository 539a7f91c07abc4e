"""A family: the score of one sort of frame in one text, with everything that went wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from kg.evaluate.spans import Stretch
from kg.evaluate.tally import Tally

__all__ = ["FAMILIES", "HEADLINE", "SLOTS", "FamilyScore", "Fault", "FaultKind", "Judged", "Side", "conclude"]

#: The families, in the order they are shown; ``strict`` are the commitments that are wholly right.
FAMILIES: Final = ("actors", "agreements", "meetings", "commitments", "strict", "incidents", "attributions")
#: Those whose F1 the headline figure is the mean of, in the order of the mean.
HEADLINE: Final = ("strict", "commitments", "actors", "meetings", "incidents", "attributions", "agreements")
#: The slots that are judged on what was matched.
SLOTS: Final[Mapping[str, tuple[str, ...]]] = {
    "actors": ("type",),
    "agreements": ("parties", "signed", "effective", "signed_at", "type"),
    "meetings": ("participants", "mediators", "date", "until", "place", "duration", "produced"),
    "commitments": (
        *("modality", "first_theme", "themes", "obligors", "obligees", "concerns"),
        *("places", "from", "until", "due", "agreement"),
    ),
    "incidents": ("perpetrators", "targets", "killed", "wounded", "date", "place"),
    "attributions": (),
}


class FaultKind(StrEnum):
    """Name what can be wrong: a frame was not found, is none, or has a wrong slot."""

    MISSED = "missed"
    SPURIOUS = "spurious"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Fault:
    """Be one thing that went wrong.

    Args:
        kind: What sort of thing.
        family: The family of the frame.
        slot: The slot, where only that is wrong.
        words: The evidence of the frame, or its name.
        detail: What was wanted and what was found instead.
        places: Where in the text it is.
    """

    kind: FaultKind
    family: str
    words: str
    slot: str | None = None
    detail: str = ""
    places: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """Be the judgement of one slot of one matched frame."""

    slot: str
    tally: Tally
    wanted: object
    found: object


@dataclass(frozen=True, slots=True)
class Side:
    """Be the frames of one side of the comparison: how many, what each says, and where."""

    count: int
    words: Callable[[int], str]
    places: Callable[[int], Iterable[Stretch]]


@dataclass(frozen=True, slots=True)
class FamilyScore:
    """Be the result of one family in one text."""

    tally: Tally
    slots: Mapping[str, Tally] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def conclude(
    family: str,
    pairs: Mapping[int, int],
    gold: Side,
    found: Side,
    judged: Mapping[int, Iterable[Judged]],
    *,
    ignored: Collection[int] = (),
) -> FamilyScore:
    """Count a family and list what is wrong in it.

    Args:
        family: Its name.
        pairs: For each annotated frame that was matched, the frame of the graph.
        gold: The annotated frames.
        found: The frames of the graph.
        judged: For each annotated frame that was matched, its slots.
        ignored: The frames of the graph that do not count as wrong if nothing matches them.
    """
    matched = set(pairs.values())
    slots = dict.fromkeys(SLOTS[family], Tally())
    faults: list[Fault] = []
    for number in range(gold.count):
        places = tuple(gold.places(number))
        if number not in pairs:
            faults.append(Fault(FaultKind.MISSED, family, gold.words(number), places=places))
        for slot in judged.get(number, ()):
            slots[slot.slot] += slot.tally
            if not slot.tally.is_perfect:
                detail = f"{_plain(slot.wanted)} wanted, {_plain(slot.found)} found"
                faults.append(Fault(FaultKind.WRONG, family, gold.words(number), slot.slot, detail, places))
    faults += [
        Fault(FaultKind.SPURIOUS, family, found.words(number), places=tuple(found.places(number)))
        for number in range(found.count)
        if number not in matched and number not in ignored
    ]
    counted = found.count - sum(number not in matched for number in ignored)
    return FamilyScore(Tally(len(pairs), gold.count, counted), slots, tuple(faults))


def _plain(value: object) -> str:
    """Say a value or several in words."""
    if isinstance(value, set | frozenset):
        value = sorted(map(str, value))
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "nothing"
    return "nothing" if value is None else str(value)
