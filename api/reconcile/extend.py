"""Extension: what the store says of entities, for the columns of a table."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode

from api.read import Term, select
from api.reconcile.index import Entity, Index, type_name
from api.reconcile.query import Extension
from api.vocabulary import entry, local_name
from kg.errors import InputError
from kg.namespaces import FDR
from kg.store.base import Store

__all__ = ["extend", "properties", "proposed"]

_FILE: Final = Path(__file__).parent / "properties.toml"
#: An extended cell: a text, a date or an entity.
Cell = Mapping[str, str]
#: The properties that say what an entity belongs to.
_COUNTRY: Final = ("partOf", "within")


@cache
def properties() -> dict[str, str]:
    """Return the names of all properties by their identifiers."""
    return {key: str(told["name"]) for key, told in _table().items()}


def proposed(kind: str) -> list[str]:
    """Return the identifiers of the properties that entities of a type have.

    Args:
        kind: The IRI of the type, or an empty string for any.
    """
    # A narrower class of actor or place has what actors and places have.
    return [
        key
        for key, told in _table().items()
        if not kind or not told["kinds"] or any(kind == str(FDR[name]) for name in told["kinds"])
    ]


def extend(store: Store, index: Index, asked: Extension) -> dict[str, object]:
    """Tell of each entity what was asked for; what is not known of it is an empty list.

    Raises:
        InputError: If there is no such property.
    """
    for name in asked.properties:
        if name not in properties():
            raise InputError(
                f"{name[:100]!r} is no property",
                source="extend.properties",
                hint=f"There is {', '.join(properties())}.",
            )
    known = [iri for iri in asked.ids if iri in index.entities]
    told: dict[str, dict[str, set[tuple[Term, str]]]] = defaultdict(lambda: defaultdict(set))
    for row in select(store, "reconcile-values", nodes=[NamedNode(iri) for iri in known]) if known else ():
        label = row["label"].value if "label" in row else ""
        told[row["node"].value][row["property"].value].add((row["value"], label))
    rows = {iri: {name: _cells(index, iri, name, told[iri]) for name in asked.properties} for iri in asked.ids}
    return {"meta": [{"id": name, "name": properties()[name]} for name in asked.properties], "rows": rows}


def _cells(index: Index, iri: str, name: str, told: Mapping[str, set[tuple[Term, str]]]) -> list[Cell]:
    entity = index.entities.get(iri)
    if entity is None:
        return []
    if name == "label":
        return [{"str": entity.label}]
    if name == "type":
        return [{"id": kind, "name": type_name(kind)} for kind in entity.types]
    if name == "names":
        return [{"str": other} for other in entity.names if other != entity.label]
    values: set[tuple[Term, str]] = set()
    for key in _COUNTRY if name == "country" else (name,):
        values |= told.get(key, set())
    if name == "country" and not values:
        values = _states(index, entity, told)
    best: dict[str, Cell] = {}
    for term, label in sorted(values, key=lambda item: (item[0].value, item[1])):
        best.setdefault(term.value, _cell(term, label))
    return list(best.values())


def _states(index: Index, entity: Entity, told: Mapping[str, set[tuple[Term, str]]]) -> set[tuple[Term, str]]:
    """Return the states among the parties, or the entity itself if it is a state."""
    state = str(FDR.State)
    if state in entity.types:
        return {(NamedNode(entity.iri), entity.label)}
    parties = told.get("parties", set())
    return {item for item in parties if (found := index.entities.get(item[0].value)) and state in found.types}


def _cell(term: Term, label: str) -> Cell:
    if isinstance(term, Literal):
        date = term.datatype.value.endswith("#date")
        return {"date": f"{term.value[:10]}T00:00:00"} if date else {"str": term.value}
    found = entry(term.value)
    return {"id": term.value, "name": label or (found.label if found else local_name(term.value))}


@cache
def _table() -> dict[str, dict[str, list[str] | str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
