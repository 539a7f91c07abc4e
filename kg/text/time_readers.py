"""Read what the second level of the grammar found: one function for each kind of expression."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from kg.text.anchors import anchor_after
from kg.text.atom import Atom
from kg.text.durations import add_duration
from kg.text.grammar import Found
from kg.text.lexicon import CODES
from kg.text.moment import Moment
from kg.text.resolution import Resolved, Tense, at_clock, resolve
from kg.text.scene import Draft, Past, Scene, When, atoms_inside, context_at, draft_of, read_when, shape_of
from kg.text.shapes import Calendar, Clock, Length, Shape
from kg.text.tense import tense_at
from kg.text.time_mention import TimeRelation
from kg.text.time_rules import PREFIXES

__all__ = ["read"]


def read(scene: Scene, found: Found, past: Past) -> list[Draft]:
    """Read what a rule found as one mention or more; none where it cannot be resolved."""
    return _READERS.get(found.rule, _read_moment)(scene, found, past)


def _read_moment(scene: Scene, found: Found, past: Past) -> list[Draft]:
    core = found.groups["core"]
    prefix = next((name for name in PREFIXES if name in found.groups), None)
    relation = PREFIXES[prefix] if prefix else TimeRelation.ON
    span = (found.first, found.after) if prefix else core
    atom = next(iter(atoms_inside(scene, *core)))
    if relation is TimeRelation.BEFORE and getattr(atom.shape, "part", None) == "end":
        relation = TimeRelation.BY
    if relation is TimeRelation.ON and found.first and _begins(scene.codes, found.first):
        relation = TimeRelation.FROM
    if atom.last is not None and not isinstance(atom.shape, Clock | Length):
        return _range(scene, span, core, relation, (atom.shape, atom.last), past)
    when = read_when(scene, core, relation, past)
    return [draft_of(scene, span, core, relation, when)] if when.resolved or when.clock else []


def _begins(codes: str, first: int) -> bool:
    """Tell whether "begin", "begins on", "commence at" stands before."""
    return codes[first - 1] == CODES["BEGIN"] or (
        first > 1 and codes[first - 1] in (CODES["ON"], CODES["AT"], CODES["IN"]) and codes[first - 2] == CODES["BEGIN"]
    )


def _align(first: Shape, last: Shape) -> tuple[Shape, Shape]:
    """Give the year of one end of a range to the other."""
    if not isinstance(first, Calendar) or not isinstance(last, Calendar) or not first.month or not last.month:
        return first, last
    turn = (first.month, first.day or 0) > (last.month, last.day or 31)
    if first.year is None and last.year is not None:
        return replace(first, year=last.year - turn), last
    if first.year is not None and last.year is None:
        return first, replace(last, year=first.year + turn)
    return first, last


def _range(
    scene: Scene,
    span: tuple[int, int],
    core: tuple[int, int],
    relation: TimeRelation,
    ends: tuple[Shape, Shape],
    past: Past,
) -> list[Draft]:
    first, last = _align(*ends)
    head = read_when(scene, core, relation, past, first)
    if head.resolved is None:
        return []
    start: Moment = head.resolved.start
    if isinstance(last, Calendar) and last.year is None and isinstance(first, Calendar) and last.month and first.month:
        turn = (first.month, first.day or 0) > (last.month, last.day or 31)
        last = replace(last, year=start.year + turn)
    tail = resolve(last, context_at(scene, last, core[0], relation, Tense.UNKNOWN, past))
    if tail is None:
        return []
    until: Moment | None = tail.until or tail.start
    if relation in (TimeRelation.UNTIL, TimeRelation.BY):
        start, until = tail.until or tail.start, None
    elif _key(tail.start) < _key(start):
        until = None
    return [draft_of(scene, span, core, relation, replace(head, resolved=Resolved(start, until), day=tail.start))]


def _key(moment: Moment) -> tuple[int, int, int, int, int]:
    return moment.year, moment.month or 0, moment.day or 0, moment.hour or 0, moment.minute or 0


def _read_ends(scene: Scene, found: Found, past: Past) -> list[Draft]:
    first, last = found.groups["first"], found.groups["last"]
    relation = TimeRelation.FROM if found.rule == "fromto" else TimeRelation.ON
    shapes = shape_of(scene, first), shape_of(scene, last)
    core = (first[0], last[1])
    span = (found.first, found.after) if found.rule == "fromto" else core
    join = found.groups.get("join")
    if join and scene.codes[join[0]] == CODES["SLASH"]:
        when = read_when(scene, last, relation, past)
        return [draft_of(scene, span, core, relation, when)] if when.resolved else []
    one, other = shapes
    if one is not None and other is not None:
        one, other = _align(one, other)
    head = read_when(scene, first, relation, past, one)
    day = head.day or past.moment
    middle = Past(moment=day, at=scene.tokens.starts[first[0]]) if day else past
    if isinstance(other, Calendar) and other.year is None and head.resolved and other.month:
        turn = (head.resolved.start.month or 0, head.resolved.start.day or 0) > (other.month, other.day or 31)
        other = replace(other, year=head.resolved.start.year + turn)
    tail = read_when(scene, last, TimeRelation.UNTIL, middle, other)
    if head.resolved is None and tail.day is not None and tail.day.date is not None and head.clock is not None:
        begin = at_clock(tail.day.date, head.clock)
        head = replace(head, resolved=Resolved(begin) if begin else None, clock=None, day=tail.day)
    elif tail.resolved is None and head.day is not None and head.day.date is not None and tail.clock is not None:
        end = at_clock(head.day.date, tail.clock, limit=True)
        tail = replace(tail, resolved=Resolved(end) if end else None, clock=None, day=head.day)
    if head.resolved and tail.resolved and _key(head.resolved.start) <= _key(tail.resolved.start):
        until = tail.resolved.until or tail.resolved.start
        whole = replace(head, resolved=Resolved(head.resolved.start, until), day=tail.day)
        return [draft_of(scene, span, core, relation, whole, approximate=tail.approximate)]
    drafts = [
        draft_of(scene, (found.first, first[1]) if relation is TimeRelation.FROM else first, first, relation, head),
        draft_of(scene, last, last, TimeRelation.UNTIL if relation is TimeRelation.FROM else relation, tail),
    ]
    return [draft for draft in drafts if draft.mention.start or draft.clock]


def _read_midnight(scene: Scene, found: Found, past: Past) -> list[Draft]:
    """Read "midnight between 5 and 6 March": the beginning of the later day."""
    core = (found.first, found.after)
    clock, days = atoms_inside(scene, *core)
    drafts = _range(scene, core, core, TimeRelation.ON, (days.shape, days.last), past)  # type: ignore[arg-type]
    last = drafts[0].mention.until if drafts else None
    if last is None or last.date is None or not isinstance(clock.shape, Clock):
        return drafts
    moment = at_clock(last.date, clock.shape)
    return [draft_of(scene, core, core, TimeRelation.ON, start=moment)]


def _length(scene: Scene, found: Found) -> tuple[Length, Atom]:
    group = found.groups.get("length") or found.groups["periodlength"]
    atom = scene.atoms[group[0]]
    if not isinstance(atom.shape, Length):
        raise TypeError("a length of time was expected")
    return atom.shape, atom


def _read_ago(scene: Scene, found: Found, past: Past) -> list[Draft]:
    """Read "a week ago", "two weeks from now", "two days later", as dates as precise as their unit."""
    length, _ = _length(scene, found)
    span = (found.first, found.after)
    anchor = Moment.of(scene.reference) if scene.reference else None
    sign = 1 if found.rule == "fromnow" else -1
    if found.rule == "later":
        word = scene.tokens.word(found.groups["direction"][0]).lower()
        if word not in ("later", "earlier"):
            return _read_bare(scene, found, past)
        sign, anchor = (1 if word == "later" else -1), past.moment
    if length.iso is None or anchor is None:
        return []
    precise = {"month": 2, "year": 1, "decade": 1}.get(length.unit, 3)
    coarse = Moment(*[part for part in (anchor.year, anchor.month, anchor.day)[:precise] if part is not None])
    moment = add_duration(coarse, length.iso, sign)
    if moment is None:
        return []
    vague = "about" in found.groups or length.approximate or precise < 3
    when = When(resolved=Resolved(moment), approximate=vague, day=moment)
    return [draft_of(scene, span, span, TimeRelation.ON, when)]


def _read_past(scene: Scene, found: Found, past: Past) -> list[Draft]:
    """Read "the past two weeks" as the range up to the date of the document."""
    length, atom = _length(scene, found)
    core = (atom.first, atom.after)
    if scene.reference is None or length.iso is None:
        return _for(scene, found, length, atom)
    today = Moment.of(scene.reference)
    start = add_duration(today, length.iso, -1)
    span = (found.first, found.after)
    if start is None:
        return []
    return [draft_of(scene, span, core, TimeRelation.ON, start=start, until=today, duration=length.iso)]


def _read_within(scene: Scene, found: Found, past: Past) -> list[Draft]:
    """Read "within seven days of signature", "in the next 48 hours", "60 days after the entry into force"."""
    length, atom = _length(scene, found)
    core, after = (atom.first, atom.after), found.after
    link = found.groups.get("link")
    relation = TimeRelation.WITHIN
    if "nolater" in found.groups:
        relation = TimeRelation.BY
    back = link is not None and scene.tokens.word(link[0]).lower() in ("before", "prior")
    if found.rule == "after" or back:
        relation = TimeRelation.BEFORE if back else TimeRelation.AFTER
    anchor: str | None = None
    start: Moment | None = None
    sign = -1 if back else 1
    if "date" in found.groups and (shape := shape_of(scene, found.groups["date"])) is not None:
        when = read_when(scene, found.groups["date"], relation, past, shape)
        anchor = scene.tokens.slice(*found.groups["date"])
        start = add_duration(when.resolved.start, length.iso, sign) if when.resolved and length.iso else None
    elif link is not None:
        end = anchor_after(scene.tokens, scene.codes, link[1])
        if end > link[1]:
            anchor, after = scene.tokens.slice(link[1], end), end
        else:
            after = link[0]
    if anchor is None and scene.reference is not None and length.iso and found.rule != "after":
        start = add_duration(Moment.of(scene.reference), length.iso, sign)
    if found.rule == "after" and anchor is None:
        return _for(scene, found, length, atom)
    return [
        draft_of(scene, (found.first, after), core, relation, start=start, duration=length.iso, anchor=anchor,
               approximate=length.approximate)
    ]  # fmt: skip


def _read_afterlength(scene: Scene, found: Found, past: Past) -> list[Draft]:
    length, atom = _length(scene, found)
    span, core = (found.first, found.after), (atom.first, atom.after)
    return [draft_of(scene, span, core, TimeRelation.AFTER, duration=length.iso, approximate=length.approximate)]


def _read_inlength(scene: Scene, found: Found, past: Past) -> list[Draft]:
    """Read "in three days": ahead in a clause about the future, else how long it took."""
    if tense_at(scene.codes, found.first, found.after) is Tense.FUTURE:
        return _read_within(scene, found, past)
    length, atom = _length(scene, found)
    return _for(scene, found, length, atom)


def _for(scene: Scene, found: Found, length: Length, atom: Atom) -> list[Draft]:
    core = (atom.first, atom.after)
    span = (found.first, found.after) if found.rule == "for" else core
    about = any(code == CODES["ABOUT"] for code in scene.codes[max(core[0] - 1, 0) : core[0]])
    return [draft_of(scene, span, core, TimeRelation.FOR, duration=length.iso, approximate=length.approximate or about)]


def _read_bare(scene: Scene, found: Found, past: Past) -> list[Draft]:
    length, atom = _length(scene, found)
    return [] if length.iso is None or (atom.weak and found.rule == "bare") else _for(scene, found, length, atom)


_READERS: Final[Mapping[str, Callable[[Scene, Found, Past], list[Draft]]]] = {
    "ago": _read_ago,
    "later": _read_ago,
    "fromnow": _read_ago,
    "past": _read_past,
    "next": _read_within,
    "intime": _read_within,
    "within": _read_within,
    "after": _read_within,
    "afterlength": _read_afterlength,
    "inlength": _read_inlength,
    "for": _read_bare,
    "bare": _read_bare,
    "fromto": _read_ends,
    "between": _read_ends,
    "span": _read_ends,
    "hours": _read_ends,
    "midnight": _read_midnight,
}
