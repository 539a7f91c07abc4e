"""The query: what a client sends, checked (Reconciliation Service API 0.2, sections 4 and 7)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final, TypeGuard

from kg.errors import InputError
from kg.namespaces import FDR

__all__ = ["Extension", "Property", "Query", "read_extension", "read_queries", "type_iri"]

#: The most queries of a batch, rows of an extension, properties, characters of a name, and candidates.
_QUERIES: Final = 50
_ROWS: Final = 500
_PROPERTIES: Final = 20
_CHARACTERS: Final = 500
_CANDIDATES: Final = 50
_USUAL: Final = 5


@dataclass(frozen=True, slots=True)
class Property:
    """Be a property that a row has: its name, and the values as text."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """Be what a row asks.

    Args:
        name: The name to be matched; None if only properties are given.
        types: The IRIs of the types asked for.
        strict: Whether an entity must be of any of them, of all, or only should be.
        limit: How many candidates are wanted.
        properties: What else the row says.
    """

    name: str | None
    types: tuple[str, ...] = ()
    strict: str = "any"
    limit: int = _USUAL
    properties: tuple[Property, ...] = ()


@dataclass(frozen=True, slots=True)
class Extension:
    """Be what a client wants to know of entities."""

    ids: tuple[str, ...]
    properties: tuple[str, ...]


def read_queries(text: str) -> dict[str, Query]:
    """Read a batch of queries.

    Raises:
        InputError: If it is not as the protocol has it, or too large.
    """
    batch = _json(text, "queries")
    if not isinstance(batch, dict):
        raise _wrong("queries", "is no object of queries by key", 'Send {"q0": {"query": "…"}}.')
    if len(batch) > _QUERIES:
        raise _wrong("queries", f"has {len(batch)} queries", f"Send at most {_QUERIES} at a time.")
    return {key: _query(value, f"queries.{key[:40]}") for key, value in batch.items()}


def read_extension(text: str) -> Extension:
    """Read what is wanted of entities.

    Raises:
        InputError: If it is not as the protocol has it, or too large.
    """
    told = _json(text, "extend")
    ids, properties = (told.get("ids"), told.get("properties")) if isinstance(told, dict) else (None, None)
    if not _are_texts(ids) or not isinstance(properties, list):
        raise _wrong("extend", "has no ids and properties", 'Send {"ids": ["…"], "properties": [{"id": "label"}]}.')
    names = [item.get("id") if isinstance(item, dict) else None for item in properties]
    if not _are_texts(names):
        raise _wrong("extend.properties", "has a property without id", 'A property is {"id": "label"}.')
    if len(ids) > _ROWS or len(names) > _PROPERTIES:
        raise _wrong("extend", "asks for too much", f"At most {_ROWS} ids and {_PROPERTIES} properties at a time.")
    return Extension(tuple(dict.fromkeys(ids)), tuple(dict.fromkeys(names)))


def type_iri(name: str) -> str:
    """Return the IRI of a type that is given by its IRI or its local name.

    >>> type_iri("Agreement")
    'https://w3id.org/foedera/ontology#Agreement'
    """
    return name if ":" in name else str(FDR[name])


def _query(told: object, where: str) -> Query:
    if not isinstance(told, dict):
        raise _wrong(where, "is no query", 'A query is {"query": "…"}.')
    name, limit, strict = told.get("query"), told.get("limit", _USUAL), told.get("type_strict", "any")
    properties = _properties(told.get("properties", []), where)
    if not isinstance(name, str | None) or (name is None and not properties):
        raise _wrong(where, "has neither a text as query nor properties", 'A query is {"query": "…"}.')
    if name is not None and len(name) > _CHARACTERS:
        raise _wrong(where, f"has a query of {len(name)} characters", f"At most {_CHARACTERS} are read.")
    if isinstance(limit, bool) or not isinstance(limit, int) or limit < 1:
        raise _wrong(f"{where}.limit", "is no number from 1 on", f"Leave it out, or ask for {_CANDIDATES} at most.")
    if strict not in ("any", "all", "should"):
        raise _wrong(f"{where}.type_strict", "is not known", "It is any, all or should.")
    types = [told["type"]] if isinstance(told.get("type"), str) else told.get("type") or []
    if not _are_texts(types) or len(types) > _PROPERTIES:
        raise _wrong(f"{where}.type", "is no type and no list of types", 'Give "Agreement", or its IRI.')
    return Query(name, tuple(type_iri(item) for item in types), strict, min(limit, _CANDIDATES), properties)


def _properties(told: object, where: str) -> tuple[Property, ...]:
    if not isinstance(told, list) or len(told) > _PROPERTIES:
        raise _wrong(f"{where}.properties", "is no list of properties", f"At most {_PROPERTIES} are read.")
    found = []
    for item in told:
        if not isinstance(item, dict) or not isinstance(item.get("pid"), str) or "v" not in item:
            raise _wrong(f"{where}.properties", "has one without pid or v", 'A property is {"pid": "date", "v": "…"}.')
        values = item["v"] if isinstance(item["v"], list) else [item["v"]]
        if len(values) > _PROPERTIES:
            raise _wrong(f"{where}.properties", "has one with too many values", f"At most {_PROPERTIES} are read.")
        found.append(Property(item["pid"], tuple(_value(value, where) for value in values)))
    return tuple(found)


def _value(value: object, where: str) -> str:
    if isinstance(value, dict):
        value = value.get("name") or value.get("id")
    if not isinstance(value, str | int | float) or len(str(value)) > _CHARACTERS:
        raise _wrong(f"{where}.properties", "has a value that is not read", "A value is a text, a number or an entity.")
    return str(value)


def _json(text: str, where: str) -> object:
    try:
        told: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _wrong(where, "is no JSON", "Send it as JSON, encoded as a form.") from error
    return told


def _are_texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(item, str) and len(item) <= 4_000 for item in value)


def _wrong(where: str, what: str, hint: str) -> InputError:
    return InputError(what, source=where, hint=hint)
