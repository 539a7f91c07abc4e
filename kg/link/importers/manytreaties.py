"""manytreaties: the treaties of nine data sets that globalgov/manytreaties brings together."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from pyoxigraph import Quad

from kg.extract.agreement_type import OTHER, agreement_type
from kg.link.importers.frame import Frame, Told, day, term, when
from kg.link.importers.places import place
from kg.link.importers.states import state_by_code
from kg.link.importers.table import Row, as_id
from kg.namespaces import AGREEMENT_TYPE, FDR

__all__ = ["NEEDED", "converter"]

#: The columns without which the table is not this one.
NEEDED: Final = ("dataset", "source_id", "treatyID", "Title", "Begin", "Signature", "Force", "TypeAgree", "Location")
#: The codes of the states that the source has found in a title: ``ESP-GBR_1351A``.
_CODES: Final = re.compile(r"([A-Z]{3}(?:-[A-Z]{3})*)_\d")
_MONTH: Final = re.compile(r"(\d{4})-(\d{2})")
_YEAR: Final = re.compile(r"\d{4}")


def converter() -> Callable[[Frame, Row], Iterator[Quad]]:
    """Return what writes a row; the second row of one identifier gets a number behind it, and so on."""
    met: Counter[str] = Counter()

    def convert(frame: Frame, row: Row) -> Iterator[Quad]:
        own = row.get("source_id")
        key = f"{row.need('dataset')}-{as_id(own) if own else row.need('treatyID')}"
        label = row.need("Title")
        met[key] += 1
        return _written(frame, row, key if met[key] == 1 else f"{key}-{met[key]}", label)

    return convert


def _written(frame: Frame, row: Row, identifier: str, label: str) -> Iterator[Quad]:
    """Write a row: a treaty, when and where it was signed, when it took effect, and the states in its title."""
    node, told = frame.iri("agreement", identifier), Told.of(frame, row, identifier)
    yield from told.quads(frame, identifier)
    yield from frame.thing(node, "Agreement")
    yield frame.identified(node, identifier)
    other = row.get("TitleAlt")
    yield from frame.names(node, label, [(other, "en")] if other else [])
    yield from told.evidence(frame, node, "Title")
    said = agreement_type(row.get("TypeAgree") or "")
    kind = agreement_type(label) if said == OTHER else said
    yield frame.say(node, term(FDR, "agreementType"), term(AGREEMENT_TYPE, kind))
    signed = "Signature" if row.get("Signature") else "Begin"
    for column, name in ((signed, "signedOn"), ("Force", "effectiveFrom")):
        if (moment := _moment(row, column)) is not None:
            yield frame.say(node, term(FDR, name), when(moment))
    if (where := row.get("Location")) is not None:
        yield from place(frame, node, "signedAt", where)
    match = _CODES.match(row.get("treatyID") or "")
    for code in match[1].split("-") if match else ():
        if (state := state_by_code(code)) is not None:
            yield from frame.spatial(node, [state])


def _moment(row: Row, column: str) -> datetime.date | tuple[int, int] | int | None:
    """Read a day, a month or a year, as precise as it is given."""
    written = row.get(column)
    if written is None:
        return None
    bare = written.rstrip("?")
    if bare != written:
        row.say(column, f"{written!r} is doubtful; it is taken as it stands")
    if (found := day(bare)) is not None:
        return found
    month = _MONTH.fullmatch(bare)
    if month is not None and 1 <= int(month[2]) <= 12:
        return int(month[1]), int(month[2])
    if _YEAR.fullmatch(bare) and int(bare):
        return int(bare)
    first, dots, last = bare.partition("..")
    if dots and first[:4] == last[:4] and _YEAR.fullmatch(first[:4]):
        row.say(column, f"{written!r} is a stretch of time; only its year is taken")
        return int(first[:4])
    row.say(column, f"{written!r} is no day, month or year; it is passed over")
    return None
