"""The score: how well an entity fits what a row of a table says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from api.reconcile.index import Entity, Index, fold
from api.reconcile.query import Property, Query

__all__ = ["Candidate", "likeness", "search"]

#: From which score on a single candidate is taken for sure, and how far ahead it must be.
_SURE: Final = 95.0
_AHEAD: Final = 3.0
#: What part of the score the properties have where some are given.
_PROPERTIES: Final = 0.1
#: How many names are looked at closely, and how alike they must be at least.
_NAMES: Final = 100
_LEAST: Final = 50.0
#: What a property counts of which nothing is known.
_UNKNOWN: Final = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """Be an entity with its score, from 0 to 100, and whether it is surely the one."""

    entity: Entity
    score: float
    match: bool


def search(index: Index, query: Query) -> list[Candidate]:
    """Return the entities that fit best, the best first, of equals by IRI."""
    named = _named(index, query)
    scored: list[tuple[float, Entity]] = []
    for iri, score in named.items():
        entity = index.entities[iri]
        kinds = _of_types(entity, query)
        if kinds is None:
            continue
        if query.properties:
            fits = sum(_fits(entity, item) for item in query.properties) / len(query.properties)
            score = fits * 100 if query.name is None else score * (1 - _PROPERTIES) + fits * 100 * _PROPERTIES
            if query.name is None and fits <= _UNKNOWN:
                continue
        scored.append((round(score * kinds, 2), entity))
    scored.sort(key=lambda item: (-item[0], item[1].iri))
    sure = bool(scored) and query.name is not None and scored[0][0] >= _SURE
    sure = sure and (len(scored) == 1 or scored[0][0] - scored[1][0] >= _AHEAD)
    return [Candidate(entity, score, sure and rank == 0) for rank, (score, entity) in enumerate(scored[: query.limit])]


def likeness(one: str, other: str) -> float:
    """Tell how alike two folded names are, from 0 to 100; the order of words counts little, words too many some.

    >>> likeness("republic of lakeland", "lakeland republic of")
    98.0
    """
    if one == other:
        return 100.0
    # Words that one of two names has besides cost a quarter, unless they are most of it.
    part = 0.75 * fuzz.token_set_ratio(one, other) + 0.15 * fuzz.token_sort_ratio(one, other)
    return float(max(0.98 * fuzz.token_sort_ratio(one, other), 0.98 * fuzz.ratio(one, other), part))


def _named(index: Index, query: Query) -> dict[str, float]:
    """Return the likeness of the best name of each entity that comes into question."""
    if query.name is None:
        return dict.fromkeys(index.entities, 0.0)
    asked = fold(query.name)
    if not asked:
        return {}
    allowed = [at for at, iri in enumerate(index.owners) if _of_types(index.entities[iri], query) is not None]
    names = [index.names[at] for at in allowed]
    best: dict[str, float] = {}
    for scorer in (fuzz.token_set_ratio, fuzz.token_sort_ratio):
        found: Sequence[tuple[str, float, int]] = process.extract(
            asked, names, scorer=scorer, limit=_NAMES, score_cutoff=_LEAST
        )
        for name, _, at in found:
            iri = index.owners[allowed[at]]
            best[iri] = max(best.get(iri, 0.0), likeness(asked, name))
    return {iri: score for iri, score in best.items() if score >= _LEAST}


def _of_types(entity: Entity, query: Query) -> float | None:
    """Return 1 if an entity is of the types asked for, less if it only should be, None if it is left out."""
    if not query.types:
        return 1.0
    has = [wanted in entity.types for wanted in query.types]
    if query.strict == "should":
        return 1.0 if any(has) else 0.9
    return 1.0 if (all(has) if query.strict == "all" else any(has)) else None


def _fits(entity: Entity, item: Property) -> float:
    """Return 1 if an entity has a value of a property, 0 if it has others only, a half if nothing is known."""
    if item.name == "date":
        # A year or a month fits every day of it.
        return _told(entity.dates, any(date.startswith(value[:10]) for date in entity.dates for value in item.values))
    wanted = {fold(value) for value in item.values}
    if item.name in ("country", "parties", "places", "partOf", "within"):
        own = frozenset(fold(name) for name in entity.names) if item.name == "country" else frozenset()
        return _told(entity.near | own, bool(wanted & (entity.near | own)))
    if item.name in ("label", "names"):
        return float(bool(wanted & {fold(name) for name in entity.names}))
    return _UNKNOWN


def _told(known: Sequence[str] | frozenset[str], fits: bool) -> float:
    return _UNKNOWN if not known else float(fits)
