"""A sheet: the frames of a document as a file that people read and write."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.review.frame import Frame, in_order, reading, reading_digest
from kg.review.match import match
from kg.review.names import Names
from kg.review.review import Review, Status
from kg.review.state import State
from kg.review.table import frame_types

__all__ = ["DECISIONS", "Entry", "entries", "write_sheet"]

#: What a person writes for each status.
DECISIONS: Final[Mapping[str, Status]] = {
    "accept": Status.ACCEPTED,
    "correct": Status.CORRECTED,
    "reject": Status.REJECTED,
    "add": Status.ADDED,
}
_HEAD: Final = Path(__file__).parent / "data" / "head.txt"
#: Words that every reader of YAML takes for a string.
_PLAIN: Final = re.compile(r"[A-Za-z_][\w./-]*(?: [\w./()-]+)*", re.ASCII)
_WORDS: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
#: Characters that YAML wants escaped, beyond those that JSON does.
_ESCAPED: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """Be a frame in a sheet.

    Args:
        frame: The frame as it is shown: as a person wants it, else as the software found it.
        review: What was decided on it before, if anything.
        found: What the software reads now, or None where it finds nothing of the kind.
        conflict: Why it needs to be looked at again.
    """

    frame: Frame
    review: Review | None = None
    found: str | None = None
    conflict: str | None = None


def entries(state: State) -> dict[str, Entry]:
    """Return all that a sheet of a document lists, by their keys: what the software finds, and what persons added."""
    found = state.found
    fits = match(state.reviews, found)
    conflicts = {conflict.key: conflict.message for conflict in state.laid().conflicts}
    about = {fit.key: key for key, fit in fits.items() if fit.key is not None}
    listed = {key: Entry(frame, found=reading(frame)) for key, frame in found.items() if key not in about}
    for key, review in state.reviews.items():
        at = fits[key].key
        frame = review.frame or (found[at] if at else None)
        if frame is not None:
            told = reading(found[at]) if at and review.status is not Status.ADDED else None
            listed[key] = Entry(frame, review, told, conflicts.get(key))
    return listed


def write_sheet(state: State) -> str:
    """Write the sheet of a document: frames in the order of the text, then actors and places."""
    listed = entries(state)
    names = Names({key: entry.frame for key, entry in listed.items()})
    ordered = in_order(entry.frame for entry in listed.values())
    cast = [frame for frame in ordered if frame_types()[frame.type].shared]
    said = [frame for frame in ordered if not frame_types()[frame.type].shared]
    head = _HEAD.read_text(encoding="utf-8").replace("{title}", " ".join(state.title.split()))
    lines = [head, f"document: {_scalar(str(state.document))}", f"sha256: {_scalar(state.digest)}", "", "frames:"]
    lines += [line for frame in said for line in _lines(listed[frame.key], names)]
    lines += ["", "# ---- who and where", ""] if cast else []
    lines += [line for frame in cast for line in _lines(listed[frame.key], names)]
    return "\n".join(lines) + "\n"


def _lines(entry: Entry, names: Names) -> Iterator[str]:
    frame, review = entry.frame, entry.review
    known = frame_types()[frame.type]
    yield ""
    if review is not None:
        yield f"# {review.status} by {' '.join(review.reviewer.name.split())}"
    if entry.conflict is not None:
        yield f"# LOOK AGAIN: {' '.join(entry.conflict.split())}"
    yield f"- frame: {_scalar(frame.key)}"
    yield f"  type: {frame.type}"
    yield from _passages(frame, shared=known.shared)
    for name, slot in known.slots.items():
        values = frame.slots.get(name, ())
        words = [names.of(value, slot) if slot.kind == "frame" else value for value in values]
        if words:
            yield f"  {name}: {_list(words) if slot.many else _scalar(words[0])}"
    if entry.found is not None:
        yield f"  reading: {reading_digest(entry.found)}"
    yield f"  decision: {_decision(entry)}".rstrip()


def _passages(frame: Frame, *, shared: bool) -> Iterator[str]:
    spans = frame.evidence
    if shared and spans:
        first = " ".join(spans[0].exact.split())
        yield f"  # named {len(spans)} times, first at {spans[0].start}: {first}"
    elif len(spans) == 1:
        yield f"  quote: {_scalar(spans[0].exact)}"
        yield f"  start: {spans[0].start}"
        yield f"  end: {spans[0].end}"
    elif spans:
        yield "  evidence:"
        for span in spans:
            yield f"  - quote: {_scalar(span.exact)}"
            yield f"    start: {span.start}"
            yield f"    end: {span.end}"


def _decision(entry: Entry) -> str:
    """Return the decision that stands; what is to be looked at again is left to be decided."""
    if entry.review is None or entry.conflict is not None:
        return ""
    return next(word for word, status in DECISIONS.items() if status is entry.review.status)


def _list(words: Iterable[str]) -> str:
    return f"[{', '.join(map(_scalar, words))}]"


def _scalar(text: str) -> str:
    """Write a text so that every reader of YAML takes it for this text."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04X}", json.dumps(text, ensure_ascii=False))
