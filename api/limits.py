"""Limits: queries that are refused before any parser sees them.

A parser that descends into brackets ends its process on a query that nests them deep enough, and the planner's time
grows with a power of the number of joins: 0.4 s for a star of 64 triple patterns on an empty store, 2.4 s for 100.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from api.scan import Size, measure
from kg.errors import QueryError
from kg.settings import Settings

__all__ = ["check_query"]

#: The size of queries of so many characters is kept, of as many of them.
_SHORT: Final = 8_192
_KEPT: Final = 2_048
#: Brackets that are nested deeper are too deep whatever is set, and the rest of the query need not be read.
_DEEPEST: Final = 500


def check_query(sparql: str, settings: Settings) -> None:
    """Refuse a query that is too long or too large.

    Raises:
        QueryError: If it is; the message names what was found, the hint the setting.
    """
    if len(sparql) > settings.query_length:
        raise _too("long", f"it has {len(sparql)} characters", "query_length", settings.query_length)
    size = _measured(sparql) if len(sparql) <= _SHORT else measure(sparql, deepest=_DEEPEST)
    if size.depth > settings.query_depth:
        raise _too("deep", f"its brackets are nested {size.depth} deep", "query_depth", settings.query_depth)
    if size.patterns > settings.query_patterns:
        found = f"it joins {size.patterns} triple patterns, path steps and groups"
        raise _too("large", found, "query_patterns", settings.query_patterns)
    if size.parts > settings.query_parts:
        raise _too("large", f"it has {size.parts} clauses and operators", "query_parts", settings.query_parts)


@lru_cache(_KEPT)
def _measured(sparql: str) -> Size:
    return measure(sparql, deepest=_DEEPEST)


def _too(how: str, found: str, setting: str, most: int) -> QueryError:
    return QueryError(
        f"the query is too {how}: {found}, at most {most} are allowed",
        hint=f"Ask in smaller steps. Who runs the server can raise FOEDERA_{setting.upper()}.",
    )
