"""Find what a text says about when: dates, ranges, deadlines and lengths of time, resolved against its own date.

The grammar has two levels. The first (:mod:`kg.text.dates`) finds dates, clock times and lengths of time; the second
(:mod:`kg.text.time_rules`) puts them together with prepositions. What they are in the calendar is decided last
(:mod:`kg.text.resolution`), when the relation, the tense of the clause and the dates around are known.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from kg.text.anchors import anchor_after
from kg.text.dates import Atom, coded, find_atoms
from kg.text.deadlines import resolve_deadline
from kg.text.durations import add_duration
from kg.text.grammar import Found
from kg.text.lexicon import CODES
from kg.text.moment import Moment
from kg.text.resolution import Context, Resolved, Tense, at_clock, resolve
from kg.text.shapes import Calendar, Clock, DayOffset, Length, Shape
from kg.text.tense import tense_at
from kg.text.time_mention import TimeMention, TimeRelation
from kg.text.time_rules import PREFIXES, time_grammar
from kg.text.tokens import Tokens, tokenise

__all__ = ["TimeMention", "TimeRelation", "find_times", "resolve_deadline"]

#: A date without a year follows an earlier date that is further from the document's than this many days …
_FAR: Final = 366
#: … and not more than this many characters back.
_NEAR: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """Be what all mentions of a text share."""

    tokens: Tokens
    codes: str
    atoms: Mapping[int, Atom]
    reference: datetime.date | None
    month_first: bool
    first_date: Moment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Past:
    """Be the last date that was spoken of, and where."""

    moment: Moment | None = None
    at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """Be a mention that may still lack the day of its clock time.

    ``first`` and ``after`` are its tokens, ``clock`` is the time of day whose day is not said, ``day`` the day said.
    """

    mention: TimeMention
    first: int
    after: int
    clock: Clock | None = None
    tense: Tense = Tense.UNKNOWN
    day: Moment | None = None


def find_times(text: str, reference: datetime.date | None) -> tuple[TimeMention, ...]:
    """Find the times that a text speaks of, sorted, not overlapping.

    Args:
        text: The text, normalised.
        reference: The date of the document; without it relative dates are left out.

    >>> [mention.start.lexical for mention in find_times("from 00:01 on 6 March 2020", None) if mention.start]
    ['2020-03-06T00:01:00']
    """
    scene = _scene(tokenise(text), reference)
    drafts: list[_Draft] = []
    past = _Past()
    for found in time_grammar().find(scene.codes):
        for draft in _READERS.get(found.rule, _read_moment)(scene, found, past):
            drafts.append(draft)
            if draft.day is not None:
                past = _Past(moment=draft.day, at=scene.tokens.starts[draft.first])
    mentions = [_dated(scene, drafts, index) for index in range(len(drafts))]
    return tuple(mention for mention in mentions if mention is not None)


def _scene(tokens: Tokens, reference: datetime.date | None) -> _Scene:
    atoms = find_atoms(tokens)
    explicit = (
        atom.shape for atom in atoms if isinstance(atom.shape, Calendar) and atom.shape.year and atom.shape.month
    )
    context = Context(reference=reference)
    first = next((found.start for shape in explicit if (found := resolve(shape, context))), None)
    return _Scene(
        tokens=tokens,
        codes=coded(tokens, atoms),
        atoms={atom.first: atom for atom in atoms},
        reference=reference,
        month_first=_month_first(tokens, atoms),
        first_date=first,
    )


@cache
def _orders() -> tuple[re.Pattern[str], re.Pattern[str]]:
    month, day = f"[{CODES['MONTH']}{CODES['MON']}]", f"[{CODES['DD']}{CODES['NTH']}]"
    return re.compile(f"{month}{CODES['DOT']}?{day}"), re.compile(f"{day}{CODES['OF']}?{month}")


def _month_first(tokens: Tokens, atoms: tuple[Atom, ...]) -> bool:
    """Tell whether the text writes "March 6" more often than "6 March", or a date such as 03/25/2020."""
    month_first, day_first = _orders()
    numeric = (tokens.word(atom.after - 1) for atom in atoms if tokens.codes[atom.after - 1] == CODES["NUMDATE"])
    if any(int(parts[1]) > 12 for date in numeric if len(parts := date.split("/")) > 1):
        return True
    return len(month_first.findall(tokens.codes)) > len(day_first.findall(tokens.codes))


def _context(scene: _Scene, shape: Shape, at: int, relation: TimeRelation, tense: Tense, past: _Past) -> Context:
    base: datetime.date | None = None
    if isinstance(shape, Calendar) and shape.year is None:
        base = _base(scene, at, past)
    return Context(
        reference=scene.reference,
        before=past.moment,
        base=base,
        tense=tense,
        relation=relation,
        month_first=scene.month_first,
    )


def _base(scene: _Scene, at: int, past: _Past) -> datetime.date | None:
    """Return the date near which a date without a year lies, where that is not the date of the document."""
    moment = past.moment if past.moment is not None and past.moment.month else None
    if scene.reference is None:
        moment = moment or scene.first_date
        return None if moment is None else datetime.date(moment.year, moment.month or 1, moment.day or 1)
    if moment is None or moment.month is None or scene.tokens.starts[at] - past.at > _NEAR:
        return None
    day = datetime.date(moment.year, moment.month, moment.day or 1)
    return day if abs((day - scene.reference).days) > _FAR else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _When:
    """Be a point of time that was read: a date, a date with a time, or a time alone (then ``clock`` is set)."""

    resolved: Resolved | None = None
    clock: Clock | None = None
    approximate: bool = False
    day: Moment | None = None


def _inside(scene: _Scene, first: int, after: int) -> list[Atom]:
    return [scene.atoms[index] for index in range(first, after) if index in scene.atoms]


def _shape_of(scene: _Scene, at: tuple[int, int]) -> Shape | None:
    shapes = (atom.shape for atom in _inside(scene, *at))
    return next((shape for shape in shapes if not isinstance(shape, Clock | Length)), None)


def _fuzzy(scene: _Scene, first: int, after: int, clock: Clock) -> Clock:
    """Move "just after midnight" by a minute."""
    start = next(index for index in range(first, after) if scene.codes[index] == CODES["HOUR"])
    before = scene.codes[max(start - 2, first) : start]
    if clock.word and before == CODES["JUST"] + CODES["AFTER"]:
        return replace(clock, minute=1, word=False)
    return clock


def _when(scene: _Scene, at: tuple[int, int], relation: TimeRelation, past: _Past, shape: Shape | None = None) -> _When:
    first, after = at
    atoms = _inside(scene, first, after)
    clock = next((atom.shape for atom in atoms if isinstance(atom.shape, Clock)), None)
    shape = shape or _shape_of(scene, at)
    vague = any(code in (CODES["ABOUT"], CODES["JUST"]) for code in scene.codes[first:after])
    if clock is not None:
        clock = _fuzzy(scene, first, after, clock)
    if shape is None:
        return _When(clock=clock, approximate=vague)
    since = first > 0 and scene.codes[first - 1] == CODES["SINCE"]
    tense = Tense.PAST if since else tense_at(scene.codes, first, after)
    resolved = resolve(shape, _context(scene, shape, first, relation, tense, past))
    if resolved is None:
        return _When()
    day = resolved.start
    if clock is not None and day.date is not None and resolved.until is None:
        night = isinstance(shape, DayOffset) and shape.night
        limit = relation in (TimeRelation.UNTIL, TimeRelation.BY)
        moment = at_clock(day.date, clock, night=night, limit=limit)
        if moment is None:
            return _When()
        resolved = resolved._replace(start=moment)
    return _When(resolved=resolved, approximate=vague or resolved.approximate, day=day)


def _draft(
    scene: _Scene,
    span: tuple[int, int],
    core: tuple[int, int],
    relation: TimeRelation,
    when: _When | None = None,
    *,
    start: Moment | None = None,
    until: Moment | None = None,
    duration: str | None = None,
    anchor: str | None = None,
    approximate: bool = False,
) -> _Draft:
    if when is not None and when.resolved is not None:
        start, until = when.resolved.start, until or when.resolved.until
    mention = TimeMention(
        span=scene.tokens.span(*span),
        core=scene.tokens.span(*core),
        relation=relation,
        start=start,
        until=until,
        duration=duration,
        anchor=anchor,
        approximate=approximate or (when is not None and when.approximate),
    )
    lone = when is not None and when.resolved is None
    return _Draft(
        mention=mention,
        first=core[0],
        after=core[1],
        clock=when.clock if when is not None and lone else None,
        tense=tense_at(scene.codes, *core) if lone else Tense.UNKNOWN,
        day=when.day if when is not None else None,
    )


def _read_moment(scene: _Scene, found: Found, past: _Past) -> list[_Draft]:
    core = found.groups["core"]
    prefix = next((name for name in PREFIXES if name in found.groups), None)
    relation = PREFIXES[prefix] if prefix else TimeRelation.ON
    span = (found.first, found.after) if prefix else core
    atom = next(iter(_inside(scene, *core)))
    if relation is TimeRelation.BEFORE and getattr(atom.shape, "part", None) == "end":
        relation = TimeRelation.BY
    if relation is TimeRelation.ON and found.first and _begins(scene.codes, found.first):
        relation = TimeRelation.FROM
    if atom.last is not None and not isinstance(atom.shape, Clock | Length):
        return _range(scene, span, core, relation, (atom.shape, atom.last), past)
    when = _when(scene, core, relation, past)
    return [_draft(scene, span, core, relation, when)] if when.resolved or when.clock else []


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
    scene: _Scene,
    span: tuple[int, int],
    core: tuple[int, int],
    relation: TimeRelation,
    ends: tuple[Shape, Shape],
    past: _Past,
) -> list[_Draft]:
    first, last = _align(*ends)
    head = _when(scene, core, relation, past, first)
    if head.resolved is None:
        return []
    start: Moment = head.resolved.start
    if isinstance(last, Calendar) and last.year is None and isinstance(first, Calendar) and last.month and first.month:
        turn = (first.month, first.day or 0) > (last.month, last.day or 31)
        last = replace(last, year=start.year + turn)
    tail = resolve(last, _context(scene, last, core[0], relation, Tense.UNKNOWN, past))
    if tail is None:
        return []
    until: Moment | None = tail.until or tail.start
    if relation in (TimeRelation.UNTIL, TimeRelation.BY):
        start, until = tail.until or tail.start, None
    elif _key(tail.start) < _key(start):
        until = None
    return [_draft(scene, span, core, relation, replace(head, resolved=Resolved(start, until), day=tail.start))]


def _key(moment: Moment) -> tuple[int, int, int, int, int]:
    return moment.year, moment.month or 0, moment.day or 0, moment.hour or 0, moment.minute or 0


def _read_ends(scene: _Scene, found: Found, past: _Past) -> list[_Draft]:
    first, last = found.groups["first"], found.groups["last"]
    relation = TimeRelation.FROM if found.rule == "fromto" else TimeRelation.ON
    shapes = _shape_of(scene, first), _shape_of(scene, last)
    core = (first[0], last[1])
    span = (found.first, found.after) if found.rule == "fromto" else core
    join = found.groups.get("join")
    if join and scene.codes[join[0]] == CODES["SLASH"]:
        when = _when(scene, last, relation, past)
        return [_draft(scene, span, core, relation, when)] if when.resolved else []
    one, other = shapes
    if one is not None and other is not None:
        one, other = _align(one, other)
    head = _when(scene, first, relation, past, one)
    day = head.day or past.moment
    middle = _Past(moment=day, at=scene.tokens.starts[first[0]]) if day else past
    if isinstance(other, Calendar) and other.year is None and head.resolved and other.month:
        turn = (head.resolved.start.month or 0, head.resolved.start.day or 0) > (other.month, other.day or 31)
        other = replace(other, year=head.resolved.start.year + turn)
    tail = _when(scene, last, TimeRelation.UNTIL, middle, other)
    if head.resolved is None and tail.day is not None and tail.day.date is not None and head.clock is not None:
        begin = at_clock(tail.day.date, head.clock)
        head = replace(head, resolved=Resolved(begin) if begin else None, clock=None, day=tail.day)
    elif tail.resolved is None and head.day is not None and head.day.date is not None and tail.clock is not None:
        end = at_clock(head.day.date, tail.clock, limit=True)
        tail = replace(tail, resolved=Resolved(end) if end else None, clock=None, day=head.day)
    if head.resolved and tail.resolved and _key(head.resolved.start) <= _key(tail.resolved.start):
        until = tail.resolved.until or tail.resolved.start
        whole = replace(head, resolved=Resolved(head.resolved.start, until), day=tail.day)
        return [_draft(scene, span, core, relation, whole, approximate=tail.approximate)]
    drafts = [
        _draft(scene, (found.first, first[1]) if relation is TimeRelation.FROM else first, first, relation, head),
        _draft(scene, last, last, TimeRelation.UNTIL if relation is TimeRelation.FROM else relation, tail),
    ]
    return [draft for draft in drafts if draft.mention.start or draft.clock]


def _read_midnight(scene: _Scene, found: Found, past: _Past) -> list[_Draft]:
    """Read "midnight between 5 and 6 March": the beginning of the later day."""
    core = (found.first, found.after)
    clock, days = _inside(scene, *core)
    drafts = _range(scene, core, core, TimeRelation.ON, (days.shape, days.last), past)  # type: ignore[arg-type]
    last = drafts[0].mention.until if drafts else None
    if last is None or last.date is None or not isinstance(clock.shape, Clock):
        return drafts
    moment = at_clock(last.date, clock.shape)
    return [_draft(scene, core, core, TimeRelation.ON, start=moment)]


def _length(scene: _Scene, found: Found) -> tuple[Length, Atom]:
    group = found.groups.get("length") or found.groups["periodlength"]
    atom = scene.atoms[group[0]]
    if not isinstance(atom.shape, Length):
        raise TypeError("a length of time was expected")
    return atom.shape, atom


def _read_ago(scene: _Scene, found: Found, past: _Past) -> list[_Draft]:
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
    when = _When(resolved=Resolved(moment), approximate=vague, day=moment)
    return [_draft(scene, span, span, TimeRelation.ON, when)]


def _read_past(scene: _Scene, found: Found, past: _Past) -> list[_Draft]:
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
    return [_draft(scene, span, core, TimeRelation.ON, start=start, until=today, duration=length.iso)]


def _read_within(scene: _Scene, found: Found, past: _Past) -> list[_Draft]:
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
    if "date" in found.groups and (shape := _shape_of(scene, found.groups["date"])) is not None:
        when = _when(scene, found.groups["date"], relation, past, shape)
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
        _draft(scene, (found.first, after), core, relation, start=start, duration=length.iso, anchor=anchor,
               approximate=length.approximate)
    ]  # fmt: skip


def _read_afterlength(scene: _Scene, found: Found, past: _Past) -> list[_Draft]:
    length, atom = _length(scene, found)
    span, core = (found.first, found.after), (atom.first, atom.after)
    return [_draft(scene, span, core, TimeRelation.AFTER, duration=length.iso, approximate=length.approximate)]


def _read_inlength(scene: _Scene, found: Found, past: _Past) -> list[_Draft]:
    """Read "in three days": ahead in a clause about the future, else how long it took."""
    if tense_at(scene.codes, found.first, found.after) is Tense.FUTURE:
        return _read_within(scene, found, past)
    length, atom = _length(scene, found)
    return _for(scene, found, length, atom)


def _for(scene: _Scene, found: Found, length: Length, atom: Atom) -> list[_Draft]:
    core = (atom.first, atom.after)
    span = (found.first, found.after) if found.rule == "for" else core
    about = any(code == CODES["ABOUT"] for code in scene.codes[max(core[0] - 1, 0) : core[0]])
    return [_draft(scene, span, core, TimeRelation.FOR, duration=length.iso, approximate=length.approximate or about)]


def _read_bare(scene: _Scene, found: Found, past: _Past) -> list[_Draft]:
    length, atom = _length(scene, found)
    return [] if length.iso is None or (atom.weak and found.rule == "bare") else _for(scene, found, length, atom)


def _dated(scene: _Scene, drafts: list[_Draft], index: int) -> TimeMention | None:
    """Give a time of day that stands alone the day of its sentence, else of the document."""
    draft = drafts[index]
    if draft.clock is None:
        return draft.mention
    limit = draft.mention.relation in (TimeRelation.UNTIL, TimeRelation.BY)
    sibling = _sibling(scene, drafts, index)
    if sibling is not None and sibling.day is not None and sibling.day.date is not None:
        said = sibling.mention.start
        if said is not None and said.date and said.hour is not None and draft.clock.word:
            return replace(draft.mention, start=at_clock(said.date, draft.clock))
        later = draft.clock.word and draft.tense is Tense.FUTURE
        return replace(draft.mention, start=at_clock(sibling.day.date, draft.clock, limit=limit or later))
    if scene.reference is None:
        return None
    later = draft.tense is not Tense.PAST
    return replace(draft.mention, start=at_clock(scene.reference, draft.clock, limit=limit, later=later))


def _sibling(scene: _Scene, drafts: list[_Draft], index: int) -> _Draft | None:
    """Return the nearest mention of a day in the same sentence."""
    here = drafts[index]
    ends = {CODES["STOP"], CODES["BREAK"]}
    for other in (drafts[index - 1] if index else None, drafts[index + 1] if index + 1 < len(drafts) else None):
        if other is None or other.day is None or other.day.date is None:
            continue
        first, after = sorted(((other.after, here.first), (here.after, other.first)), key=lambda gap: gap[1] - gap[0])[
            -1
        ]
        if after - first < _NEAR and not ends & set(scene.codes[first:after]):
            return other
    return None


_READERS: Final[Mapping[str, Callable[[_Scene, Found, _Past], list[_Draft]]]] = {
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
