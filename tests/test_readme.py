"""Hold the README to what the software does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.ingest.ingest import ingest
from kg.settings import Settings
from kg.settings_page import settings_page
from kg.store.open import open_store

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def answer():
    settings = Settings(store="memory:")
    query = re.search(r"--data-urlencode 'query=(.*?)'\n```", README, re.DOTALL)
    assert query, "the README has no first query"
    with open_store(settings) as store:
        ingest([ROOT / "seeds"], store, base=settings.base)
        return {
            (row["c"].value.split("/document/")[1], row["m"].value.split("#")[1], row["text"].value)
            for row in store.query(query[1])
        }


def test_the_first_query_has_the_answer_that_is_shown(answer: set[tuple[str, str, str]]):
    shown = re.findall(r"^\| `(.{4})…/(\S+)` \| (\w+) \| (.+) \|$", README, re.MULTILINE)
    assert {(start, tail, how, text) for start, tail, how, text in shown} == {
        (c[:4], c.split("/", 1)[1], how, text) for c, how, text in answer
    }


def test_every_setting_is_documented():
    written = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert written == settings_page(), "write it anew: python -m kg.settings_page > docs/settings.md"


def test_every_link_leads_to_a_file():
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target


def test_it_is_about_120_lines():
    assert len(README.splitlines()) <= 140
