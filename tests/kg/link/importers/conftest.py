"""Small tables in the shape of those that are imported, every row of them invented."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat
from rdflib import Graph

from kg.link.importers.load import read_table
from kg.link.importers.table import CellWarning
from kg.namespaces import PREFIXES

BASE = "https://example.org/id/"

#: The sample of each table.
SUFFIXES = {path.stem: path.suffix for path in (Path(__file__).parent / "samples").iterdir()}
TABLES = {path.stem: path.read_text(encoding="utf-8") for path in (Path(__file__).parent / "samples").iterdir()}


@dataclass(frozen=True)
class Read:
    """What was read from a table."""

    quads: list[Quad]
    warnings: list[CellWarning]
    base: str

    def values(self, node: str, predicate: str) -> list[str]:
        """Return what is said of a node, IRIs below the base shortened, sorted."""
        prefix, name = predicate.split(":")
        subject, verb = NamedNode(self.base + node), NamedNode(PREFIXES.get(prefix, prefix) + name)
        found = [quad.object for quad in self.quads if (quad.subject, quad.predicate) == (subject, verb)]
        return sorted({self._written(value) for value in found})

    def _written(self, value: object) -> str:
        if isinstance(value, NamedNode):
            text = value.value.removeprefix(self.base)
            for prefix, namespace in PREFIXES.items():
                if text.startswith(namespace):
                    return f"{prefix}:{text.removeprefix(namespace)}"
            return text
        assert isinstance(value, Literal)
        return f"{value.value}@{value.language}" if value.language else value.value

    def told(self) -> list[str]:
        """Return the warnings as they are shown."""
        return [str(warning) for warning in self.warnings]

    def graph(self) -> Graph:
        """Return all that is said as one graph, but for where it comes from."""
        said = (q for q in self.quads if not str(q.graph_name).endswith("/provenance>"))
        lines = pyoxigraph.serialize((quad.triple for quad in said), format=RdfFormat.N_TRIPLES)
        assert lines is not None
        return Graph().parse(data=lines, format="nt")


Reader = Callable[..., Read]


@pytest.fixture
def samples() -> dict[str, str]:
    """Return the sample of each table."""
    return TABLES


@pytest.fixture
def table(tmp_path: Path) -> Reader:
    """Return what reads the sample of a table, or a text in its place."""

    def read(key: str, text: str | None = None) -> Read:
        path = tmp_path / f"{key}{SUFFIXES[key]}"
        path.write_text(TABLES[key] if text is None else text, encoding="utf-8", newline="")
        warnings: list[CellWarning] = []
        return Read(list(read_table(key, path, BASE, warnings)), warnings, BASE)

    return read


@pytest.fixture
def rows() -> Callable[[str, Sequence[Mapping[str, str]]], str]:
    """Return what writes rows as a table that has all columns of a sample."""

    def write(key: str, given: Sequence[Mapping[str, str]]) -> str:
        out = io.StringIO()
        header = next(csv.reader(io.StringIO(TABLES[key])))
        writer = csv.DictWriter(out, header, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(given)
        return out.getvalue()

    return write
