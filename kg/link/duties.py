"""Duties: the commitments of a store with all that bears on where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from pyoxigraph import QuerySolution, QuerySolutions

from kg.link.status import Duty, Event
from kg.namespaces import PREFIXES
from kg.store.base import Store

__all__ = ["duties"]

_DUTIES: Final = """
SELECT ?duty ?action ?modality ?from ?until ?due ?agreed (GROUP_CONCAT(DISTINCT STR(?who); SEPARATOR=" ") AS ?obligors)
WHERE {
  GRAPH ?graph { ?duty a fdr:Commitment ; fdr:modality ?modality . }
  FILTER(STRENDS(STR(?graph), "/graph") && STRSTARTS(STR(?graph), ?base))
  OPTIONAL { ?duty fdr:action ?action }
  OPTIONAL { ?duty fdr:from ?from }
  OPTIONAL { ?duty fdr:until ?until }
  OPTIONAL { ?duty fdr:dueBy ?due }
  OPTIONAL { ?duty fdr:obligor ?who }
  OPTIONAL {
    ?agreement fdr:hasClause/fdr:states ?duty .
    OPTIONAL { ?agreement fdr:effectiveFrom ?effective }
    OPTIONAL { ?agreement fdr:signedOn ?signed }
    BIND(COALESCE(?effective, ?signed) AS ?agreed)
  }
}
GROUP BY ?duty ?action ?modality ?from ?until ?due ?agreed
"""
_EVENTS: Final = """
SELECT ?duty ?event ?breaks ?date ?who WHERE {
  { ?event fdr:fulfils ?told BIND(false AS ?breaks) } UNION { ?event fdr:breaches ?told BIND(true AS ?breaks) }
  ?told (skos:exactMatch/^skos:exactMatch)? ?duty .
  OPTIONAL { ?event fdr:date|fdr:from ?date }
  OPTIONAL { ?event fdr:perpetrator|fdr:participant ?who }
}
"""
_REPLACED: Final = """
SELECT ?duty ?later ?date WHERE {
  ?agreement fdr:hasClause/fdr:states ?duty . ?later fdr:replaces ?agreement .
  OPTIONAL { ?later fdr:effectiveFrom ?effective } OPTIONAL { ?later fdr:signedOn ?signed }
  BIND(COALESCE(?effective, ?signed) AS ?date)
}
"""


def duties(store: Store, base: str) -> list[Duty]:
    """Read the commitments that documents tell of, sorted by IRI.

    What one document tells was done about a commitment counts for the same commitment of others too, as far as the
    consolidated graph knows that they are the same.

    Args:
        store: The store.
        base: The IRI that every minted IRI starts with.
    """
    events: dict[str, dict[str, list[QuerySolution]]] = defaultdict(lambda: defaultdict(list))
    for row in _rows(store, _EVENTS):
        events[row["duty"].value][row["event"].value].append(row)
    replaced = {row["duty"].value: row for row in sorted(_rows(store, _REPLACED), key=lambda row: str(row["date"]))}
    found: dict[str, Duty] = {}
    query = _DUTIES.replace("?base", f'"{base}document/"')
    for row in sorted(_rows(store, query), key=str):
        iri = row["duty"].value
        later = replaced.get(iri)
        found.setdefault(
            iri,
            Duty(
                iri=iri,
                action=_text(row, "action") or "",
                modality=row["modality"].value.rpartition("#")[2],
                obligors=frozenset((_text(row, "obligors") or "").split()),
                start=_text(row, "from"),
                until=_text(row, "until"),
                due=_text(row, "due"),
                agreed=_text(row, "agreed"),
                replaced=None if later is None else _text(later, "date"),
                replaced_by=None if later is None else later["later"].value,
                events=tuple(_event(event, rows) for event, rows in sorted(events[iri].items())),
            ),
        )
    return [found[iri] for iri in sorted(found)]


def _event(iri: str, rows: list[QuerySolution]) -> Event:
    dates = sorted(date for row in rows if (date := _text(row, "date")) is not None)
    actors = frozenset(who for row in rows if (who := _text(row, "who")) is not None)
    return Event(iri, dates[0] if dates else None, _text(rows[0], "breaks") == "true", actors)


def _rows(store: Store, query: str) -> Iterator[QuerySolution]:
    rows = store.query(query, prefixes=PREFIXES)
    assert isinstance(rows, QuerySolutions)  # noqa: S101 - a SELECT query, told to mypy
    return rows


def _text(row: QuerySolution, name: str) -> str | None:
    value = row[name]
    return None if value is None else str(value.value)
