from collections.abc import Callable
from typing import Any

import pytest

from kg.link.importers.ucdp import split_names

ONE, TWO = "import/ucdp/agreement/701", "import/ucdp/agreement/702"


@pytest.mark.parametrize(
    ("text", "count", "names"),
    [
        ("A, B ,C", 3, ["A", "B", "C"]),
        ("A, B (of C, D)", 2, ["A", "B (of C, D)"]),
        ("A, B, C and D", 2, ["A", "B, C and D"]),
        ("A", 2, ["A"]),
    ],
)
def test_names_in_a_list(text: str, count: int, names: list[str]):
    assert split_names(text, count) == names


def test_an_agreement(table: Callable[..., Any]):
    read = table("ucdp")
    assert read.values(ONE, "rdfs:label") == ["Lake Accord@en"]
    assert read.values(ONE, "fdr:signedOn") == ["2001-02-03"]
    assert read.values(ONE, "dcterms:spatial") == ["actor/state/ecuador", "actor/state/peru"]
    assert read.values(ONE, "dcterms:subject") == ["import/ucdp/conflict/299"]
    assert read.values("import/ucdp/conflict/299", "rdfs:label") == ["Peru: Government@en"]
    assert read.values(ONE, "fdr:party") == ["import/ucdp/actor/11", "import/ucdp/actor/12"]
    assert read.values(ONE, "rdfs:comment") == ["It ended the war.@en"]
    assert read.values(ONE, "fdr:partyText") == ["For the Front: T. Reik"]
    assert read.values(ONE, "fdr:thirdPartyText") == ["United Nations"]
    assert read.values(ONE, "fdr:agreementType") == ["agreement-type:peace-agreement"]


def test_column_names_that_end_in_a_blank(table: Callable[..., Any]):
    assert f"{ONE}/coding/return" in table("ucdp").values(ONE, "fdr:coding")


def test_a_government_is_part_of_its_state(table: Callable[..., Any]):
    read = table("ucdp")
    assert read.values("import/ucdp/actor/11", "rdf:type") == ["fdr:Actor", "fdr:GovernmentBody"]
    assert read.values("import/ucdp/actor/11", "fdr:partOf") == ["actor/state/peru"]
    assert read.values("import/ucdp/actor/12", "rdf:type") == ["fdr:Actor", "fdr:ArmedGroup"]
    assert read.values("import/ucdp/actor/13", "rdf:type") == ["fdr:Actor", "fdr:InternationalOrganization"]


def test_a_number_that_is_more_than_a_flag_says_only_that_the_thing_is_there(
    table: Callable[..., Any], rows: Callable[..., str]
):
    read = table("ucdp", rows("ucdp", [{"paid": "1", "pa_name": "Accord", "termdur": "26"}]))
    assert read.values("import/ucdp/agreement/1/coding/termdur", "fdr:strength") == ["1"]
    assert read.told() == []


def test_bad_cells_are_told(table: Callable[..., Any]):
    assert table("ucdp").told() == [
        "row 1, column termdur: '-99' is no code of UCDP Peace Agreements 22.1; it is passed over",
        "row 2, column pa_date: '3 May' is no day; the agreement has no date",
        "row 2, column actor_name: there are more commas than the 2 ids; 'Front for Truth, Peace and Justice' is taken"
        " for one name",
        "row 3, column pa_name: it is empty; the row is left out",
    ]


def test_more_ids_than_names_leave_the_parties_to_the_text(table: Callable[..., Any], rows: Callable[..., str]):
    given = {"paid": "1", "pa_name": "Accord", "actor_id": "1, 2", "actor_name": "Front", "gwno": "7"}
    read = table("ucdp", rows("ucdp", [given]))
    assert read.values("import/ucdp/agreement/1", "fdr:party") == []
    assert len(read.told()) == 2


def test_the_second_spelling_of_an_actor_is_another_name(table: Callable[..., Any], rows: Callable[..., str]):
    given = [
        {"paid": str(number), "pa_name": "Accord", "actor_id": "5", "actor_name": name}
        for number, name in enumerate(["Front", "The Front", "Front"])
    ]
    read = table("ucdp", rows("ucdp", given))
    assert read.values("import/ucdp/actor/5", "rdfs:label") == ["Front@en"]
    assert read.values("import/ucdp/actor/5", "skos:altLabel") == ["The Front@en"]


def test_the_table_of_actors(table: Callable[..., Any]):
    read = table("ucdp-actors")
    assert read.values("import/ucdp/actor/12", "rdfs:label") == ["Northern Front@en"]
    assert read.values("import/ucdp/actor/12", "skos:altLabel") == ["Front@en", "NF@en"]
    assert read.values("import/ucdp/actor/11", "fdr:partOf") == ["actor/state/peru"]
    assert read.told() == []
