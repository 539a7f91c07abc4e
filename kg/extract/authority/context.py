"""Weigh each name by the text around it, and settle who or what it is."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.authority.fold import Word
from kg.extract.authority.hit import Hit
from kg.extract.authority.model import Alias, AliasKind, Entry, Match
from kg.extract.authority.offices import offices_of
from kg.extract.authority.places import is_common, settlements
from kg.extract.authority.surroundings import Surroundings, survey
from kg.extract.frames import ActorType, PlaceType

__all__ = ["settle"]

#: A settlement of so many people needs no country beside it; one of fewer than the second is passed over without.
_GREAT, _SMALL = 300_000, 100_000
#: Countries whose settlements are often called like persons.
_NAMESAKES = frozenset({"US", "GB", "CA", "AU", "NZ", "IE", "ZA", "PH"})
_PLACES = frozenset(str(kind) for kind in PlaceType)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Be one way to read a hit; the lower the weight, the likelier."""

    entry: Entry
    kind: AliasKind
    open: bool
    weight: tuple[int, ...]


def settle(text: str, cut: list[Word], hits: list[Hit], on: datetime.date | None) -> tuple[Match, ...]:
    """Turn hits into matches: rank the readings, and say whether the text shows that the name is meant."""
    around = survey(text, cut, hits, on)
    matches = (_match(hit, around) for hit in hits)
    return tuple(match for match in matches if match)


def _match(hit: Hit, around: Surroundings) -> Match | None:
    readings = sorted(_readings(hit, around), key=lambda reading: (reading.open, reading.weight))
    if not readings:
        return None
    best = readings[0]
    return Match(
        around.cut[hit.at].start,
        around.cut[hit.until - 1].end,
        tuple(dict.fromkeys(reading.entry for reading in readings)),
        best.kind,
        best.open,
    )


def _readings(hit: Hit, around: Surroundings) -> Iterator[_Reading]:
    alone = hit.until - hit.at == 1 + (around.cut[hit.at].folded == "al")
    before, after = alone and around.name_before(hit), alone and around.name_after(hit)
    states = False
    for order, alias in enumerate(hit.aliases):
        if (before or after) and _is_part(alias, before, around):
            continue
        states = states or (alias.entry.type == ActorType.STATE and alias.kind is AliasKind.NAME)
        if alias.kind is AliasKind.CAPITAL:
            yield from _capital(alias, hit, order, around)
        else:
            needs = _is_open(alias, hit, around)
            shown = alias.needs_context and alias.entry.type == ActorType.PEOPLE and not needs
            yield _Reading(alias.entry, alias.kind, needs, (-int(shown), *_weight(alias.entry, order, around)))
    if hit.rows and not states:
        yield from _settlements(hit, around, beside=before or after)


def _is_part(alias: Alias, before: bool, around: Surroundings) -> bool:
    """Tell whether a capitalised neighbour takes the name away from the alias: "Maher al-Assad", "Aden Duale"."""
    if alias.kind is AliasKind.SURNAME:
        return True
    if alias.kind is AliasKind.CAPITAL:
        return before or alias.entry.country not in around.countries
    return alias.needs_context and alias.entry.type != ActorType.PEOPLE


def _is_open(alias: Alias, hit: Hit, around: Surroundings) -> bool:
    """Tell whether the alias needs context and the text does not give it."""
    entry = alias.entry
    if alias.kind is AliasKind.ABBREVIATION and around.is_shouted(hit):
        return True
    if not alias.needs_context or entry.key in around.named:
        return False
    if alias.kind is AliasKind.SURNAME:
        return not around.is_titled(hit)
    if entry.type == ActorType.PEOPLE:
        if alias.kind in (AliasKind.DEMONYM, AliasKind.DEMONYM_PLURAL):
            return entry.country not in around.tribes
        return not around.is_tribal(hit) or around.is_clue("locative", hit.at - 1)
    if entry.type == ActorType.ARMED_GROUP and around.is_clue("armed", hit.until):
        return False
    return entry.country not in around.countries


def _weight(entry: Entry, order: int, around: Surroundings) -> tuple[int, ...]:
    """Weigh an entry: does it exist on the day, does the text name it beyond doubt, does it speak of its country."""
    on = around.on
    gone = on is not None and not entry.exists_on(on)
    idle = entry.type == ActorType.PERSON and on is not None and not offices_of(entry.key, on)
    return (
        gone,
        entry.key not in around.named,
        entry.type in _PLACES and entry.country not in around.countries,
        entry.country is not None and entry.country not in around.countries,
        idle,
        order,
    )


def _capital(alias: Alias, hit: Hit, order: int, around: Surroundings) -> Iterator[_Reading]:
    """Yield the settlement and the state that it stands for."""
    country = around.country_after(hit)
    if country is not None and country != alias.entry.country:
        return
    weight = (0, *_weight(alias.entry, order, around))
    needs = alias.needs_context and alias.entry.country not in around.countries
    if hit.rows:
        for place in settlements(hit.rows):
            if place.country == alias.entry.country:
                yield _Reading(place, AliasKind.CAPITAL, needs, (*weight, 0))
                break
    yield _Reading(alias.entry, AliasKind.CAPITAL, needs, (*weight, 1))


def _settlements(hit: Hit, around: Surroundings, *, beside: bool) -> Iterator[_Reading]:
    """Yield the settlements of the name that the text gives reason to think of."""
    placed = around.is_clue("locative", hit.at - 1)
    common, country = is_common(hit.rows), around.country_after(hit)
    for order, place in enumerate(settlements(hit.rows)):
        local = place.country in around.countries
        shown = not beside and _is_shown(place, local=local, placed=placed, common=common)
        if country is not None:
            shown = place.country == country
        if not shown and (common or beside or (place.population or 0) < _SMALL or hit.aliases):
            continue
        yield _Reading(place, AliasKind.NAME, not shown, (0, 0, 1, int(not local), int(not local), 0, 100 + order))


def _is_shown(place: Entry, *, local: bool, placed: bool, common: bool) -> bool:
    """Tell whether the text gives reason enough to think of the settlement."""
    if common:
        return local and placed
    return placed or (place.population or 0) >= _GREAT or (local and place.country not in _NAMESAKES)
