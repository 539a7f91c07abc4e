"""Wikidata: the treaties of a dump, in the lines of its JSON or of its "truthy" N-Triples.

What is read of an item (https://www.wikidata.org/wiki/Help:Statements): P31 instance of, P585 point in time,
P7588 effective date, P1891 signatory, P6193 ratified by, P2058 depositary, P276 location.
"""

from __future__ import annotations

import datetime
import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Final

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from kg.errors import InputError
from kg.extract.agreement_type import agreement_type
from kg.link.importers.frame import Frame, Told, day, term, when
from kg.link.importers.states import state_by_wikidata
from kg.link.importers.table import CellWarning, Row, Warn, opened, row_of
from kg.namespaces import AGREEMENT_TYPE, FDR, OWL, SKOS

__all__ = ["NEEDED", "convert", "rows"]

#: The cells without which an item is of no use.
NEEDED: Final = ("id", "label")
_ENTITY: Final = "http://www.wikidata.org/entity/"
_DIRECT: Final = "http://www.wikidata.org/prop/direct/"
_LABEL: Final = "http://www.w3.org/2000/01/rdf-schema#label"
_ALT_LABEL: Final = "http://www.w3.org/2004/02/skos/core#altLabel"
#: What an item must be an instance of: a treaty and what is one by another name.
_TREATIES: Final = frozenset(
    {"Q131569", "Q625298", "Q93288", "Q107706", "Q5707594", "Q321839", "Q252550", "Q1139241", "Q2334719", "Q3624067"}
)
#: Properties by column; lists of items, and moments.
_ITEMS: Final = {"P1891": "signatories", "P6193": "ratified", "P2058": "depositary", "P276": "location", "P31": "kinds"}
_MOMENTS: Final = {"P585": "signed", "P7588": "force"}
_TIME: Final = re.compile(r"\+?(\d{4})-(\d{2})-(\d{2})T")
#: The precisions of Wikidata's model of time.
_DAY, _MONTH, _YEAR = 11, 10, 9
_DEPOSITARY: Final = NamedNode(f"{_DIRECT}P2058")


def rows(path: Path, needed: Collection[str], warn: Warn) -> Iterator[Row]:
    """Read the treaties of a dump line by line, plain or gzipped; other items are passed over.

    Args:
        path: The dump: a JSON object a line, with or without the brackets around them, or N-Triples.
        needed: The cells that a row must have.
        warn: What takes warnings; their number is that of the line.

    Raises:
        InputError: If the file cannot be read or is neither.
    """
    try:
        with opened(path) as file:
            first = file.readline()
            file.seek(0)
            begins = first.lstrip().removeprefix(b"\xef\xbb\xbf")[:1]
            if begins in {b"[", b"{"}:
                yield from _json_rows(file, warn)
            elif begins in {b"<", b"#"}:
                yield from _triple_rows(file, warn)
            else:
                raise InputError(
                    "this is neither the JSON nor the N-Triples of Wikidata",
                    source=str(path),
                    line=1,
                    hint="Each line is an item {…} or a statement <…> <…> <…> .",
                )
    except (OSError, EOFError) as error:
        raise InputError(f"the dump cannot be read: {error}", source=str(path)) from error


def convert(frame: Frame, row: Row) -> Iterator[Quad]:
    """Write a row: a treaty, its names, when it was made and took effect, who signed, ratified and keeps it."""
    identifier, label = row.need("id"), row.need("label")
    node, told = frame.iri("agreement", identifier), Told.of(frame, row, identifier)
    yield from told.quads(frame, identifier)
    yield from frame.thing(node, "Agreement")
    yield frame.identified(node, identifier)
    yield frame.say(node, term(OWL, "sameAs"), NamedNode(_ENTITY + identifier))
    yield from frame.names(node, label, [(name, "en") for name in row.lists.get("also", ())])
    yield from told.evidence(frame, node, "label")
    yield frame.say(node, term(FDR, "agreementType"), term(AGREEMENT_TYPE, agreement_type(label)))
    for column, name in (("signed", "signedOn"), ("force", "effectiveFrom")):
        if (moment := _moment(row, column)) is not None:
            yield frame.say(node, term(FDR, name), when(moment))
    bound = dict.fromkeys((*row.lists.get("signatories", ()), *row.lists.get("ratified", ())))
    for predicate, items in ((term(FDR, "party"), bound), (_DEPOSITARY, row.lists.get("depositary", ()))):
        for item in items:
            actor, said = _actor(frame, item)
            yield from said
            yield frame.say(node, predicate, actor)


def _actor(frame: Frame, item: str) -> tuple[NamedNode, list[Quad]]:
    """Return the IRI of whom an item names, our state where it is one, and what is to be said of it."""
    state = state_by_wikidata(item)
    if state is not None:
        return frame.state(state), []
    node = frame.iri("actor", item)
    match = frame.say(node, term(SKOS, "exactMatch"), NamedNode(_ENTITY + item))
    return node, [*frame.thing(node, "Actor"), *frame.names(node, item), match]


