"""Hold what all times of one text share, and read points of time against it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from kg.text.atom import Atom
from kg.text.dates import CodedText
from kg.text.lexicon import CODES
from kg.text.moment import Moment
from kg.text.resolution import Context, Resolved, Tense, at_clock, resolve
from kg.text.shapes import Calendar, Clock, DayOffset, Length, Shape
from kg.text.tense import tense_at
from kg.text.time_mention import TimeMention, TimeRelation
from kg.text.tokens import Tokens

__all__ = [
    "Draft",
    "Past",
    "Scene",
    "When",
    "atoms_inside",
    "context_at",
    "draft_of",
    "read_when",
    "scene_of",
    "shape_of",
]

#: A date without a year follows an earlier date that is further from the document's than this many days …
_FAR: Final = 366
#: … and not more than this many characters back.
_NEAR: Final = 400

#: A dateline begins within so many tokens, and is at most so many days older than the document.
_HEAD: Final = 6
_DELAY: Final = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Be what all mentions of a text share."""

    tokens: Tokens
    codes: str
    atoms: Mapping[int, Atom]
    reference: datetime.date | None
    month_first: bool
    first_date: Moment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """Be the last date that was spoken of, and where."""

    moment: Moment | None = None
    at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Be a mention that may still lack the day of its clock time.

    ``first`` and ``after`` are its tokens, ``clock`` is the time of day whose day is not said, ``day`` the day said.
    """

    mention: TimeMention
    first: int
    after: int
    clock: Clock | None = None
    tense: Tense = Tense.UNKNOWN
    day: Moment | None = None


def scene_of(text: CodedText, reference: datetime.date | None) -> Scene:
    """Gather what all mentions of a text share."""
    tokens, atoms = text.tokens, text.atoms
    explicit = (
        atom.shape for atom in atoms if isinstance(atom.shape, Calendar) and atom.shape.year and atom.shape.month
    )
    context = Context(reference=reference)
    first = next((found.start for shape in explicit if (found := resolve(shape, context))), None)
    return Scene(
        tokens=tokens,
        codes=text.codes,
        atoms={atom.first: atom for atom in atoms},
        reference=_dateline(text, reference),
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


def _dateline(text: CodedText, reference: datetime.date | None) -> datetime.date | None:
    """Return the date that a report puts at its head, "November 1, 2019 (Khartoum) –"; else the reference.

    Days of the week in a report count from the day it was written on, which may lie before the date of the document.
    """
    if reference is None or not text.atoms or text.atoms[0].first > _HEAD:
        return reference
    atom = text.atoms[0]
    after = text.codes[atom.after : atom.after + 1]
    if not isinstance(atom.shape, Calendar) or not atom.shape.year or after not in (CODES["OPEN"], CODES["DASH"]):
        return reference
    found = resolve(atom.shape, Context(reference=reference))
    day = found.start.date if found else None
    return day if day is not None and 0 <= (reference - day).days <= _DELAY else reference


def context_at(scene: Scene, shape: Shape, at: int, relation: TimeRelation, tense: Tense, past: Past) -> Context:
    """Return what a date at a token is resolved against."""
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


def _base(scene: Scene, at: int, past: Past) -> datetime.date | None:
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
class When:
    """Be a point of time that was read: a date, a date with a time, or a time alone (then ``clock`` is set)."""

    resolved: Resolved | None = None
    clock: Clock | None = None
    approximate: bool = False
    day: Moment | None = None


def atoms_inside(scene: Scene, first: int, after: int) -> list[Atom]:
    """Return the atoms that begin in a stretch of tokens."""
    return [scene.atoms[index] for index in range(first, after) if index in scene.atoms]


def shape_of(scene: Scene, at: tuple[int, int]) -> Shape | None:
    """Return the first date in a stretch of tokens."""
    shapes = (atom.shape for atom in atoms_inside(scene, *at))
    return next((shape for shape in shapes if not isinstance(shape, Clock | Length)), None)


def _fuzzy(scene: Scene, first: int, after: int, clock: Clock) -> Clock:
    """Move "just after midnight" by a minute."""
    start = next(index for index in range(first, after) if scene.codes[index] == CODES["HOUR"])
    before = scene.codes[max(start - 2, first) : start]
    if clock.word and before == CODES["JUST"] + CODES["AFTER"]:
        return replace(clock, minute=1, word=False)
    return clock


def read_when(
    scene: Scene, at: tuple[int, int], relation: TimeRelation, past: Past, shape: Shape | None = None
) -> When:
    """Read a date, a date with a time, or a time alone; ``shape`` overrides the date that stands there."""
    first, after = at
    atoms = atoms_inside(scene, first, after)
    clock = next((atom.shape for atom in atoms if isinstance(atom.shape, Clock)), None)
    shape = shape or shape_of(scene, at)
    vague = any(code in (CODES["ABOUT"], CODES["JUST"]) for code in scene.codes[first:after])
    if clock is not None:
        clock = _fuzzy(scene, first, after, clock)
    if shape is None:
        return When(clock=clock, approximate=vague)
    since = first > 0 and scene.codes[first - 1] == CODES["SINCE"]
    tense = Tense.PAST if since else tense_at(scene.codes, first, after)
    resolved = resolve(shape, context_at(scene, shape, first, relation, tense, past))
    if resolved is None:
        return When()
    day = resolved.start
    if clock is not None and day.date is not None and resolved.until is None:
        night = isinstance(shape, DayOffset) and shape.night
        limit = relation in (TimeRelation.UNTIL, TimeRelation.BY)
        moment = at_clock(day.date, clock, night=night, limit=limit)
        if moment is None:
            return When()
        resolved = resolved._replace(start=moment)
    return When(resolved=resolved, approximate=vague or resolved.approximate, day=day)


def draft_of(
    scene: Scene,
    span: tuple[int, int],
    core: tuple[int, int],
    relation: TimeRelation,
    when: When | None = None,
    *,
    start: Moment | None = None,
    until: Moment | None = None,
    duration: str | None = None,
    anchor: str | None = None,
    approximate: bool = False,
) -> Draft:
    """Make a mention of a stretch of tokens and its core, with what was read."""
    if when is not None and when.resolved is not None:
        start, until = when.resolved.start, until or when.resolved.until
    mention = TimeMention(
        span=scene.tokens.span(*span),
        core=scene.tokens.span(*core),
        relation=relation,
        start=start,
        until=until,
        duration=duration,
        anchor=" ".join(anchor.split()) if anchor else None,
        approximate=approximate or (when is not None and when.approximate),
    )
    lone = when is not None and when.resolved is None
    return Draft(
        mention=mention,
        first=core[0],
        after=core[1],
        clock=when.clock if when is not None and lone else None,
        tense=tense_at(scene.codes, *core) if lone else Tense.UNKNOWN,
        day=when.day if when is not None else None,
    )
