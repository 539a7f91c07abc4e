import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.evaluate.cases import worst
from kg.evaluate.report import as_json, report
from kg.evaluate.score import DocumentScore
from kg.evaluate.table import show_cases, show_faults, show_report
from kg.extract.frames import Extraction

Scored = Callable[..., DocumentScore]


def _as(result: DocumentScore, name: str, genre: str, half: str | None = None) -> DocumentScore:
    return replace(result, gold=replace(result.gold, name=name, genre=genre, half=half))


@pytest.fixture
def good(scored: Scored) -> DocumentScore:
    return _as(scored(), "good", "treaty", "development")


@pytest.fixture
def bad(scored: Scored, perfect: Extraction) -> DocumentScore:
    return _as(scored(commitments=perfect.commitments[:1], claims=()), "bad", "news article", "check")


def test_every_frame_counts_the_same(good: DocumentScore, bad: DocumentScore):
    result = as_json(report([good, bad]))
    assert result["overall"]["commitments"] | {"slots": None} == {
        "tp": 4,
        "gold": 6,
        "sys": 4,
        "P": 1.0,
        "R": pytest.approx(2 / 3),
        "F1": pytest.approx(0.8),
        "slots": None,
    }
    assert result["overall"]["attributions"]["F1"] == pytest.approx(2 / 3)
    assert result["evidence_violations"] == result["documents_without_sha256"] == 0
    json.dumps(result)


def test_genres_and_halves(good: DocumentScore, bad: DocumentScore):
    result = as_json(report([good, bad]))
    assert list(result["genres"]) == ["news article", "treaty"]
    assert list(result["halves"]) == ["development", "check"]
    assert result["halves"]["development"]["commitments"]["F1"] == result["genres"]["treaty"]["commitments"]["F1"] == 1
    assert result["halves"]["check"]["commitments"]["F1"] == pytest.approx(0.5)
    assert result["documents"]["bad"]["genre"] == "news article"


def test_the_table_has_a_row_for_each_text_genre_and_half(good: DocumentScore, bad: DocumentScore):
    shown = show_report(report([good, bad], ("other: no graph",)))
    first = [line.split("  ")[0] for line in shown.splitlines()]
    for row in ("good", "bad", "news article (1)", "treaty (1)", "development half (1)", "check half (1)", "ALL (2)"):
        assert row in first
    assert "note: other: no graph" in shown
    assert "P 1.000  R 0.667  F1 0.800  (4 of 6, 4 found)" in shown


def test_what_was_not_to_be_found_has_no_figure(good: DocumentScore):
    empty = replace(good.gold, actors=(), sections={})
    nothing = report(
        [replace(good, gold=empty, families={n: replace(f, tally=type(f.tally)()) for n, f in good.families.items()})]
    )
    assert nothing.overall.headline is None
    assert "–" in show_report(nothing)


def test_the_worst_sentences(bad: DocumentScore):
    bad = replace(bad, gold=replace(bad.gold, half=None))
    cases = worst([bad])
    assert [(case.weight, case.text.split(" ")[0]) for case in cases[:2]] == [(2.0, "Estmark"), (2.0, "The")]
    assert cases[0].text == "Estmark may keep ten observers there."
    shown = show_cases(cases)
    assert "- missed commitments: Estmark may keep ten observers there" in shown
    assert shown.index("1. bad") < shown.index("2. bad")
    assert len(worst([bad], 1)) == 1


def test_a_check_half_is_not_shown(good: DocumentScore, bad: DocumentScore):
    assert {case.document for case in worst([good, bad])} == {"good"}
    assert show_cases(worst([bad])) == ""


def test_all_faults_of_a_text(bad: DocumentScore):
    shown = show_faults(bad)
    assert shown.startswith("bad: 4 faults")
    assert shown.index("missed commitments: Estmark") < shown.index("missed attributions: Radio Gull")
