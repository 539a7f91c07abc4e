"""Clauses of five kinds of text get the theme of their act."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from kg.extract.phrase import read_table
from kg.extract.theme import OTHER, classify, scores
from kg.namespaces import RDF, SKOS, THEME
from kg.resources import ontology_dir

GOLDEN = Path(__file__).parents[2] / "golden" / "themes"

#: A guard against loss, no measure of quality: the words of ``theme-words.tsv`` were learnt from these clauses too.
#: The least share of clauses whose first theme, as given by hand, must be among those returned, and be the first.
FLOOR = {
    "composed": (0.95, 0.88),
    "conventions": (0.84, 0.68),
    "resolutions": (0.86, 0.72),
    "us-treaties": (0.90, 0.76),
}


def clauses(name: str) -> list[tuple[list[str], str]]:
    rows = []
    for line in (GOLDEN / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            _, themes, text = line.split("\t")
            rows.append((themes.split(","), text))
    return rows


@pytest.fixture(scope="module")
def known() -> set[str]:
    graph = Graph().parse(ontology_dir() / "themes" / "themes.ttl")
    return {str(theme).removeprefix(str(THEME)) for theme in graph.subjects(RDF.type, SKOS.Concept)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("will stop all hostilities along the front line from midnight", "ceasefire"),
        ("Agreed to set up a ten-kilometre-wide security corridor along the coast road", "security-zone"),
        ("joint patrols of both armies will start along the highway", "joint-patrol"),
        ("The envoy’s team shall monitor the ceasefire", "monitoring"),
        ("All foreign fighters must leave the country within three months", "withdrawal"),
        ("agreed to release all conflict-related detainees", "prisoner-release"),
        ("agreed to meet again in June", "negotiation"),
        ("remain committed to the territorial integrity and sovereignty of Georgia", "territorial-integrity"),
        ("The said tribe cedes to the United States all its lands east of the river", "territorial-transfer"),
        ("agrees to allow the said nation an annuity of one thousand dollars", "finance-aid"),
        ("have received a quantity of goods in full satisfaction of the said cession", "finance-aid"),
        ("shall have the liberty to hunt on the lands hereby ceded", "natural-resources"),
        ("shall be obligatory as soon as it is ratified by the President and Senate", "entry-into-force"),
        ("There shall be perpetual peace and friendship between the parties", "friendship"),
        ("Decides to extend the mandate of the Force until 31 May", "peacekeeping"),
        ("Requests the Secretary-General to report to the Council within a week", "information-exchange"),
        ("Requests the Secretary-General to continue his consultations with the parties", "negotiation"),
        ("Calls upon South Africa to abandon the policy of apartheid", "human-rights"),
        ("right of the people of the Territory to self-\ndetermination", "independence-recognition"),
        ("all parties shall co-\noperate fully with the Force", "peacekeeping"),
        ("The citizens of each shall enjoy the privileges of the most favoured nation in commerce", "trade"),
        ("shall deliver up fugitives who are charged with murder", "transitional-justice"),
        ("the boundary line shall run from the mouth of the river due north", "boundary"),
        ("", OTHER),
        ("Done this day in the said place", OTHER),
    ],
)
def test_the_theme_of_the_act_comes_first(text: str, expected: str) -> None:
    assert classify(text)[0] == expected


def test_a_phrase_of_reference_is_not_the_act() -> None:
    text = "In consideration of the cession of these lands, the United States agree to pay two hundred dollars"
    assert classify(text)[0] == "finance-aid"
    assert classify("Urges the UN peacekeeping force commander to release the detainees")[0] == "prisoner-release"


def test_what_stands_around_a_clause_decides_where_it_says_little_itself() -> None:
    text = "the same shall apply to the districts in the east"
    assert classify(text, around=["Prisoners and detainees"])[0] == "prisoner-release"
    assert classify(text, around=["Disarmament and demobilisation"])[0] == "disarmament"
    assert classify("shall exchange all prisoners of war", around=["Entry into force"])[0] == "prisoner-release"


def test_a_longer_phrase_covers_a_shorter_one() -> None:
    assert classify("will set up a ceasefire monitoring mission")[0] == "monitoring"


def test_the_head_decides_between_two_acts() -> None:
    text = "to withdraw their troops and to exchange prisoners of war"
    first, second = (text.index("withdraw"), text.index(" and")), (text.index("exchange"), len(text))
    assert classify(text, first)[0] == "withdrawal"
    assert classify(text, second)[0] == "prisoner-release"


def test_a_head_outside_the_words_is_no_failure() -> None:
    assert classify("a truce", (50, 60)) == ("ceasefire",)


def test_limit() -> None:
    text = "sovereignty, independence and territorial integrity, free elections, a new constitution and human rights"
    assert len(classify(text)) == 3
    assert len(classify(text, limit=1)) == 1
    assert classify(text, limit=5)[:1] == classify(text, limit=1)


@pytest.mark.parametrize("name", sorted(FLOOR))
def test_clauses_labelled_by_hand(name: str) -> None:
    rows = clauses(name)
    answers = [classify(text) for _, text in rows]
    among = sum(themes[0] in answer for (themes, _), answer in zip(rows, answers, strict=True)) / len(rows)
    first = sum(themes[0] == answer[0] for (themes, _), answer in zip(rows, answers, strict=True)) / len(rows)
    least_among, least_first = FLOOR[name]
    assert among >= least_among
    assert first >= least_first


@pytest.mark.parametrize("name", sorted(FLOOR))
def test_the_labels_are_themes(name: str, known: set[str]) -> None:
    rows = clauses(name)
    assert len(rows) > 40
    assert {theme for themes, _ in rows for theme in themes} <= known


@given(st.text(max_size=300), st.integers(1, 5))
def test_any_text_gets_themes_of_the_list(text: str, limit: int) -> None:
    themes = {theme for theme, _, _ in read_table("themes.tsv", 3)}
    answer = classify(text, limit=limit)
    assert 1 <= len(answer) <= limit
    assert len(set(answer)) == len(answer)
    assert set(answer) <= themes
    assert not any(theme.startswith("@") for theme in answer)
    assert all(weight > 0 for weight in scores(text).values())


def test_start_up_needs_no_model() -> None:
    code = (
        "import sys; from kg.extract.theme import classify; classify('a truce');"
        "assert not {'spacy', 'numpy', 'sklearn'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
