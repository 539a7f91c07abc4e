"""States: our key and name of a state by number, code or name in the tables of others; organisations by name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.extract.authority.load import read_table
from kg.extract.authority.model import AliasKind, Entry
from kg.extract.authority.table import DATA, rows
from kg.extract.frames import ActorType

__all__ = ["State", "is_organisation", "state_by_code", "state_by_name", "state_by_number", "state_by_wikidata"]

_CODES = Path(__file__).parents[1] / "data" / "state-codes.tsv"
_OWN_NAMES = frozenset({AliasKind.OFFICIAL, AliasKind.NAME, AliasKind.ABBREVIATION})


@dataclass(frozen=True, slots=True)
class State:
    """Be a state of our authority file: its key and its name."""

    key: str
    label: str


def state_by_number(number: str) -> State | None:
    """Find a state by its number in the list of Gleditsch and Ward.

    >>> state_by_number("652")
    State(key='state/syria', label='Syria')
    """
    key = _codes("gwno").get(number)
    return None if key is None else _by_key()[key]


def state_by_code(code: str) -> State | None:
    """Find a state by its ISO 3166 code of three letters.

    >>> state_by_code("NAM")
    State(key='state/namibia', label='Namibia')
    """
    key = _codes("iso3").get(code)
    return None if key is None else _by_key()[key]


def state_by_name(name: str) -> State | None:
    """Find a state by a name of its own, whatever the case.

    >>> state_by_name("RUSSIAN FEDERATION")
    State(key='state/russia', label='Russia')
    """
    return _by_name().get(_folded(name))


def state_by_wikidata(item: str) -> State | None:
    """Find a state by its number at Wikidata.

    >>> state_by_wikidata("Q858")
    State(key='state/syria', label='Syria')
    """
    return _by_wikidata().get(item)


def is_organisation(name: str) -> bool:
    """Tell whether a name is that of an international organisation of our authority file.

    >>> is_organisation("United Nations"), is_organisation("Seleka")
    (True, False)
    """
    return _folded(name) in _organisations()


@cache
def _organisations() -> frozenset[str]:
    found = read_table(DATA / "organisations.tsv", ActorType.INTERNATIONAL_ORGANIZATION)
    international = (alias for alias in found if alias.entry.type == ActorType.INTERNATIONAL_ORGANIZATION)
    return frozenset(_folded(alias.spelling) for alias in international if alias.kind in _OWN_NAMES)


@cache
def _entries() -> tuple[tuple[str, AliasKind, Entry], ...]:
    found = read_table(DATA / "states.tsv", ActorType.STATE)
    return tuple((alias.spelling, alias.kind, alias.entry) for alias in found if not alias.needs_context)


@cache
def _by_key() -> dict[str, State]:
    return {entry.key: State(entry.key, entry.label) for _, _, entry in _entries()}


@cache
def _by_wikidata() -> dict[str, State]:
    return {entry.wikidata: State(entry.key, entry.label) for _, _, entry in _entries() if entry.wikidata}


@cache
def _by_name() -> dict[str, State]:
    found: dict[str, State] = {}
    for text, kind, entry in _entries():
        if kind in _OWN_NAMES:
            found.setdefault(_folded(text), State(entry.key, entry.label))
    return found


@cache
def _codes(column: str) -> dict[str, str]:
    return {row[column]: f"state/{row['state']}" for row in rows(_CODES) if row[column]}


def _folded(name: str) -> str:
    """Fold a name; ``NETHERLANDS THE`` and ``KOREA REPUBLIC OF`` are not turned round here."""
    bare = " ".join(name.casefold().replace("’", "'").split())
    return bare.removeprefix("the ")
