"""Load: read a table of others whole, and put its graphs in the place of those of the last time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad

from kg.errors import InputError
from kg.link.importers import law, manytreaties, mend, paax, pax, ucdp, uk_treaties, wikidata
from kg.link.importers.frame import Frame
from kg.link.importers.source import describe, sources
from kg.link.importers.table import CellWarning, RejectedRowError, Row, Warn, csv_rows, json_rows
from kg.namespaces import RDF, RDFS, SKOS
from kg.store.oxigraph import OxigraphStore

__all__ = ["KEYS", "Imported", "import_table", "read_table"]

_Convert = Callable[[Frame, Row], Iterator[Quad]]


@dataclass(frozen=True, slots=True)
class _Reader:
    needed: Sequence[str]
    converter: Callable[[Path], _Convert]
    rows: Callable[[Path, Collection[str], Warn], Iterator[Row]] = csv_rows


_READERS: Final = {
    "pax": _Reader(pax.NEEDED, lambda _: pax.convert),
    "ucdp": _Reader(ucdp.NEEDED, lambda _: ucdp.convert),
    "ucdp-actors": _Reader(ucdp.ACTORS_NEEDED, lambda _: ucdp.convert_actor),
    "paax": _Reader(paax.NEEDED, paax.converter),
    "uk-treaties": _Reader(uk_treaties.NEEDED, lambda _: uk_treaties.convert),
    "manytreaties": _Reader(manytreaties.NEEDED, lambda _: manytreaties.converter()),
    "mend": _Reader(mend.NEEDED, lambda _: mend.convert, json_rows),
    "wikidata": _Reader(wikidata.NEEDED, lambda _: wikidata.convert, wikidata.rows),
    "cdm": _Reader(law.NEEDED, lambda _: law.convert, law.reader("cdm")),
    "jolux": _Reader(law.NEEDED, lambda _: law.convert, law.reader("jolux")),
}
#: What can be imported.
KEYS: Final = tuple(_READERS)
_TYPE: Final = NamedNode(str(RDF.type))
_LABEL: Final = NamedNode(str(RDFS.label))
_ALT_LABEL: Final = NamedNode(str(SKOS.altLabel))


@dataclass(frozen=True, slots=True)
class Imported:
    """Tell what an import did.

    Args:
        rows: How many rows the table has.
        rejected: How many of them were left out, each with a warning.
        warnings: All that is wrong in cells, in the order of the table.
        things: How many things of each class of the contract the graph holds.
        graph: The name of the graph.
    """

    rows: int
    rejected: int
    warnings: tuple[CellWarning, ...]
    things: dict[str, int]
    graph: str


def read_table(key: str, path: Path, base: str, warnings: list[CellWarning]) -> Iterator[Quad]:
    """Write a table in the contract's terms, row by row, with the graph of where it comes from.

    Args:
        key: Which table it is, one of `KEYS`.
        path: The file.
        base: The IRI that every minted IRI starts with.
        warnings: What takes the warnings.

    Raises:
        InputError: If it is no known table, or cannot be read.
    """
    reader = _READERS.get(key)
    if reader is None:
        raise InputError(f"{key!r} is no table that can be imported", hint=f"Known are: {', '.join(KEYS)}.")
    source = sources()[key]
    frame = source.frame(base)
    convert = reader.converter(path)
    seen: dict[NamedNode, int] = {}
    labels: dict[object, Quad] = {}
    for row in reader.rows(path, reader.needed, warnings.append):
        try:
            quads = list(convert(frame, row))
            document = quads[0].subject
            assert isinstance(document, NamedNode)  # noqa: S101 - every row is a document first
            if document in seen:
                raise row.reject(reader.needed[0], f"its identifier is that of row {seen[document]}")
        except RejectedRowError as rejected:
            warnings.append(rejected.warning)
            continue
        seen[document] = row.number
        for quad in quads:
            yield _one_label(quad, labels) if quad.predicate == _LABEL else quad
    yield from frame.described()
    yield from describe(source, frame, _digest(path))


def _one_label(quad: Quad, labels: dict[object, Quad]) -> Quad:
    """Make another name of what would be a second label of a thing that several rows name."""
    first = labels.setdefault(quad.subject, quad)
    return quad if first.object == quad.object else Quad(quad.subject, _ALT_LABEL, quad.object, quad.graph_name)


def import_table(key: str, path: Path, store: OxigraphStore, base: str) -> Imported:
    """Import a table: its graphs are then what it says, whatever they were before, and nothing else changes.

    Args:
        key: Which table it is, one of `KEYS`.
        path: The file.
        store: The store.
        base: The IRI that every minted IRI starts with.

    Raises:
        InputError: If it is no known table, or cannot be read; then nothing is written.
        StoreError: If the store cannot be written; then nothing is.
    """
    warnings: list[CellWarning] = []
    quads = list(read_table(key, path, base, warnings))
    frame = sources()[key].frame(base)
    store.exchange({name.value for name in (frame.graph, frame.provenance, frame.text)}, quads)
    rejected = sum(warning.rejected for warning in warnings)
    things: dict[str, set[str]] = {}
    for quad in quads:
        if quad.predicate == _TYPE and quad.graph_name == frame.graph:
            name = str(quad.object).strip("<>").rsplit("#", 1)[-1]
            things.setdefault(name, set()).add(str(quad.subject))
    kept = len(things.get("Report", ()))
    return Imported(
        rows=kept + rejected,
        rejected=rejected,
        warnings=tuple(warnings),
        things={name: len(found) for name, found in sorted(things.items())},
        graph=frame.graph.value,
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
