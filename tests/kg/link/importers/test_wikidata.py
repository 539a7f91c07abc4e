"""Treaties of Wikidata, by the lines of its dumps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.errors import InputError

LAKES, HILLS = "import/wikidata/agreement/Q900001", "import/wikidata/agreement/Q900003"
ENTITY = "http://www.wikidata.org/entity/"

DAY = "^^<http://www.w3.org/2001/XMLSchema#dateTime>"
TRIPLES = f"""<{ENTITY}Q900001> <http://www.w3.org/2000/01/rdf-schema#label> "Treaty of the Lakes"@en .
<{ENTITY}Q900001> <http://www.w3.org/2000/01/rdf-schema#label> "Traité des Lacs"@fr .
<{ENTITY}Q900001> <http://www.wikidata.org/prop/direct/P31> <{ENTITY}Q131569> .
<{ENTITY}Q900001> <http://www.wikidata.org/prop/direct/P585> "1994-10-26T00:00:00Z"{DAY} .
<{ENTITY}Q900001> <http://www.wikidata.org/prop/direct/P1891> <{ENTITY}Q858> .
<{ENTITY}Q900001> <http://www.wikidata.org/prop/direct/P1891> broken .
<{ENTITY}Q900002> <http://www.wikidata.org/prop/direct/P31> <{ENTITY}Q5> .
<{ENTITY}Q900003> <http://www.wikidata.org/prop/direct/P31> <{ENTITY}Q625298> .
<{ENTITY}Q900003> <http://www.w3.org/2000/01/rdf-schema#label> "Peace of the Hills"@en .
<{ENTITY}Q900003> <http://www.wikidata.org/prop/direct/P585> "1648-01-01T00:00:00Z"{DAY} .
"""


def test_a_treaty_is_the_item_itself_with_its_names_and_days(table: Callable[..., Any]):
    read = table("wikidata")
    assert read.values(LAKES, "owl:sameAs") == ["wd:Q900001"]
    assert read.values(LAKES, "rdfs:label") == ["Treaty of the Lakes@en"]
    assert read.values(LAKES, "skos:altLabel") == ["Lakes Treaty@en"]
    assert read.values(LAKES, "fdr:signedOn") == ["1994-10-26"]
    assert read.values(LAKES, "fdr:effectiveFrom") == ["1994-11"]
    assert read.values(HILLS, "fdr:signedOn") == ["1648"]


def test_who_signed_or_ratified_is_a_party_but_for_what_is_deprecated(table: Callable[..., Any]):
    read = table("wikidata")
    assert read.values(LAKES, "fdr:party") == [
        "actor/state/syria",
        "actor/state/turkey",
        "import/wikidata/actor/Q900010",
    ]
    assert read.values("import/wikidata/actor/Q900010", "skos:exactMatch") == ["wd:Q900010"]


def test_other_items_are_passed_over_and_broken_lines_told(table: Callable[..., Any]):
    read = table("wikidata")
    assert not [quad for quad in read.quads if "Q900002" in str(quad)]
    (told,) = read.told()
    assert told.startswith("row 5, column (line): it is no item of Wikidata")


def test_truthy_statements_say_the_same_with_less_care_for_days(table: Callable[..., Any]):
    read = table("wikidata", TRIPLES)
    assert read.values(LAKES, "fdr:signedOn") == ["1994-10-26"]
    assert read.values(LAKES, "fdr:party") == ["actor/state/syria"]
    assert read.values(HILLS, "fdr:signedOn") == ["1648"]
    assert [line.partition(":")[0] for line in read.told()] == ["row 6, column (line)", "row 8, column signed"]


def test_what_is_no_dump_is_refused(table: Callable[..., Any]):
    with pytest.raises(InputError, match="neither the JSON nor the N-Triples"):
        table("wikidata", "id,label\nQ1,Treaty\n")
