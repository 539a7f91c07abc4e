import json
from collections.abc import Callable
from typing import Any

import pytest

ONE, TWO, THREE = (f"import/mend/meeting/{name}" for name in ("FRE200001-1", "FRE200002-2", "FRE2001-3"))


def test_a_meeting(table: Callable[..., Any]):
    read = table("mend")
    assert read.values(ONE, "rdf:type") == ["fdr:Event", "fdr:Meeting"]
    assert read.values(ONE, "rdfs:label") == ["meeting in Lima (2000-01-03)@en"]
    assert read.values(ONE, "fdr:place") == ["import/mend/place/peru/lima"]
    assert read.values("import/mend/place/peru/lima", "fdr:within") == ["actor/state/peru"]
    assert read.values(ONE, "dcterms:spatial") == ["actor/state/peru"]
    assert read.values("import/mend/row/FRE200001-1", "dcterms:issued") == ["2000-01-05"]


def test_dates_are_days_months_and_years(table: Callable[..., Any]):
    read = table("mend")
    assert [read.values(node, "fdr:date") for node in (ONE, TWO, THREE)] == [["2000-01-03"], ["2000-02"], ["2001"]]


def test_who_mediated_and_who_took_part(table: Callable[..., Any]):
    read = table("mend")
    assert read.values(ONE, "fdr:mediator") == [
        "import/mend/person/ana-koval", "import/paax/actor/CON_5", "import/paax/actor/IGO_6",
    ]  # fmt: skip
    assert read.values(ONE, "fdr:participant") == [
        "actor/state/peru", "import/mend/actor/northern-front", "import/mend/person/tomas-reik",
    ]  # fmt: skip
    assert read.values("import/mend/person/ana-koval", "rdf:type") == ["fdr:Actor", "fdr:Person"]


def test_ids_that_cannot_be_told_apart_are_passed_over(table: Callable[..., Any]):
    assert table("mend").values(TWO, "fdr:mediator") == ["actor/state/norway", "import/mend/actor/un"]


@pytest.mark.parametrize("node", [TWO, THREE])
def test_what_is_no_place_is_none(table: Callable[..., Any], node: str):
    assert table("mend").values(node, "fdr:place") == []


def test_the_agreement_is_that_of_pa_x_where_it_has_its_number(table: Callable[..., Any]):
    read = table("mend")
    assert read.values(ONE, "fdr:produced") == ["import/pax/agreement/9001"]
    assert read.values("import/pax/agreement/9001", "rdfs:label") == ["Lima Ceasefire Agreement@en"]
    row = json.dumps({"id": "X-1", "document_date": "", "date": "", "place": "", "third_parties": [], "mediators": [],
                      "local_parties": [], "text": "T", "agreement": "1", "agreement_name": "Pact"})  # fmt: skip
    assert table("mend", row).values("import/mend/meeting/X-1", "fdr:produced") == ["import/mend/agreement/X-1"]


def test_bad_cells_are_told(table: Callable[..., Any]):
    assert table("mend").told() == [
        "row 2, column third_party_ids: 1 ids for 2 third parties; the ids are passed over",
        "row 3, column document_date: 'soon' is no day; it is passed over",
        "row 3, column conflict_country: 'Freedonia' is no known state",
    ]
