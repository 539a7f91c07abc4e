"""Agreements of the EU's Publications Office (CDM) and of JOLux."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.link.importers.law import NEEDED, reader
from kg.link.importers.table import CellWarning
from kg.namespaces import RDF, RDFS

LAKE, SEE = "import/cdm/agreement/29999A0101", "import/jolux/agreement/9001"


def test_a_title_belongs_to_an_expression_of_the_agreement(table: Callable[..., Any]):
    read = table("cdm")
    assert read.values(LAKE, "rdfs:label") == ["Agreement on the Lake@en"]
    assert read.values(LAKE, "skos:altLabel") == ["Accord sur le lac@fr"]
    assert read.values(LAKE, "skos:exactMatch") == ["http://publications.europa.eu/resource/cellar/aaaa-1"]
    assert read.values(LAKE, "fdr:signedOn") == ["1999-05-03"]
    assert read.values(LAKE, "fdr:effectiveFrom") == ["2000-01-01"]


def test_what_is_no_agreement_is_passed_over_and_what_has_no_title_is_told(table: Callable[..., Any]):
    read = table("cdm")
    assert not [quad for quad in read.quads if "bbbb-2" in str(quad)]
    assert [line.partition(":")[0] for line in read.told()] == ["row 1, column parties", "row 2, column title"]


def test_parties_are_our_states(table: Callable[..., Any]):
    assert table("cdm").values(LAKE, "fdr:party") == ["actor/state/switzerland"]
    assert table("jolux").values(SEE, "fdr:party") == ["actor/state/switzerland", "actor/state/syria"]


def test_a_treaty_process_has_day_and_place_of_signature(table: Callable[..., Any]):
    read = table("jolux")
    assert read.values(SEE, "rdfs:label") == ["Abkommen über den See@en"]
    assert read.values(SEE, "fdr:signedOn") == ["2002-06-21"]
    assert len(read.values(SEE, "fdr:signedAt")) == 1
    assert read.told() == ["row 1, column force: 'soon' is no day; it is passed over"]


def test_broken_turtle_is_refused_with_its_line(table: Callable[..., Any]):
    with pytest.raises(InputError, match=r"cdm\.ttl.*line 2.*no Turtle|cdm\.ttl:2.*no Turtle"):
        table("cdm", "@prefix cdm: <http://publications.europa.eu/ontology/cdm#> .\n<a a b\n")


def test_what_is_of_no_agreement_is_not_held(tmp_path: Path):
    path = tmp_path / "many.nt"
    label, title = RDFS.label.n3(), "<http://publications.europa.eu/ontology/cdm#expression_title>"
    kind = "<http://publications.europa.eu/ontology/cdm#agreement_international>"
    with path.open("w") as file:
        for number in range(20_000):
            file.write(f'<https://example.org/{number}> {title} "A regulation on matters of number {number}" .\n')
        file.write(f'<https://example.org/7> {label} "Agreement on the Lake"@en .\n')
        file.write(f"<https://example.org/7> {RDF.type.n3()} {kind} .\n")
    warnings: list[CellWarning] = []
    tracemalloc.start()
    try:
        [row] = reader("cdm")(path, NEEDED, warnings.append)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert row.need("title") == "Agreement on the Lake"
    assert peak < path.stat().st_size / 2
