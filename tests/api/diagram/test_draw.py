"""The diagrams show all of their module, and nothing lies over anything else."""

from itertools import combinations, pairwise

import pytest

from api.diagram import draw
from api.diagram.draw import diagram, texts
from api.diagram.geometry import text_width
from api.diagram.layout import Layout, layouts
from api.diagram.model import ANYTHING, Arrow, Box
from api.pages.reference import MODULES
from api.reference.terms import terms
from kg.errors import ModelError

#: The sizes of the type in reference.css.
NAME, INVERSE, SIZE = 13 * 1.07, 11.5, 13
Rectangle = tuple[float, float, float, float]


def _of(box: Box) -> Rectangle:
    return box.x, box.y, box.right, box.bottom


def _labels(arrow: Arrow) -> list[Rectangle]:
    found = []
    for place, (item, inverse) in enumerate(texts(arrow)):
        wide = text_width(f"inverse: {item.label}", INVERSE) if inverse else text_width(item.label, SIZE)
        x, y = arrow.text[0], arrow.text[1] + draw.LINE * place
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[arrow.align]
        found.append((left, y - 10, left + wide, y + 3))
    return found


def _overlap(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _segments(arrow: Arrow) -> list[Rectangle]:
    return [(min(a, c), min(b, d), max(a, c), max(b, d)) for (a, b), (c, d) in pairwise(arrow.points)]


@pytest.mark.parametrize("module", MODULES)
def test_all_terms_of_the_module_are_shown(module: str):
    picture = diagram(module, module)
    shown = {item.iri for box in picture.boxes for item in box.titles}
    shown |= {line.ref.iri for box in picture.boxes for line in box.lines}
    shown |= {item.iri for arrow in picture.arrows for item, _ in texts(arrow)}
    assert {term.ref.iri for term in terms() if term.area == f"core/{module}"} <= shown


@pytest.mark.parametrize("module", MODULES)
def test_arrows_lead_from_domain_to_range(module: str):
    picture = diagram(module, module)
    boxes = {box.key: {item.label for item in box.titles} for box in picture.boxes}
    by_iri = {term.ref.iri: term for term in terms()}
    for arrow in picture.arrows:
        for group in arrow.labels:
            term = by_iri[group[0].iri]
            if arrow.source != ANYTHING:
                assert boxes[arrow.source] <= {item.label for item in term.domain}
            else:
                assert not term.domain
            ends = {item.label.replace("skos:Concept", "concept (SKOS)") for item in term.range}
            assert boxes[arrow.target] <= ends


@pytest.mark.parametrize("module", MODULES)
def test_nothing_lies_over_anything_else(module: str):
    picture = diagram(module, module)
    for one, other in combinations(picture.boxes, 2):
        assert not _overlap(_of(one), _of(other)), (one.key, other.key)
    labels = [(arrow, label) for arrow in picture.arrows for label in _labels(arrow)]
    for (arrow, one), (_, other) in combinations(labels, 2):
        assert not _overlap(one, other), arrow
    lines = [segment for arrow in (*picture.arrows, *picture.trees) for segment in _segments(arrow)]
    for arrow, label in labels:
        assert not any(_overlap(label, _of(box)) for box in picture.boxes), (arrow.source, arrow.target)
        assert not any(_overlap(label, line) for line in lines), (arrow.source, arrow.target)


@pytest.mark.parametrize("module", MODULES)
def test_all_is_inside_of_the_picture(module: str):
    picture = diagram(module, module)
    for left, top, right, foot in [
        *map(_of, picture.boxes),
        *(label for arrow in picture.arrows for label in _labels(arrow)),
        *(segment for arrow in picture.arrows for segment in _segments(arrow)),
    ]:
        assert left >= 0
        assert top >= 0
        assert right <= picture.width
        assert foot <= picture.height


@pytest.mark.parametrize("module", MODULES)
def test_texts_fit_into_their_boxes(module: str):
    for box in diagram(module, module).boxes:
        for place, item in enumerate(box.titles):
            assert text_width(("or " if place else "") + item.label, NAME) <= box.width - 16, item
        for line in box.lines:
            words = f"{line.ref.label}: {line.type}" if line.type else line.ref.label
            assert text_width(words, SIZE) <= box.width - 16, words


@pytest.mark.parametrize("module", MODULES)
def test_arrows_begin_and_end_at_the_edges_of_boxes(module: str):
    picture = diagram(module, module)
    boxes = {box.key: box for box in picture.boxes}
    for arrow in picture.arrows:
        for (x, y), box in ((arrow.points[0], boxes[arrow.source]), (arrow.points[-1], boxes[arrow.target])):
            inside = box.x <= x <= box.right and box.y <= y <= box.bottom
            assert inside, (arrow.source, arrow.target)
            assert x in (box.x, box.right) or y in (box.y, box.bottom), (arrow.source, arrow.target)
        for (a, b), (c, d) in pairwise(arrow.points):
            assert (a == c) != (b == d), arrow
    for arrow in picture.trees:
        assert arrow.points[0][0] == boxes[arrow.source].x


@pytest.mark.parametrize("module", MODULES)
def test_the_description_names_what_is_to_be_seen(module: str):
    picture = diagram(module, module)
    for box in picture.boxes:
        assert all(item.label in picture.description for item in box.titles)
    assert all(arrow.labels[0][0].label in picture.description for arrow in picture.arrows)


def _laid_out(monkeypatch: pytest.MonkeyPatch, layout: Layout) -> None:
    monkeypatch.setattr(draw, "layouts", lambda: {"place": layout})
    draw.diagram.cache_clear()


def test_a_class_without_a_place_is_named(monkeypatch: pytest.MonkeyPatch):
    known = layouts()["place"]
    boxes = {key: spot for key, spot in known.boxes.items() if key != "Zone"}
    _laid_out(monkeypatch, Layout(known.size, known.unions, boxes, known.ways))
    with pytest.raises(ModelError, match="Zone"):
        diagram("place", "places")


def test_an_arrow_that_cannot_go_straight_needs_a_way(monkeypatch: pytest.MonkeyPatch):
    known = layouts()["place"]
    _laid_out(monkeypatch, Layout(known.size, known.unions, {**known.boxes, "State": (420, 200, 100)}, known.ways))
    with pytest.raises(ModelError, match="from Place to State"):
        diagram("place", "places")


def test_a_way_for_no_arrow_is_refused(monkeypatch: pytest.MonkeyPatch):
    known = layouts()["place"]
    ways = {**known.ways, ("Zone", "State"): known.ways["Place", "Place"]}
    _laid_out(monkeypatch, Layout(known.size, known.unions, known.boxes, ways))
    with pytest.raises(ModelError, match="ways for no arrow"):
        diagram("place", "places")
