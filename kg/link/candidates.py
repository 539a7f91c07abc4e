"""Candidates: the pairs of things that could be the same, so that not each has to be compared with all others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Final

from kg.link.told import Told

__all__ = ["WHEN", "candidates", "months"]

#: The properties that tell when a thing was, by its kind; things that are months apart are never the same.
WHEN: Final = {"Agreement": ("signedOn",), "Meeting": ("date", "from"), "Incident": ("date", "from")}
_DATE: Final = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
#: A day so near to the end of a month may be told of as one of the next.
_NEAR: Final = 3


def candidates(things: Sequence[Told], same: Callable[[str | None, str | None], bool]) -> Iterator[tuple[Told, Told]]:
    """Yield the pairs of things of one kind, of two documents, that could be the same, each once.

    Args:
        things: Things of one kind, sorted.
        same: Tells whether two agreements are the same; commitments are compared within one.
    """
    blocks: dict[object, list[int]] = defaultdict(list)
    for number, thing in enumerate(things):
        for block in _blocks(thing):
            blocks[block].append(number)
    if things and things[0].kind not in WHEN:
        joined = [(one, other) for one, other in combinations(sorted(blocks, key=str), 2) if same(str(one), str(other))]
        pairs = {(min(a, b), max(a, b)) for one, other in joined for a in blocks[one] for b in blocks[other]}
    else:
        pairs = {pair for block in blocks.values() for pair in combinations(block, 2)}
    for one, other in sorted(pairs):
        if things[one].document != things[other].document:
            yield things[one], things[other]


def _blocks(thing: Told) -> Iterator[object]:
    """Yield what a thing must share with another to be compared with it: a month, or an agreement to look up."""
    names = WHEN.get(thing.kind)
    if names is None:
        if thing.agreement is not None:
            yield thing.agreement
        return
    told = next((value for name in names if (value := thing.one(name)) is not None), "")
    yield from months(told)


def months(moment: str) -> Iterator[int]:
    """Yield the months, counted from the year 0, in which others may tell of what was at a moment.

    >>> list(months("2012-05-20")), list(months("2012-05-31")), list(months("soon"))
    ([24148], [24148, 24149], [])
    """
    match = _DATE.match(moment)
    if match is None:
        return
    first = int(match["year"]) * 12
    if match["month"] is None:
        yield from range(first - 1, first + 13)
        return
    month = first + int(match["month"]) - 1
    yield month
    if match["day"] is None or int(match["day"]) <= _NEAR:
        yield month - 1
    if match["day"] is None or int(match["day"]) > 28 - _NEAR:
        yield month + 1
