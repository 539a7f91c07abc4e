"""Series: which of the possible markers are real, told by their counting up."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kg.text.segment.markers import Marker, Place, Reading

__all__ = ["Mark", "choose"]

#: How many markers ahead the next of a series is looked for.
_AHEAD = 200
#: How many numbers a scan may have lost between two of a series.
_GAP = 3
#: Series that stand over others: an article closes everything inside the last.
_OUTER = {"article": 0, "section": 1, "clause": 1, "§": 1}


@dataclass(frozen=True, slots=True)
class Mark:
    """Be a marker that was taken for one.

    Args:
        marker: The marker.
        reading: What it means.
        level: How many series it stands inside of.
        first: Whether it begins its series.
    """

    marker: Marker
    reading: Reading
    level: int
    first: bool


@dataclass(frozen=True, slots=True)
class _Field:
    """Hold all that may be markers: where each reading stands, and where articles begin."""

    markers: Sequence[Marker]
    places: dict[Reading, list[int]]
    articles: list[int]


@dataclass(slots=True)
class _Open:
    key: str
    last: int
    place: Place


def choose(markers: Sequence[Marker], bars: Sequence[int] = ()) -> list[Mark]:
    """Return the markers that count up, each with its depth.

    Args:
        markers: What may be markers, in the order of the text.
        bars: Positions that no series goes over, in order: a closing formula, an annex.
    """
    found: list[Mark] = []
    stack: list[_Open] = []
    refused = -1
    field = _survey(markers)
    coming = iter([*bars, None])
    bar = next(coming)
    for index, marker in enumerate(markers):
        while bar is not None and bar <= marker.start:
            stack.clear()
            bar = next(coming)
        if marker.chained and refused == index - 1:
            refused = index
            continue
        mark = _take(field, index, stack)
        if mark is None:
            refused = index
        else:
            found.append(mark)
    return found


def _survey(markers: Sequence[Marker]) -> _Field:
    places: dict[Reading, list[int]] = {}
    articles: list[int] = []
    for index, marker in enumerate(markers):
        for reading in marker.readings if not marker.chained else ():
            places.setdefault(reading, []).append(index)
        if marker.place is Place.PARAGRAPH and marker.readings[0].key in _OUTER:
            articles.append(index)
    return _Field(markers, places, articles)


def _take(field: _Field, index: int, stack: list[_Open]) -> Mark | None:
    marker = field.markers[index]
    if marker.number is None:
        return _take_bullet(marker, stack)
    for reading in marker.readings:
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth].key == reading.key and _continues(field, index, reading, stack[depth]):
                del stack[depth + 1 :]
                stack[depth] = _Open(reading.key, reading.value, marker.place)
                return Mark(marker, reading, depth, first=False)
    for reading in marker.readings:
        if _begins(field, index, reading, stack):
            _make_room(stack, reading, marker)
            stack.append(_Open(reading.key, reading.value, marker.place))
            return Mark(marker, reading, len(stack) - 1, first=True)
    return None


def _take_bullet(marker: Marker, stack: list[_Open]) -> Mark:
    reading = marker.readings[0]
    for depth, opened in enumerate(stack):
        if opened.key == reading.key:
            del stack[depth + 1 :]
            opened.last += 1
            return Mark(marker, Reading(reading.key, opened.last), depth, first=False)
    while stack and stack[-1].place is Place.INLINE:
        stack.pop()
    stack.append(_Open(reading.key, 1, marker.place))
    return Mark(marker, Reading(reading.key, 1), len(stack) - 1, first=True)


def _continues(field: _Field, index: int, reading: Reading, opened: _Open) -> bool:
    """Tell whether a marker is the next of an open series."""
    marker = field.markers[index]
    step = reading.value - opened.last
    if step == 1:
        if marker.chained:
            return False
        # "(i)" after "(h)" is a letter, unless "(ii)" follows.
        ambiguous = len(marker.readings) > 1 and reading.key[0] in "aA" and reading.value > 1
        return not (ambiguous and _follows(field, index, Reading("i" + reading.key[1:], 2)))
    if not marker.firm or marker.place is Place.INLINE:
        return False
    if reading.key in _OUTER:
        return 1 < step <= 2 * _GAP or (reading.value == 1 and marker.place is Place.PARAGRAPH and opened.last > 1)
    return (
        1 < step <= _GAP
        and marker.place is Place.PARAGRAPH
        and not _follows(field, index, Reading(reading.key, opened.last + 1))
    )


def _begins(field: _Field, index: int, reading: Reading, stack: list[_Open]) -> bool:
    """Tell whether a marker begins a series."""
    marker = field.markers[index]
    if marker.chained:
        return False
    if reading.key in _OUTER:
        return (
            marker.firm
            and (reading.value == 1 or marker.place is Place.PARAGRAPH)
            and not any(o.key == reading.key for o in stack)
        )
    if reading.key.startswith("dotted"):
        return reading.value == 1 and marker.place is not Place.INLINE
    if reading.value != 1:
        # The first of a series may be lost, if two more follow.
        late = marker.place is Place.PARAGRAPH and reading.key in {"1.", "1)"} and reading.value <= _GAP and not stack
        return late and all(_follows(field, index, Reading(reading.key, reading.value + more)) for more in (1, 2))
    confirmed = _follows(field, index, Reading(reading.key, 2))
    alone = (
        marker.place is Place.PARAGRAPH
        and reading.key in {"1.", "1)", "1()", "1st", "first"}
        and str(marker.number).isalnum()
    )
    return confirmed or (alone and not str(marker.number).isalpha())


def _follows(field: _Field, index: int, wanted: Reading) -> bool:
    """Tell whether the next number of a series comes before the next article."""
    places = field.places.get(wanted, ())
    after = bisect_right(places, index)
    if after == len(places) or places[after] > index + _AHEAD:
        return False
    article = bisect_right(field.articles, index)
    return article == len(field.articles) or places[after] <= field.articles[article]


def _make_room(stack: list[_Open], reading: Reading, marker: Marker) -> None:
    """Close what the beginning series cannot stand inside of."""
    if reading.key in _OUTER:
        while stack and _OUTER.get(stack[-1].key, 9) >= _OUTER[reading.key]:
            stack.pop()
        return
    if marker.place is not Place.INLINE:
        while stack and (stack[-1].place is Place.INLINE or stack[-1].key.startswith("bullet")):
            stack.pop()
    if reading.key == "1.":
        while stack and len(stack[-1].key) <= 3 and stack[-1].key[0] in "aAi":
            stack.pop()
    while stack and stack[-1].key == reading.key:
        stack.pop()
