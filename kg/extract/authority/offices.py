"""Tell who held which office when."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from kg.extract.authority.index import index
from kg.extract.authority.model import Entry, Holding
from kg.extract.authority.table import DATA, rows
from kg.extract.authority.titles import canonical_office
from kg.text.moment import Moment

__all__ = ["holdings", "office_holder", "offices_of"]


def _moment(value: str) -> Moment | None:
    return Moment(*map(int, value.split("-"))) if value else None


@cache
def _all() -> tuple[Holding, ...]:
    entries = index().entries
    return tuple(
        Holding(entries[row["person"]], row["office"], row["of"], _moment(row["from"]), _moment(row["until"]))
        for row in rows(DATA / "offices.tsv")
    )


@cache
def _by_person() -> Mapping[str, tuple[Holding, ...]]:
    found: defaultdict[str, list[Holding]] = defaultdict(list)
    for holding in _all():
        found[holding.person.key].append(holding)
    return {key: tuple(sorted(held, key=lambda h: h.start.lexical if h.start else "")) for key, held in found.items()}


@cache
def _by_office() -> Mapping[tuple[str, str], tuple[Holding, ...]]:
    found: defaultdict[tuple[str, str], list[Holding]] = defaultdict(list)
    for holding in _all():
        found[holding.office, holding.of].append(holding)
    return {key: tuple(held) for key, held in found.items()}


def _covers(holding: Holding, day: datetime.date) -> bool:
    """Tell whether the day is within the holding, as precisely as its ends are known; an unknown start covers none."""
    if holding.start is None:
        return False
    shown = day.isoformat()
    start = holding.start.lexical
    until = holding.until.lexical if holding.until else shown
    return shown[: len(start)] >= start and shown[: len(until)] <= until


def holdings(person_key: str) -> tuple[Holding, ...]:
    """Return the offices that the person held, the earliest first.

    >>> [(held.office, held.of) for held in holdings("person/kofi-annan")]
    [('secretary-general', 'internationalorganization/united-nations'), \
('special envoy for Syria', 'internationalorganization/united-nations')]
    """
    return _by_person().get(person_key, ())


def offices_of(person_key: str, on: datetime.date) -> tuple[Holding, ...]:
    """Return the offices that the person held on the day."""
    return tuple(holding for holding in holdings(person_key) if _covers(holding, on))


def office_holder(office: str, of: str, on: datetime.date) -> Entry | None:
    """Return who held the office of the actor on the day; on the day of a change, the newcomer.

    Args:
        office: The office as a text says it: "President", "PM", "Foreign Secretary".
        of: The key of the actor: ``state/turkey``.
        on: The day.

    >>> office_holder("President", "state/turkey", datetime.date(2020, 3, 5)).label
    'Recep Tayyip Erdogan'
    """
    held = [h for h in _by_office().get((canonical_office(office), of), ()) if _covers(h, on)]
    return max(held, key=lambda h: h.start.lexical if h.start else "").person if held else None
