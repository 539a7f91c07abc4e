"""Law: international agreements of the EU's Publications Office (CDM) and of JOLux, as RDF.

CDM: http://publications.europa.eu/ontology/cdm. JOLux: http://data.legilux.public.lu/resource/ontology/jolux, used by
Legilux of Luxembourg and Fedlex of Switzerland. A title belongs to the agreement, or to an expression of it in one
language.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from kg.errors import InputError
from kg.extract.agreement_type import agreement_type
from kg.link.importers.frame import Frame, Told, day, term, when
from kg.link.importers.places import place
from kg.link.importers.states import state_by_code, state_by_name
from kg.link.importers.table import Row, Warn, opened, row_of
from kg.namespaces import AGREEMENT_TYPE, DCTERMS, FDR, RDFS, SKOS

__all__ = ["NEEDED", "convert", "reader"]

#: The cells without which an agreement is of no use.
NEEDED: Final = ("iri", "title")
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_CDM: Final = "http://publications.europa.eu/ontology/cdm#"
_JOLUX: Final = "http://data.legilux.public.lu/resource/ontology/jolux#"
_TITLES: Final = (str(DCTERMS.title), str(SKOS.prefLabel), str(RDFS.label))


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """Say what each term of a vocabulary is a cell of.

    Args:
        classes: What an agreement is an instance of.
        cells: The columns by property.
        titles: The properties of titles.
        expressed: The properties from an expression to what it expresses, and the other way.
    """

    classes: frozenset[str]
    cells: Mapping[str, str]
    titles: tuple[str, ...]
    expressed: tuple[str, str]


_VOCABULARIES: Final = {
    "cdm": _Vocabulary(
        classes=frozenset({f"{_CDM}agreement_international", f"{_CDM}treaty"}),
        cells={
            f"{_CDM}resource_legal_date_signature": "signed",
            f"{_CDM}resource_legal_date_entry-into-force": "force",
            f"{_CDM}resource_legal_date_end-of-validity": "until",
            f"{_CDM}resource_legal_id_celex": "celex",
            f"{_CDM}agreement_international_has_party_country": "parties",
        },
        titles=(f"{_CDM}expression_title", f"{_CDM}work_title", *_TITLES),
        expressed=(f"{_CDM}expression_belongs_to_work", f"{_CDM}work_has_expression"),
    ),
    "jolux": _Vocabulary(
        classes=frozenset({f"{_JOLUX}TreatyProcess", f"{_JOLUX}TreatyDocument"}),
        cells={
            f"{_JOLUX}treatySignatureDate": "signed",
            f"{_JOLUX}treatySignaturePlace": "place",
            f"{_JOLUX}dateEntryInForce": "force",
            f"{_JOLUX}treatyPartyCountry": "parties",
            f"{_JOLUX}treatyPartyOrganisation": "parties",
        },
        titles=(f"{_JOLUX}title", f"{_JOLUX}treatyTitle", f"{_JOLUX}titleShort", *_TITLES),
        expressed=(f"{_JOLUX}expressionOf", f"{_JOLUX}isRealizedBy"),
    ),
}
_Term = NamedNode | Literal


def reader(key: str) -> Callable[[Path, Collection[str], Warn], Iterator[Row]]:
    """Return what reads the agreements of a file in the vocabulary ``cdm`` or ``jolux``."""
    vocabulary = _VOCABULARIES[key]

    def rows(path: Path, needed: Collection[str], warn: Warn) -> Iterator[Row]:
        return _rows(vocabulary, path, warn)

    return rows


def convert(frame: Frame, row: Row) -> Iterator[Quad]:
    """Write a row: an agreement, its titles, when and where it was signed, when it took effect, and its parties."""
    where, label = row.need("iri"), row.need("title")
    identifier = row.get("celex") or where.rpartition("/")[2] or where
    node, told = frame.iri("agreement", identifier), Told.of(frame, row, identifier)
    yield from told.quads(frame, identifier)
    yield from frame.thing(node, "Agreement")
    yield frame.identified(node, identifier)
    yield frame.say(node, term(SKOS, "exactMatch"), NamedNode(where))
    others = [text.rpartition("@") for text in row.lists.get("titles", ())]
    yield from frame.names(node, label, [(text, language) for text, _, language in others])
    yield from told.evidence(frame, node, "title")
    yield frame.say(node, term(FDR, "agreementType"), term(AGREEMENT_TYPE, agreement_type(label)))
    for column, name in (("signed", "signedOn"), ("force", "effectiveFrom"), ("until", "until")):
        written = row.get(column)
        if written is None:
            continue
        if (moment := day(written[: len("2020-03-05")])) is None:
            row.say(column, f"{written!r} is no day; it is passed over")
        else:
            yield frame.say(node, term(FDR, name), when(moment))
    if (signed_at := row.get("place")) is not None:
        yield from place(frame, node, "signedAt", signed_at)
    for party in row.lists.get("parties", ()):
        last = party.rstrip("/").rpartition("/")[2]
        state = state_by_code(last) or state_by_name(last)
        if state is None:
            row.say("parties", f"{party!r} is no known state; it is passed over")
        else:
            yield frame.say(node, term(FDR, "party"), frame.state(state))


def _rows(vocabulary: _Vocabulary, path: Path, warn: Warn) -> Iterator[Row]:
    agreements, told, expressions = _read(vocabulary, path)
    for number, subject in enumerate(sorted(agreements), 1):
        said = told[subject]
        described = (said, *(told.get(one, {}) for one in expressions.get(subject, ())))
        titles = [title for one in described for title in _titles(vocabulary, one)]
        cells: dict[str, str] = {"iri": subject}
        lists: dict[str, tuple[str, ...]] = {}
        for predicate, column in vocabulary.cells.items():
            values = tuple(value.value for value in said.get(predicate, ()))
            if values and column == "parties":
                lists[column] = (*lists.get(column, ()), *values)
            elif values:
                cells[column] = values[0]
        if titles:
            best = min(titles, key=lambda title: (title.language != "en", title.language or "", title.value))
            cells["title"] = best.value
            lists["titles"] = tuple(f"{t.value}@{t.language}" for t in titles if t.language and t != best)
        yield row_of(number, warn, cells, lists)


def _titles(vocabulary: _Vocabulary, said: Mapping[str, list[_Term]]) -> Iterator[Literal]:
    for predicate in vocabulary.titles:
        yield from (value for value in said.get(predicate, ()) if isinstance(value, Literal))


def _read(
    vocabulary: _Vocabulary, path: Path
) -> tuple[set[str], dict[str, dict[str, list[_Term]]], dict[str, list[str]]]:
    """Read the agreements, what is said of them and of their expressions by the known terms, and which these are.

    What is said of one thing may stand anywhere, so that the file is gone through three times: for the agreements, for
    what is said of them, and for the titles of their expressions. Nothing else of it is held.
    """
    agreements = {one for one, step, value in _statements(path) if step == _TYPE and value.value in vocabulary.classes}
    told: dict[str, dict[str, list[_Term]]] = {one: defaultdict(list) for one in agreements}
    expressions: dict[str, dict[str, None]] = defaultdict(dict)
    of, by = vocabulary.expressed
    cells = {*vocabulary.cells, *vocabulary.titles}
    for one, step, value in _statements(path):
        if step == of and value.value in agreements:
            expressions[value.value][one] = None
        elif step == by and one in agreements:
            expressions[one][value.value] = None
        elif step in cells and one in agreements:
            told[one][step].append(value)
    others = {one for several in expressions.values() for one in several} - agreements
    told |= {one: defaultdict(list) for one in others}
    for one, step, value in _statements(path):
        if one in others and step in vocabulary.titles:
            told[one][step].append(value)
    return agreements, told, {one: list(several) for one, several in expressions.items()}


def _statements(path: Path) -> Iterator[tuple[str, str, _Term]]:
    for found in _parsed(path):
        if isinstance(found.subject, NamedNode) and isinstance(found.object, NamedNode | Literal):
            yield found.subject.value, found.predicate.value, found.object


def _parsed(path: Path) -> Iterator[Quad]:
    """Parse a file by the end of its name, plain or gzipped."""
    bare = path.with_suffix("") if path.suffix == ".gz" else path
    written_in = RdfFormat.from_extension(bare.suffix.removeprefix("."))
    if written_in is None:
        hint = "Name it .ttl, .nt, .rdf, .jsonld, .trig or .nq."
        raise InputError("what RDF the file is written in cannot be told from its name", source=str(path), hint=hint)
    try:
        with opened(path) as file:
            yield from pyoxigraph.parse(file, format=written_in)
    except SyntaxError as error:
        raise InputError(
            f"the file is no {written_in.name}: {error.msg}", source=str(path), line=error.lineno
        ) from error
    except (OSError, EOFError) as error:
        raise InputError(f"the file cannot be read: {error}", source=str(path)) from error
