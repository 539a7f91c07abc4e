from collections.abc import Callable
from typing import Any

import pytest

from kg.link.importers.pax import split_title

ONE = "import/pax/agreement/9001"


@pytest.mark.parametrize(
    ("title", "label", "others"),
    [
        ("Accord of the LakeSpanish: Acuerdo del Lago", "Accord of the Lake", [("Acuerdo del Lago", "es")]),
        ("A\n\nFrench: B\n\nSpanish: C", "A", [("B", "fr"), ("C", "es")]),
        ("French: Accord", "Accord", []),
        ("Spanish Accord: the first", "Spanish Accord: the first", []),
    ],
)
def test_a_title_in_two_languages(title: str, label: str, others: list[tuple[str, str]]):
    assert split_title(title) == (label, others)


def test_an_agreement(table: Callable[..., Any]):
    read = table("pax")
    assert read.values(ONE, "rdf:type") == ["fdr:Agreement"]
    assert read.values(ONE, "rdfs:label") == ["Lake Accord on a Ceasefire@en"]
    assert read.values(ONE, "skos:altLabel") == ["Acuerdo del Lago@es"]
    assert read.values(ONE, "fdr:signedOn") == ["2001-02-03"]
    assert read.values(ONE, "fdr:agreementType") == ["agreement-type:ceasefire"]
    assert read.values(ONE, "dcterms:identifier") == ["9001"]
    assert read.values(ONE, "dcterms:subject") == ["import/ucdp/conflict/299"]
    assert read.values(ONE, "dcterms:isPartOf") == ["import/pax/process/7"]
    assert read.values(ONE, "fdr:partyText") == ["For the Government:\nA. Koval"]
    assert read.values(ONE, "fdr:thirdPartyText") == ["Bridge House"]


def test_the_second_code_of_a_state_counts_like_its_number(table: Callable[..., Any]):
    read = table("pax")
    assert read.values(ONE, "dcterms:spatial") == ["actor/state/peru"]
    assert read.values("import/pax/agreement/9002", "dcterms:spatial") == ["actor/state/namibia"]
    assert read.values("actor/state/namibia", "rdf:type") == ["fdr:Actor", "fdr:State"]


def test_codings_have_a_theme_and_a_strength(table: Callable[..., Any]):
    read = table("pax")
    assert read.values(ONE, "fdr:coding") == [f"{ONE}/coding/{code}" for code in ("Ce", "CeProv", "TjPrire")]
    assert read.values(f"{ONE}/coding/TjPrire", "fdr:theme") == ["theme:prisoner-release"]
    assert read.values(f"{ONE}/coding/TjPrire", "fdr:strength") == ["2"]
    assert read.values(f"{ONE}/coding/Ce", "skos:notation") == ["Ce"]
    assert read.values("import/pax/agreement/9002", "fdr:coding") == []


def test_the_truth_that_links_are_measured_by_is_no_statement(table: Callable[..., Any], rows: Callable[..., str]):
    given = {"AgtId": "1", "Agt": "Accord", "UcdpAgr": "701"}
    read = table("pax", rows("pax", [given]))
    said = [quad for quad in read.quads if "701" in str(quad.object)]
    assert {str(quad.predicate).rsplit("#")[-1] for quad in said} == {"text>"}


def test_bad_cells_are_told(table: Callable[..., Any]):
    assert table("pax").told() == [
        "row 2, column Dat: '2001-13-03' is no day; the agreement has no date",
        "row 2, column GRef: '4' is no code of PA-X v10; it is passed over",
        "row 3, column Agt: it is empty; the row is left out",
        "row 4, column AgtId: its identifier is that of row 1; the row is left out",
    ]


def test_a_state_that_is_not_known(table: Callable[..., Any], rows: Callable[..., str]):
    read = table("pax", rows("pax", [{"AgtId": "1", "Agt": "Accord", "Loc1GWNO": "999", "Loc1ISO": "QQQ"}]))
    assert read.told() == [
        "row 1, column Loc1GWNO: '999' is no number of a state",
        "row 1, column Loc1ISO: 'QQQ' is no code of a state",
    ]


@pytest.mark.parametrize(("stage", "kind"), [("Ceas", "ceasefire"), ("FrAg", "framework-agreement"), ("Proc", "other")])
def test_the_stage_says_the_type_where_the_title_does_not(
    table: Callable[..., Any], rows: Callable[..., str], stage: str, kind: str
):
    read = table("pax", rows("pax", [{"AgtId": "1", "Agt": "Toncon", "StageSub": stage}]))
    assert read.values("import/pax/agreement/1", "fdr:agreementType") == [f"agreement-type:{kind}"]
