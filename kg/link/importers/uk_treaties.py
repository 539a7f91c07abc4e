"""UK treaties: the records of UK Treaties Online (https://treaties.fcdo.gov.uk)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from pyoxigraph import NamedNode, Quad

from kg.extract.agreement_type import agreement_type
from kg.graph.mint import is_iri
from kg.link.importers.frame import Frame, Told, plain, term, when
from kg.link.importers.places import place
from kg.link.importers.states import is_organisation, state_by_name
from kg.link.importers.table import Row
from kg.namespaces import AGREEMENT_TYPE, DCTERMS, FDR, RDFS
from kg.text.slug import slug

__all__ = ["NEEDED", "convert", "turned"]

#: The columns without which the table is not this one; one of them is misspelled at its source.
NEEDED: Final = ("lb_document_id", "title", "country_name", "signed_event_date", "definative_eif_event_date")
_DATE: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
#: What stands in an address as it is.
_SAFE: Final = ":/?#[]@!$&'()*+,;=%"
_TURNED: Final = re.compile(r"(?P<name>.+?),? (?P<form>(?:\S+ )*(?:REP|REPUBLIC|COMMONWEALTH|KINGDOM|FYR) OF)")


def turned(name: str) -> str:
    """Turn a name round that stands as in an index.

    >>> turned("KOREA REPUBLIC OF"), turned("NETHERLANDS THE"), turned("FRANCE")
    ('REPUBLIC OF KOREA', 'NETHERLANDS', 'FRANCE')
    """
    bare = " ".join(name.split()).removesuffix(" THE")
    match = _TURNED.fullmatch(bare)
    return f"{match['form']} {match['name']}" if match else bare


def convert(frame: Frame, row: Row) -> Iterator[Quad]:
    """Write a row: a treaty, when and where it was signed, when it took effect, its parties and where it is printed."""
    identifier, label = row.need("lb_document_id"), row.need("title")
    node, told = frame.iri("agreement", identifier), Told.of(frame, row, identifier)
    yield from told.quads(frame, identifier)
    yield from frame.thing(node, "Agreement")
    yield frame.identified(node, identifier)
    yield from frame.names(node, label)
    yield from told.evidence(frame, node, "title")
    yield frame.say(node, term(FDR, "agreementType"), term(AGREEMENT_TYPE, agreement_type(label)))
    for column, name in (("signed_event_date", "signedOn"), ("definative_eif_event_date", "effectiveFrom")):
        if (written := row.get(column)) is not None:
            if (date := _day(written)) is None:
                row.say(column, f"{written!r} is no day; it is passed over")
            else:
                yield frame.say(node, term(FDR, name), when(date))
    if (where := row.get("signed_event_location")) is not None:
        yield from place(frame, node, "signedAt", where)
    yield from _parties(frame, row, node)
    if (printed := row.get("references")) is not None:
        yield frame.say(node, term(DCTERMS, "bibliographicCitation"), plain(printed))
    if (address := row.get("document_url")) is not None:
        if is_iri(address := quote(address.replace("\\", "/"), safe=_SAFE)):
            yield frame.say(node, term(RDFS, "seeAlso"), NamedNode(address))
        else:
            row.say("document_url", f"{address!r} is no address; it is passed over")


def _day(text: str) -> datetime.date | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        return datetime.date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None


def _parties(frame: Frame, row: Row, node: NamedNode) -> Iterator[Quad]:
    """Write the parties; what is not in capitals is a territory to which a party extended the treaty."""
    for part in (row.get("country_name") or "").split(";"):
        name = " ".join(part.split())
        if not name or not name.isupper():
            continue
        state = state_by_name(name) or state_by_name(turned(name))
        if state is not None:
            yield frame.say(node, term(FDR, "party"), frame.state(state))
            continue
        if not (key := slug(name)):
            row.say("country_name", f"{name!r} has no letters that an address could be made of; it is passed over")
            continue
        party = frame.iri("actor", key)
        yield frame.say(node, term(FDR, "party"), party)
        yield from frame.thing(party, "Actor", *(["InternationalOrganization"] if is_organisation(name) else []))
        yield frame.identified(party, key)
        yield from frame.names(party, turned(name).title(), [(name, "en")])
