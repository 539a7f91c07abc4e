from collections.abc import Callable
from typing import Any

import pytest

from kg.link.importers.paax import other_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Union | UNION | union", ["Union"]),
        ("Front: A. KOVAL | Front Ana KOVAL | For the Front | signed by all", []),
        ("Front (ABCDE) | FRONT OF THE NORTH", ["Front (ABCDE)", "FRONT OF THE NORTH"]),
        ("x | " + "long " * 20, []),
        ("Own Name", []),
    ],
)
def test_names_are_told_from_lines_of_signatures(text: str, names: list[str]):
    assert other_names(text, "own name") == names


def test_names_of_others_are_left_out():
    assert other_names("Croats | Bosniaks", "Bosnia", frozenset({"croats"})) == ["Bosniaks"]


@pytest.mark.parametrize(
    ("identifier", "kinds"),
    [("CON_1", ["State"]), ("ARM_2", ["ArmedGroup"]), ("CIV_3", ["People"]), ("ODD_4", [])],
)
def test_each_actor_is_of_a_class(table: Callable[..., Any], identifier: str, kinds: list[str]):
    expected = ["fdr:Actor", *(f"fdr:{kind}" for kind in kinds)]
    assert table("paax").values(f"import/paax/actor/{identifier}", "rdf:type") == expected


def test_names_and_states(table: Callable[..., Any]):
    read = table("paax")
    assert read.values("import/paax/actor/CON_1", "skos:altLabel") == ["Republic of Peru@en"]
    assert read.values("import/paax/actor/ARM_2", "skos:altLabel") == ["Front of the North@en", "NF@en", "The Front@en"]
    assert read.values("import/paax/actor/CON_1", "dcterms:spatial") == ["actor/state/peru"]
    assert read.values("import/paax/actor/ARM_2", "dcterms:spatial") == ["actor/state/namibia", "actor/state/peru"]


def test_the_ids_of_others_are_no_statements(table: Callable[..., Any]):
    read = table("paax")
    said = {str(quad.predicate).rsplit("#")[-1] for quad in read.quads if "Government of Peru" in str(quad.object)}
    assert said == {"text>"}


def test_bad_cells_are_told(table: Callable[..., Any]):
    assert table("paax").told() == [
        "row 3, column actor_gwno: '7000.0' is no number of a state; its code is used, if there is one",
        "row 3, column actor_iso3c: 'XXX' is no code of a state",
        "row 4, column actor_type: 'Circus' is no known type; the actor is of no class of its own",
    ]


def test_what_is_the_name_of_another_actor_is_no_other_name(table: Callable[..., Any], rows: Callable[..., str]):
    given = [
        {"id_paax": "A_1", "actor_name": "Front", "actor_type": "Umbrella", "alternative_names": "Union | The Front"},
        {"id_paax": "A_2", "actor_name": "Union", "actor_type": "Umbrella"},
    ]
    assert table("paax", rows("paax", given)).values("import/paax/actor/A_1", "skos:altLabel") == ["The Front@en"]
