"""MEND: the meetings of the Mediation Event and Negotiators Database, one a line of JSON."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad

from kg.extract.agreement_type import agreement_type
from kg.link.importers.frame import Frame, Told, day, term, when
from kg.link.importers.places import place
from kg.link.importers.states import is_organisation, state_by_name
from kg.link.importers.table import Row, as_id
from kg.namespaces import AGREEMENT_TYPE, DCTERMS, FDR
from kg.text.slug import slug

__all__ = ["NEEDED", "convert"]

#: The keys without which the file is not this one.
NEEDED: Final = ("id", "document_date", "date", "place", "third_parties", "mediators", "local_parties", "text")
#: What stands for a place where none is known, or none was.
_NOWHERE: Final = frozenset({"unknown", "virtual", "online", "various", "n/a"})
_MONTH: Final = re.compile(r"(\d{4})-(\d{1,2})")
_YEAR: Final = re.compile(r"\d{4}")


def convert(frame: Frame, row: Row) -> Iterator[Quad]:
    """Write a row: a meeting, when and where it was, who mediated, who took part, and what agreement it brought."""
    identifier = row.need("id")
    row.need("text")
    node, told = frame.iri("meeting", identifier), Told.of(frame, row, identifier)
    yield from told.quads(frame, identifier)
    if (written := row.get("document_date")) is not None:
        if (issued := day(written)) is None:
            row.say("document_date", f"{written!r} is no day; it is passed over")
        else:
            yield frame.say(told.node, term(DCTERMS, "issued"), when(issued))
    yield from frame.thing(node, "Event", "Meeting")
    yield frame.identified(node, identifier)
    moment, where = _moment(row), row.get("place")
    known = where is not None and where.casefold() not in _NOWHERE
    yield from frame.names(node, "meeting" + (f" in {where}" if known else "") + f" ({row.get('date') or 'undated'})")
    yield from told.evidence(frame, node, "text")
    if moment is not None:
        yield frame.say(node, term(FDR, "date"), when(moment))
    if where is not None and known:
        yield from place(frame, node, "place", where, state_by_name(row.get("place_country") or ""))
    if (country := row.get("conflict_country")) is not None:
        if (state := state_by_name(country)) is None:
            row.say("conflict_country", f"{country!r} is no known state")
        else:
            yield from frame.spatial(node, [state])
    yield from _third_parties(frame, row, node)
    yield from _actors(frame, node, "mediator", "Person", row.lists.get("mediators", ()))
    yield from _actors(frame, node, "participant", None, row.lists.get("local_parties", ()))
    yield from _actors(frame, node, "participant", "Person", row.lists.get("local_individuals", ()))
    yield from _agreement(frame, row, told, node, identifier)


def _moment(row: Row) -> datetime.date | tuple[int, int] | int | None:
    written = row.get("date")
    if written is None:
        return None
    if (found := day(written)) is not None:
        return found
    month = _MONTH.fullmatch(written)
    if month is not None and 1 <= int(month[2]) <= 12:
        return int(month[1]), int(month[2])
    if _YEAR.fullmatch(written):
        return int(written)
    row.say("date", f"{written!r} is no day, month or year; it is passed over")
    return None


def _third_parties(frame: Frame, row: Row, node: NamedNode) -> Iterator[Quad]:
    """Write who mediated; those that have a number at PAA-X are the actors of that table."""
    names, numbers = row.lists.get("third_parties", ()), row.lists.get("third_party_ids", ())
    if len(names) != len(numbers):
        row.say("third_party_ids", f"{len(numbers)} ids for {len(names)} third parties; the ids are passed over")
        yield from _actors(frame, node, "mediator", None, names)
        return
    for name, number in zip(names, numbers, strict=True):
        party = Frame(frame.base, "paax", "").iri("actor", number)
        yield frame.say(node, term(FDR, "mediator"), party)
        yield from frame.thing(party, "Actor")
        yield from frame.names(party, name)
        yield frame.identified(party, number)


def _actors(frame: Frame, node: NamedNode, role: str, kind: str | None, names: Iterable[str]) -> Iterator[Quad]:
    for name in names:
        if not (key := slug(name)):
            continue
        state = state_by_name(name) if kind is None else None
        if state is not None:
            yield frame.say(node, term(FDR, role), frame.state(state))
            continue
        shelf = "person" if kind == "Person" else "actor"
        one = frame.iri(shelf, key)
        yield frame.say(node, term(FDR, role), one)
        own = kind or ("InternationalOrganization" if is_organisation(name) else None)
        yield from frame.thing(one, "Actor", *([own] if own else []))
        yield from frame.names(one, name)


def _agreement(frame: Frame, row: Row, told: Told, node: NamedNode, identifier: str) -> Iterator[Quad]:
    name, number = row.get("agreement_name"), row.get("agreement_pax_id")
    if row.get("agreement") != "1" or name is None:
        return
    pax = Frame(frame.base, "pax", "")
    made = pax.iri("agreement", as_id(number)) if number else frame.iri("agreement", identifier)
    yield frame.say(node, term(FDR, "produced"), made)
    yield from frame.thing(made, "Agreement")
    yield from frame.names(made, name)
    yield from told.evidence(frame, made, "agreement_name")
    yield frame.say(made, term(FDR, "agreementType"), term(AGREEMENT_TYPE, agreement_type(name)))
