"""Decide: from a sheet that a person has filled in to the reviews of the document."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kg.review.entry import Problem, frame_from, key_for, type_of
from kg.review.frame import Frame, reading, reading_digest
from kg.review.names import Names
from kg.review.review import Review, Status
from kg.review.reviewer import Reviewer
from kg.review.sheet import DECISIONS, Entry, entries
from kg.review.sheet_reader import Item, Sheet
from kg.review.state import State
from kg.review.table import frame_types

__all__ = ["Decided", "decide"]

_OPEN = "open"
#: What stands instead of a key where a second frame is added in a passage.
_NEW = "new"
_AGAIN = "Export the document again, and decide on what the software reads now."


@dataclass(frozen=True, slots=True)
class Decided:
    """Hold the reviews as they are to be, what is wrong in the sheet, and the line of each frame in it."""

    reviews: dict[str, Review]
    problems: tuple[Problem, ...]
    lines: dict[str, int]


def decide(sheet: Sheet, state: State, reviewer: Reviewer, *, at: str | None = None) -> Decided:
    """Work out what the reviews of a document are with the decisions of a sheet.

    A decision that stands already is kept with who made it and when.

    Args:
        sheet: The sheet.
        state: The document.
        reviewer: Who decides.
        at: When, as xsd:dateTime.
    """
    work = _Work(state, reviewer, at)
    for item in sheet.items:
        work.prepare(item)
    for item in sheet.items:
        work.take(item)
    return Decided(work.reviews, tuple(sorted(work.problems, key=lambda problem: problem.line)), work.lines)


@dataclass(slots=True)
class _Work:
    """Be the work on one sheet."""

    state: State
    reviewer: Reviewer
    at: str | None
    listed: dict[str, Entry] = field(init=False)
    found: dict[str, Frame] = field(init=False)
    names: Names = field(init=False)
    reviews: dict[str, Review] = field(init=False)
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    met: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.listed = entries(self.state)
        self.found = self.state.found
        self.names = Names({key: entry.frame for key, entry in self.listed.items()})
        self.reviews = dict(self.state.reviews)

    def prepare(self, item: Item) -> None:
        """Make actors and places that are added known by their names, wherever in the sheet they stand."""
        if item.decision.value != "add" or item.frame or item.type not in ("actor", "place"):
            return
        slots = {name: item.slots[name].values for name in ("kind", "name", "other names") if name in item.slots}
        if slots.get("kind") and slots.get("name"):
            key, frame = key_for(Frame(key="", type=item.type, slots=slots))
            if key not in self.names.frames:
                self.names = Names({**self.names.frames, key: frame})

    def take(self, item: Item) -> None:
        """Do what an entry says, or note what is wrong with it."""
        try:
            self._take(item)
        except Problem as problem:
            self.problems.append(problem)

    def _take(self, item: Item) -> None:
        word = item.decision.value
        if len(item.decision.values) > 1 or word not in ("", _OPEN, *DECISIONS):
            near = difflib.get_close_matches(word, [*DECISIONS, _OPEN], n=1)
            hint = f"Did you mean {near[0]}? " if near else ""
            raise Problem(
                item.decision.line, f"{word!r} is no decision", f"{hint}Write {', '.join(DECISIONS)} or {_OPEN}."
            )
        if word == "add":
            self._add(item)
            return
        if not item.frame:
            raise Problem(item.line, "the entry has no `frame:`", "For a frame that is missing, write `decision: add`.")
        if item.frame in self.met:
            raise Problem(
                item.line, f"{item.frame} stands in line {self.met[item.frame]} already", "Keep one of the two."
            )
        self.met[item.frame] = self.lines[item.frame] = item.line
        entry = self.listed.get(item.frame)
        if entry is None:
            hint = (
                "It may be found no longer. For a frame that is missing, leave `frame:` out and write `decision: add`."
            )
            raise Problem(item.line, f"the document has no frame {item.frame}", hint)
        if item.type != entry.frame.type:
            hint = "To change the type, reject the frame and add another."
            raise Problem(item.line, f"{item.frame} is of type {entry.frame.type}, not {item.type or 'none'}", hint)
        if word == _OPEN:
            self._withdraw(item.frame)
        elif word:
            self._decide(item, entry, DECISIONS[word])
        elif self._is_fresh(item, entry) and self._frame(item, entry) != entry.frame:
            hint = "Write `decision: correct`, or put back what stood there."
            raise Problem(item.line, f"{item.frame} was changed, but nothing is decided", hint)

    def _withdraw(self, key: str) -> None:
        """Take back what was decided; the reported point that an added commitment brought goes with it."""
        review = self.reviews.pop(key, None)
        for clause in review.frame.slots.get("clauses", ()) if review is not None and review.frame is not None else ():
            if clause == _point(key) and clause in self.reviews:
                del self.reviews[clause]

    def _is_fresh(self, item: Item, entry: Entry) -> bool:
        """Tell whether the sheet shows what the software reads now."""
        return item.reading == ("" if entry.found is None else reading_digest(entry.found))

    def _frame(self, item: Item, entry: Entry) -> Frame:
        return frame_from(item, item.frame, entry.frame, self.names, self.state.text, self.state.document)

    def _decide(self, item: Item, entry: Entry, status: Status) -> None:
        before = entry.review
        frame = None if status is Status.REJECTED else self._frame(item, entry)
        fresh = self._is_fresh(item, entry)
        stands = before is not None and (status, frame) == (before.status, before.frame)
        if stands and (entry.conflict is None or entry.found is None or not fresh):
            return
        if not fresh:
            raise Problem(
                item.line, f"the software reads {item.frame} otherwise than when this file was written", _AGAIN
            )
        if entry.found is None:
            self._decide_unfound(item, entry, status, frame)
            return
        same = frame is not None and reading(frame) == entry.found
        if status is Status.ACCEPTED and not same:
            message = f"{item.frame} is accepted, but it is not what the software reads"
            raise Problem(item.decision.line, message, "Write `decision: correct` to have it as it stands here.")
        if status is Status.CORRECTED and same:
            message = f"{item.frame} is corrected, but nothing is changed"
            raise Problem(item.decision.line, message, "Change what is wrong, or write `decision: accept`.")
        self._put(item.frame, status, entry.found, frame)

    def _decide_unfound(self, item: Item, entry: Entry, status: Status, frame: Frame | None) -> None:
        """Decide on a frame that only a person stands for."""
        before = entry.review
        if status is Status.REJECTED or before is None:
            self.reviews.pop(item.frame, None)
        elif before.status is Status.ADDED:
            raise Problem(item.decision.line, f"{item.frame} was added by a person", "Write `decision: add` or `open`.")
        else:
            self._put(item.frame, Status.CORRECTED, before.found, frame)

    def _put(self, key: str, status: Status, found: str | None, frame: Frame | None) -> None:
        new = Review(key=key, status=status, reviewer=self.reviewer, found=found, frame=frame, at=self.at)
        before = self.reviews.get(key)
        if before is None or before.said != new.said:
            self.reviews[key] = new

    def _add(self, item: Item) -> None:
        known = type_of(item)
        before = self.state.reviews.get(item.frame)
        if item.frame not in ("", _NEW) and (before is None or before.status is not Status.ADDED):
            raise Problem(item.line, f"{item.frame} was not added by a person", "Leave `frame:` out to add a frame.")
        agreement = item.slots.get("agreement") if known.name == "commitment" else None
        if agreement is not None:
            item = replace(item, slots={name: slot for name, slot in item.slots.items() if name != "agreement"})
        shown = before.frame if before is not None else None
        frame = frame_from(item, item.frame, shown, self.names, self.state.text, self.state.document)
        if before is None:
            self._check_names(item, frame)
            frame = self._keyed(item, frame)
        self.met[frame.key] = self.lines[frame.key] = item.line
        if agreement is not None:
            slot = frame_types()["clause"].slots["agreement"]
            frame = self._with_point(frame, self.names.key(agreement.value, slot))
        self._put(frame.key, Status.ADDED, None, frame)

    def _check_names(self, item: Item, frame: Frame) -> None:
        if frame_types()[frame.type].shared and not (frame.first("kind") and frame.first("name")):
            raise Problem(
                item.line, f"a new {frame.type} needs a kind and a name", "For example: kind: State, name: Nepal"
            )

    def _keyed(self, item: Item, frame: Frame) -> Frame:
        """Give a frame that is added its key."""
        number = 1
        while True:
            key, keyed = key_for(frame, number)
            if any(replace(other, key=key) == keyed for other in self.found.values()):
                raise Problem(item.line, "the software has found just this itself", "Accept it where it stands.")
            before = self.state.reviews.get(key)
            same = before is not None and before.frame is not None and _bare(before.frame) == _bare(keyed)
            if (
                key not in self.met
                and key not in self.found
                and (before is None or same or before.status is not Status.ADDED)
            ):
                return keyed
            if frame_types()[frame.type].shared:
                raise Problem(
                    item.line, f"the document has {key} already", "Name it so, or correct it where it stands."
                )
            if before is not None and key not in self.met and item.frame != _NEW:
                hint = f"Write `frame: {key}` to change that one, or `frame: {_NEW}` to add another."
                raise Problem(item.line, f"in that passage {key} was added before, and it is not the same", hint)
            number += 1

    def _with_point(self, frame: Frame, agreement: str) -> Frame:
        """Give a commitment a clause without a number, as a reported point of an agreement."""
        key = _point(frame.key)
        before = self.state.reviews.get(key)
        ordinal = before.frame.first("ordinal") if before is not None and before.frame is not None else ""
        slots = {"agreement": (agreement,), "ordinal": (ordinal or str(self._last(agreement) + 1),)}
        clause = Frame(key=key, type="clause", slots=slots, evidence=frame.evidence)
        self._put(key, Status.ADDED, None, clause)
        self.met[key] = self.lines[key] = self.lines[frame.key]
        values = {**frame.slots, "clauses": tuple(sorted({*frame.slots.get("clauses", ()), key}))}
        return replace(
            frame, slots={name: values[name] for name in frame_types()["commitment"].slots if name in values}
        )

    def _last(self, agreement: str) -> int:
        frames: Iterable[Frame] = [entry.frame for entry in self.listed.values()]
        frames = [*frames, *(review.frame for review in self.reviews.values() if review.frame is not None)]
        points = (frame for frame in frames if frame.type == "clause" and frame.first("agreement") == agreement)
        return max((int(frame.first("ordinal") or 0) for frame in points), default=0)


def _point(key: str) -> str:
    """Return the key of the clause that an added commitment brings as a reported point of an agreement."""
    return f"{key}/clause"


def _bare(frame: Frame) -> Frame:
    """Return a frame without what the sheet may give in another way: the clause of a reported point."""
    return replace(frame, slots={name: values for name, values in frame.slots.items() if name != "clauses"})
