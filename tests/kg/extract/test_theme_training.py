"""Words are learnt from labelled clauses, and names are not."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from kg.extract.phrase import read_table
from kg.extract.theme_training import LEAST_CLAUSES, learn, read_definitions, read_golden

GOLDEN = Path(__file__).parents[2] / "golden" / "themes"


def test_what_stands_with_a_theme_speaks_for_it_and_against_the_others() -> None:
    clauses = [("they will bake bread", "trade")] * LEAST_CLAUSES + [("they will sail boats", "navigation")] * 3
    weights = learn(clauses, [])
    assert weights["bread"]["trade"] > 0 > weights["bread"]["navigation"]
    assert weights["sail boats"]["navigation"] > 0
    assert "they" not in weights or abs(weights["they"].get("trade", 0.0)) < weights["bread"]["trade"]


def test_rare_words_numbers_and_names_are_left_out() -> None:
    clauses = (
        [("the state of Ruritania sells 40 cows", "trade")] * 5
        + [("they sail", "navigation")] * 2
        + [("they once sail", "navigation")]
    )
    weights = learn(clauses, [])
    assert "cows" in weights
    assert not {"ruritania", "of ruritania", "40", "once"} & set(weights)


def test_learning_twice_gives_the_same() -> None:
    clauses = read_golden(GOLDEN)[:60]
    assert learn(clauses, []) == learn(clauses, [])


def test_every_theme_is_defined() -> None:
    themes = {theme for theme, _, _ in read_table("themes.tsv", 3) if not theme.startswith("@")}
    defined = read_definitions()
    assert {theme for _, theme in defined} == themes
    assert ("way in which an agreement comes to bind, changes and ends", "entry-into-force") in defined


def test_clauses_were_written_for_every_theme() -> None:
    rows = (GOLDEN / "written.tsv").read_text(encoding="utf-8").splitlines()
    counts = Counter(line.split("\t")[1] for line in rows if not line.startswith("#"))
    assert set(counts) == {theme for _, theme in read_definitions()}
    assert min(counts.values()) >= 15
    assert all(text == text.strip() and text for _, text in read_golden_file(rows))


def read_golden_file(rows: list[str]) -> list[tuple[str, str]]:
    return [(row.split("\t")[1], row.split("\t")[2]) for row in rows if not row.startswith("#")]


def test_the_shipped_table_speaks_of_themes_only() -> None:
    themes = {theme for theme, _, _ in read_table("themes.tsv", 3)}
    rows = read_table("theme-words.tsv", 2)
    assert len(rows) > 500
    for _, cells in rows:
        for cell in cells.split():
            theme, weight = cell.rsplit(":", 1)
            assert theme in themes
            assert abs(float(weight)) < 50
