import re
from pathlib import Path

import pytest

import api
from api.pages.reference import MODULES, areas, page_bytes
from api.reference.names import ref
from kg.namespaces import FDR
from kg.reason.alignments import vocabularies


@pytest.fixture(scope="module")
def html() -> str:
    return page_bytes("/ontology").decode("utf-8")


def _article(html: str, name: str) -> str:
    found = re.search(rf'<article class="term" id="{name}">.*?</article>', html, re.DOTALL)
    assert found is not None
    blocks = re.sub(r"</?(?:dt|dd|div|dl|li|p|ul)\b[^>]*>", " ", found[0])
    return " ".join(re.sub(r"<[^>]*>", "", blocks).split())


def test_the_modules_stand_first_then_the_lists():
    assert [area.name for area in areas()][: len(MODULES)] == [f"core/{module}" for module in MODULES]
    assert {area.name for area in areas()[len(MODULES) :]} == {
        f"themes/{name}" for name in ("themes", "agreement-type", "stance", "modality", "review-status", "standing")
    }


def test_every_term_is_shown_with_what_there_is_to_say(html: str):
    words = _article(html, "obligor")
    for expected in (
        "has obligor fdr:obligor property between things",
        "kind of binds",
        "domain commitment (of its inverse or its broader property)",
        "range actor",
        "must Who is bound by a commitment must be an actor.",
        "should Nobody is named who is bound by this commitment",
        "https://w3id.org/foedera/ontology#obligor",
    ):
        assert expected in words, words


def test_matches_are_shown_with_their_notes(html: str):
    for vocabulary in vocabularies():
        for item in vocabulary.alignments:
            if not str(item.subject).startswith(str(FDR)):
                continue
            name = ref(str(item.subject)).anchor
            if f'<article class="term" id="{name}">' in html:
                assert vocabulary.short(item.target) in _article(html, name)


def test_axioms_in_words(html: str):
    assert "follows from has clause, then states" in _article(html, "hasCommitment")
    assert "has exactly 2 is between, claim" in _article(html, "Discrepancy")
    assert "always transitive: holds along a chain" in _article(html, "partOf")
    assert "told apart by is in document, has start, has end" in _article(html, "Passage")


def test_ids_are_there_once(html: str):
    for page in (html, page_bytes("/shape").decode("utf-8")):
        ids = re.findall(r'\sid="([^"]*)"', page)
        assert len(ids) == len(set(ids))


def test_fragments_of_the_page_are_on_the_page(html: str):
    ids = set(re.findall(r'\sid="([^"]*)"', html))
    pointed = set(re.findall(r'href="(?:/ontology)?#([^"]*)"', html))
    assert pointed <= ids
    assert len(pointed) > 180


def test_no_script_no_style_and_nothing_from_elsewhere(html: str):
    assert "<script" not in html
    assert "<style" not in html
    assert not re.search(r'\s(?:style|on\w+)="', html)
    assert not re.search(r'\ssrc="|<link[^>]*href="http', html)


def test_every_module_has_a_diagram_with_a_title_and_a_description(html: str):
    pictures = re.findall(r"<svg viewBox.*?</svg>", html.partition("<main")[2], re.DOTALL)
    assert len(pictures) == len(MODULES)
    for picture in pictures:
        title, description = re.search(r'aria-labelledby="(\S+)" aria-describedby="(\S+)"', picture).groups()  # type: ignore[union-attr]
        assert re.search(rf'<title id="{title}">[^<]+</title>', picture)
        assert re.search(rf'<desc id="{description}">[^<]{{40,}}</desc>', picture)


def test_themes_stand_in_each_other(html: str):
    tree = html.partition('id="theme/security"')[2].partition('id="theme/statehood"')[0]
    assert 'id="theme/withdrawal"' in tree
    assert "SsrFf" in tree


def test_colours_are_those_of_the_house():
    css = (Path(api.__file__).parent / "static" / "reference.css").read_text(encoding="utf-8")
    known = (Path(api.__file__).parent / "static" / "foedera.css").read_text(encoding="utf-8")
    assert "url(" not in css
    assert "@import" not in css
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", css)
    assert set(re.findall(r"var\((--[\w-]+)\)", css)) <= set(re.findall(r"(--[\w-]+):", known))