def _moment(row: Row, column: str) -> datetime.date | tuple[int, int] | int | None:
    written = row.get(column)
    if written is None:
        return None
    if (found := day(written)) is not None:
        return found
    parts = written.split("-")
    if all(part.isdigit() for part in parts) and len(parts) <= 2 and int(parts[0]):
        return int(parts[0]) if len(parts) == 1 else (int(parts[0]), int(parts[1]))
    row.say(column, f"{written!r} is no day, month or year; it is passed over")
    return None


def _json_rows(file: IO[bytes], warn: Warn) -> Iterator[Row]:
    for number, line in enumerate(file, 1):
        text = line.strip().rstrip(b",")
        if text in {b"", b"[", b"]"}:
            continue
        try:
            item = json.loads(text)
            claims = item["claims"]
            kinds = _items(claims, "P31")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            warn(CellWarning(number, "(line)", f"it is no item of Wikidata: {error}", rejected=True))
            continue
        if not _TREATIES & set(kinds):
            continue
        names = [str(name["value"]) for name in item.get("aliases", {}).get("en", ())]
        lists = {column: _items(claims, code) for code, column in _ITEMS.items()}
        cells = {"id": str(item["id"]), "label": str(item.get("labels", {}).get("en", {}).get("value", ""))}
        cells |= {column: moment for code, column in _MOMENTS.items() if (moment := _time(claims, code))}
        lists["also"] = tuple(names)
        yield row_of(number, warn, cells, {name: values for name, values in lists.items() if values})


def _values(claims: Mapping[str, Any], code: str) -> list[Any]:
    """Return the values of a property: those of the best rank that are known."""
    told = [claim for claim in claims.get(code, ()) if claim.get("mainsnak", {}).get("snaktype") == "value"]
    told = [claim for claim in told if claim.get("rank") != "deprecated"]
    best = [claim for claim in told if claim.get("rank") == "preferred"] or told
    return [claim["mainsnak"]["datavalue"]["value"] for claim in best]


def _items(claims: Mapping[str, Any], code: str) -> tuple[str, ...]:
    return tuple(str(value["id"]) for value in _values(claims, code) if isinstance(value, dict) and "id" in value)


def _time(claims: Mapping[str, Any], code: str) -> str:
    """Return the first moment of a property, as precise as it is told."""
    for value in _values(claims, code):
        match = _TIME.match(str(value.get("time", "")))
        if match is not None:
            year, month, date = match.groups()
            precision = int(value.get("precision", 0))
            if precision >= _DAY:
                return f"{year}-{month}-{date}"
            return f"{year}-{month}" if precision == _MONTH else year if precision == _YEAR else ""
    return ""


def _triple_rows(file: IO[bytes], warn: Warn) -> Iterator[Row]:
    """Read truthy statements; those of one item stand one after the other."""
    wanted = {f"{_DIRECT}{code}" for code in (*_ITEMS, *_MOMENTS)} | {_LABEL, _ALT_LABEL}
    subject, first, told = "", 1, defaultdict[str, list[NamedNode | Literal]](list)
    for number, line in enumerate(file, 1):
        parts = line.split(b" ", 2)
        if len(parts) < len(("s", "p", "o")) or parts[1][1:-1].decode("utf-8", "replace") not in wanted:
            continue
        try:
            (found,) = pyoxigraph.parse(line, format=RdfFormat.N_TRIPLES)
        except (SyntaxError, ValueError) as error:
            warn(CellWarning(number, "(line)", f"it is no statement: {error}", rejected=True))
            continue
        if not isinstance(found.subject, NamedNode) or not isinstance(found.object, NamedNode | Literal):
            continue
        if found.subject.value != subject:
            yield from _told(first, warn, subject, told)
            subject, first, told = found.subject.value, number, defaultdict(list)
        told[found.predicate.value].append(found.object)
    yield from _told(first, warn, subject, told)


def _told(number: int, warn: Warn, subject: str, told: Mapping[str, list[NamedNode | Literal]]) -> Iterator[Row]:
    lists = {column: _numbers(told.get(f"{_DIRECT}{code}", ())) for code, column in _ITEMS.items()}
    if not subject.startswith(_ENTITY) or not _TREATIES & set(lists["kinds"]):
        return
    lists["also"] = tuple(_english(told.get(_ALT_LABEL, ())))
    cells = {"id": subject.removeprefix(_ENTITY), "label": next(iter(_english(told.get(_LABEL, ()))), "")}
    for code, column in _MOMENTS.items():
        match = next((m for value in told.get(f"{_DIRECT}{code}", ()) if (m := _TIME.match(value.value))), None)
        if match is not None:
            year, month, date = match.groups()
            whole = (month, date) == ("01", "01")
            if whole:
                warn(CellWarning(number, column, "1 January may stand for the whole year; only the year is taken"))
            cells[column] = year if whole else f"{year}-{month}-{date}"
    yield row_of(number, warn, cells, {name: values for name, values in lists.items() if values})


def _numbers(values: Collection[NamedNode | Literal]) -> tuple[str, ...]:
    found = (value.value for value in values if isinstance(value, NamedNode))
    return tuple(value.removeprefix(_ENTITY) for value in found if value.startswith(_ENTITY))


def _english(values: Collection[NamedNode | Literal]) -> Iterator[str]:
    return (value.value for value in values if isinstance(value, Literal) and value.language == "en")
