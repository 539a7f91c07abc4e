"""PA-X: the peace agreements of the PA-X database, version 10 (https://www.peaceagreements.org)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad

from kg.extract.agreement_type import OTHER, agreement_type
from kg.link.importers.codings import codings
from kg.link.importers.frame import Frame, Told, conflict, day, english, plain, term, when
from kg.link.importers.states import State, state_by_code, state_by_number
from kg.link.importers.table import Row, as_id
from kg.namespaces import AGREEMENT_TYPE, DCTERMS, FDR, RDFS

__all__ = ["NEEDED", "convert", "split_title"]

#: The columns without which the table is not this one.
NEEDED: Final = ("AgtId", "Agt", "Dat", "Stage", "StageSub", "Part", "ThrdPart", "Loc1GWNO", "Ce")
#: A title in another language stands after the name of the language.
_FOREIGN: Final = re.compile(r"\s*(Arabic|French|German|Indonesian|Italian|Portuguese|Russian|Spanish)\s?:\s*")
_LANGUAGES: Final = {
    "Arabic": "ar", "French": "fr", "German": "de", "Indonesian": "id", "Italian": "it", "Portuguese": "pt",
    "Russian": "ru", "Spanish": "es",
}  # fmt: skip
#: What the stage of an agreement says of its type where its title does not.
_STAGES: Final = {"Ceas": "ceasefire", "ExtSub": "peace-agreement", "FrAg": "framework-agreement"}


def split_title(title: str) -> tuple[str, list[tuple[str, str]]]:
    """Part a title from the same title in other languages.

    >>> split_title("Peace Act, Spanish: Acta de Paz")
    ('Peace Act', [('Acta de Paz', 'es')])
    """
    parts = _FOREIGN.split(title)
    own = " ".join(parts[0].split()).rstrip(" ,;/-(")
    pairs = zip(parts[1::2], parts[2::2], strict=True)
    others = [(tidy, _LANGUAGES[name]) for name, text in pairs if (tidy := " ".join(text.split()).strip(" )"))]
    if own:
        return own, others
    return (others[0][0], others[1:]) if others else (title, [])


def convert(frame: Frame, row: Row) -> Iterator[Quad]:
    """Write a row: an agreement, its date, states, process and conflicts, its parties in words, and its codings."""
    identifier = as_id(row.need("AgtId"))
    label, others = split_title(row.need("Agt"))
    node, told = frame.iri("agreement", identifier), Told.of(frame, row, identifier)
    yield from told.quads(frame, identifier)
    yield from frame.thing(node, "Agreement")
    yield frame.identified(node, identifier)
    yield from frame.names(node, label, others)
    yield from told.evidence(frame, node, "Agt")
    if (written := row.get("Dat")) is not None:
        if (date := day(written)) is None:
            row.say("Dat", f"{written!r} is no day; the agreement has no date")
        else:
            yield frame.say(node, term(FDR, "signedOn"), when(date))
    kind = _kind(label, row)
    yield frame.say(node, term(FDR, "agreementType"), term(AGREEMENT_TYPE, kind))
    yield from frame.spatial(node, _states(row))
    for column, name in (("Part", "partyText"), ("ThrdPart", "thirdPartyText")):
        if (text := row.get(column)) is not None:
            yield frame.say(node, term(FDR, name), plain(text))
    yield from _belongings(frame, row, node)
    yield from codings(frame, row, node, "paxCode")


def _kind(label: str, row: Row) -> str:
    said = agreement_type(label)
    return _STAGES.get(row.get("StageSub") or "", OTHER) if said == OTHER else said


def _states(row: Row) -> Iterator[State]:
    for number_in, code_in in (("Loc1GWNO", "Loc1ISO"), ("Loc2GWNO", "Loc2ISO")):
        number, code = row.get(number_in), row.get(code_in)
        state = state_by_number(as_id(number)) if number else None
        if number and state is None:
            row.say(number_in, f"{number!r} is no number of a state")
        if state is None and code and (state := state_by_code(code)) is None:
            row.say(code_in, f"{code!r} is no code of a state")
        if state is not None:
            yield state


def _belongings(frame: Frame, row: Row, node: NamedNode) -> Iterator[Quad]:
    """Write the process and the conflict that an agreement belongs to."""
    if (number := row.get("PP")) is not None:
        process = frame.iri("process", as_id(number))
        yield frame.say(node, term(DCTERMS, "isPartOf"), process)
        yield frame.say(process, term(RDFS, "label"), english(row.get("PPName") or f"process {as_id(number)}"))
        yield frame.identified(process, as_id(number))
    if (number := row.get("UcdpCon")) is not None:
        yield frame.say(node, term(DCTERMS, "subject"), conflict(frame, as_id(number)))
