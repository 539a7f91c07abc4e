from collections.abc import Callable
from typing import Any

import pytest

ONE, TWO, THREE = (
    f"import/manytreaties/agreement/{name}" for name in ("IEADB-4015", "IEADB-4015-2", "GGO-LAKES_1999A")
)


def test_rows_of_one_identifier_are_told_apart(table: Callable[..., Any]):
    read = table("manytreaties")
    assert read.values(ONE, "rdfs:label") == ["Treaty Between Two Kingdoms@en"]
    assert read.values(TWO, "rdfs:label") == ["Treaty Between Two Kingdoms Amended@en"]
    assert read.values(THREE, "skos:altLabel") == ["Lakes Convention@en"]


def test_dates_are_as_precise_as_they_are_given(table: Callable[..., Any]):
    read = table("manytreaties")
    assert [read.values(node, "fdr:signedOn") for node in (ONE, TWO, THREE)] == [["1351-08-01"], ["1352"], ["1999"]]
    assert [read.values(node, "fdr:effectiveFrom") for node in (ONE, THREE)] == [["1352"], []]


def test_the_states_of_the_identifier_are_what_the_treaty_is_about_and_no_parties(table: Callable[..., Any]):
    read = table("manytreaties")
    assert read.values(ONE, "dcterms:spatial") == ["actor/state/spain", "actor/state/united-kingdom"]
    assert read.values(ONE, "fdr:party") == []
    assert read.values(THREE, "dcterms:spatial") == []
    assert read.values(THREE, "fdr:agreementType") == ["agreement-type:convention"]


@pytest.mark.parametrize(
    ("begin", "signed"), [("1999-05", ["1999-05"]), ("1999-13", []), ("0000", []), ("1999-12..2000-01", [])]
)
def test_where_no_signature_is_known_the_beginning_counts(
    table: Callable[..., Any], rows: Callable[..., str], begin: str, signed: list[str]
):
    given = {"dataset": "GGO", "treatyID": "A", "Title": "T", "Begin": begin}
    read = table("manytreaties", rows("manytreaties", [given]))
    assert read.values("import/manytreaties/agreement/GGO-A", "fdr:signedOn") == signed
    assert len(read.told()) == (not signed)


def test_bad_cells_are_told(table: Callable[..., Any]):
    assert table("manytreaties").told() == [
        "row 2, column Signature: '1352?' is doubtful; it is taken as it stands",
        "row 3, column Signature: '1999-05..1999-06' is a stretch of time; only its year is taken",
        "row 3, column Force: 'never' is no day, month or year; it is passed over",
    ]
