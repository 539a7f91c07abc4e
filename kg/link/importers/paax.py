"""PAA-X: the actors of peace agreements, version 0.2 (https://www.peaceagreements.org)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from pathlib import Path
from typing import Final

from pyoxigraph import Quad

from kg.link.importers.frame import Frame, Told
from kg.link.importers.states import State, state_by_code, state_by_number
from kg.link.importers.table import Row, as_id, csv_rows

__all__ = ["NEEDED", "converter", "other_names"]

#: The columns without which the table is not this one.
NEEDED: Final = ("id_paax", "actor_name", "actor_type", "sub_type", "abbreviation", "actor_gwno", "alternative_names")
_CLASSES: Final = {
    "Armed Organization": "ArmedGroup", "Civil Society": "Organization", "Country/State": "State",
    "Entity": "Organization", "Government/state": "GovernmentBody", "Intergovernmental Organization":
    "InternationalOrganization", "Military": "GovernmentBody", "Other": "Organization",
    "Political Party": "PoliticalParty", "State Coalition": "Organization", "Umbrella": "Organization",
}  # fmt: skip
_COMMUNITIES: Final = "Communities and tribes"
#: No name is longer than this; what is, is a line under which somebody signed.
_LONGEST: Final = 80
_SURNAME: Final = re.compile(r"\b[A-ZÀ-Þ]{4,}\b")
_NO_NAME: Final = re.compile(r"[:;,\[\]_]|\.{2}|\bfor the\b|\bon behalf\b|\bsigned\b", re.IGNORECASE)


def converter(path: Path) -> Callable[[Frame, Row], Iterator[Quad]]:
    """Return what writes a row, once it is known from the table how all actors are called.

    Args:
        path: The table; what is wrong in it is told when its rows are written.
    """
    names = frozenset(
        " ".join(name.split()).casefold()
        for row in csv_rows(path, NEEDED, lambda _: None)
        if (name := row.get("actor_name")) is not None
    )
    return lambda frame, row: _written(frame, row, names)


def _written(frame: Frame, row: Row, names_of_all: Set[str]) -> Iterator[Quad]:
    """Write a row: an actor of some class, its names and its states; what it is at UCDP and ACLED is left to links."""
    identifier, label = row.need("id_paax"), row.need("actor_name")
    node, told = frame.iri("actor", identifier), Told.of(frame, row, identifier)
    yield from told.quads(frame, identifier)
    kind = row.get("actor_type") or ""
    name = "People" if row.get("sub_type") == _COMMUNITIES else _CLASSES.get(kind)
    if name is None:
        row.say("actor_type", f"{kind!r} is no known type; the actor is of no class of its own")
    yield from frame.thing(node, "Actor", *([name] if name else []))
    yield frame.identified(node, identifier)
    short = row.get("abbreviation")
    others = other_names(row.get("alternative_names") or "", label, names_of_all)
    names = dict.fromkeys([*([short] if short else []), *others])
    yield from frame.names(node, " ".join(label.split()), ((other, "en") for other in names))
    yield from told.evidence(frame, node, "actor_name")
    yield from frame.spatial(node, _states(row))


def other_names(text: str, label: str, others: Set[str] = frozenset()) -> list[str]:
    """Return the names among what stands between bars, without the lines under which persons signed.

    Args:
        text: The cell.
        label: The name of the actor itself.
        others: The names of other actors, in small letters.

    >>> other_names("Bosnia | For the Federation: A. B. | Federation Drago BILANDZIJA | BOSNIA", "Bosnia-Herzegovina")
    ['Bosnia']
    """
    found: dict[str, str] = {}
    for part in text.split("|"):
        name = " ".join(part.split()).strip(" .-")
        if not 2 <= len(name) <= _LONGEST or _NO_NAME.search(name) or name.casefold() in others:
            continue
        if _SURNAME.search(name) and not name.isupper() and "(" not in name:
            continue
        if name.casefold() != label.casefold():
            found.setdefault(name.casefold(), name)
    return list(found.values())


def _states(row: Row) -> Iterator[State]:
    number = row.get("actor_gwno")
    state = state_by_number(as_id(number)) if number else None
    if number and state is None:
        row.say("actor_gwno", f"{number!r} is no number of a state; its code is used, if there is one")
    if state is not None:
        yield state
        return
    for code in (row.get("actor_iso3c") or "").split("|"):
        if not (code := code.strip()):
            continue
        if (state := state_by_code(code)) is None:
            row.say("actor_iso3c", f"{code!r} is no code of a state")
        else:
            yield state
