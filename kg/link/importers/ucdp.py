"""UCDP: the peace agreements, version 22.1, and the actors of the Uppsala Conflict Data Program (https://ucdp.uu.se)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad

from kg.extract.agreement_type import OTHER, agreement_type
from kg.link.importers.codings import codings
from kg.link.importers.frame import Frame, Told, conflict, day, english, plain, term, when
from kg.link.importers.states import State, is_organisation, state_by_name, state_by_number
from kg.link.importers.table import Row, as_id
from kg.namespaces import AGREEMENT_TYPE, DCTERMS, FDR, RDFS

__all__ = ["ACTORS_NEEDED", "NEEDED", "convert", "convert_actor", "split_names"]

#: The columns without which the table is not that of the agreements, or of the actors.
NEEDED: Final = ("paid", "gwno", "conflict_id", "actor_id", "actor_name", "pa_name", "pa_date", "pa_comment", "cease")
ACTORS_NEEDED: Final = ("ucdp_actor_id", "ucdp_name", "other_names")
#: What UCDP's own type says where the title says nothing: full and partial agreements.
_TYPES: Final = {"1": "peace-agreement", "2": "peace-agreement"}
_GOVERNMENT: Final = re.compile(r"Government of (?P<name>[^(]+?)(?: \((?P<other>[^)]+)\))?")
#: A comma that does not stand within parentheses.
_COMMA: Final = re.compile(r",(?![^()]*\))")


def split_names(text: str, count: int) -> list[str]:
    """Part a list of names; where it has more commas than names, the last name is taken to hold them.

    >>> split_names("OAU, Movement for Democracy, Peace and Justice", 2)
    ['OAU', 'Movement for Democracy, Peace and Justice']
    """
    parts = [" ".join(part.split()) for part in _COMMA.split(text)]
    if 0 < count < len(parts):
        parts[count - 1 :] = [", ".join(parts[count - 1 :])]
    return parts


def convert(frame: Frame, row: Row) -> Iterator[Quad]:
    """Write a row: an agreement, its date, states, conflict, parties, and codings."""
    identifier = as_id(row.need("paid"))
    label = row.need("pa_name")
    node, told = frame.iri("agreement", identifier), Told.of(frame, row, identifier)
    yield from told.quads(frame, identifier)
    yield from frame.thing(node, "Agreement")
    yield frame.identified(node, identifier)
    yield from frame.names(node, label)
    yield from told.evidence(frame, node, "pa_name")
    if (written := row.get("pa_date")) is not None:
        if (date := day(written)) is None:
            row.say("pa_date", f"{written!r} is no day; the agreement has no date")
        else:
            yield frame.say(node, term(FDR, "signedOn"), when(date))
    said = agreement_type(label)
    kind = _TYPES.get(row.get("pa_type") or "", OTHER) if said == OTHER else said
    yield frame.say(node, term(FDR, "agreementType"), term(AGREEMENT_TYPE, kind))
    yield from frame.spatial(node, _states(row))
    for column, name in (("pa_sign", "partyText"), ("pa_3rd", "thirdPartyText")):
        if (text := row.get(column)) is not None:
            yield frame.say(node, term(FDR, name), plain(text))
    if (text := row.get("pa_comment")) is not None:
        yield frame.say(node, term(RDFS, "comment"), english(text))
    yield from _conflict(frame, row, node)
    yield from _parties(frame, row, node)
    yield from codings(frame, row, node, "ucdpCode")


def convert_actor(frame: Frame, row: Row) -> Iterator[Quad]:
    """Write a row of the table of actors: its names, and the state whose government it is."""
    identifier = as_id(row.need("ucdp_actor_id"))
    name, told = row.need("ucdp_name"), Told.of(frame, row, identifier)
    node = frame.iri("actor", identifier)
    yield from told.quads(frame, identifier)
    others = [" ".join(other.split()) for other in (row.get("other_names") or "").split("|")]
    yield from _actor(frame, node, identifier, name, [other for other in others if other])
    yield from told.evidence(frame, node, "ucdp_name")


def _states(row: Row) -> Iterator[State]:
    for number in (row.get("gwno") or "").split(","):
        if not (number := as_id(number.strip())):
            continue
        if (state := state_by_number(number)) is None:
            row.say("gwno", f"{number!r} is no number of a state")
        else:
            yield state


def _conflict(frame: Frame, row: Row, node: NamedNode) -> Iterator[Quad]:
    numbers = [as_id(number.strip()) for number in (row.get("conflict_id") or "").split(",") if number.strip()]
    names = [name.strip() for name in (row.get("conflict_name") or "").split(",")]
    for number in numbers:
        about = conflict(frame, number)
        yield frame.say(node, term(DCTERMS, "subject"), about)
        if len(numbers) == len(names) and (name := names[numbers.index(number)]):
            yield frame.say(about, term(RDFS, "label"), english(name))
            yield frame.identified(about, number)


def _parties(frame: Frame, row: Row, node: NamedNode) -> Iterator[Quad]:
    numbers = [as_id(number.strip()) for number in (row.get("actor_id") or "").split(",") if number.strip()]
    written = row.get("actor_name") or ""
    names = split_names(written, len(numbers)) if written else []
    if len(_COMMA.split(written)) > len(numbers) > 0:
        row.say("actor_name", f"there are more commas than the {len(numbers)} ids; {names[-1]!r} is taken for one name")
    if len(names) != len(numbers):
        row.say("actor_name", f"{len(numbers)} ids but {len(names)} names; the parties are left to the text")
        return
    for number, name in zip(numbers, names, strict=True):
        party = frame.iri("actor", number)
        yield frame.say(node, term(FDR, "party"), party)
        yield from _actor(frame, party, number, name)


def _actor(
    frame: Frame, node: NamedNode, identifier: str, name: str, others: list[str] | None = None
) -> Iterator[Quad]:
    label = " ".join(name.split())
    government = _GOVERNMENT.fullmatch(label)
    yield from frame.thing(node, "Actor", "GovernmentBody" if government else _class(label))
    yield frame.identified(node, identifier)
    yield from frame.names(node, label, ((other, "en") for other in others or []))
    if government is None:
        return
    state = state_by_name(government["name"]) or state_by_name(government["other"] or "")
    if state is not None:
        yield from frame.spatial(node, [state])
        yield frame.say(node, term(FDR, "partOf"), frame.state(state))


def _class(label: str) -> str:
    return "InternationalOrganization" if is_organisation(label) else "ArmedGroup"
