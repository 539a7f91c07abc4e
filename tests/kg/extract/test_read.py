"""Reading puts all layers together: blocks, sentences, entities, times, quantities, subjects."""

from __future__ import annotations

from collections.abc import Callable

from kg.document.model import DocumentKind
from kg.extract.reading import Reading

TEXT = (
    "Truce Holds In Northern Valley Again\n\n"
    "Chad and Sudan agreed on 1 March 2021 to set up a zone 5 km wide within 7 days. They will withdraw."
)


def test_layers(reading_of: Callable[..., Reading]) -> None:
    reading = reading_of(TEXT, None, "2021-03-04")
    assert reading.kind in {DocumentKind.NEWS, DocumentKind.REPORT}
    assert len(reading.cleaned) == len(TEXT)
    assert reading.parties == ("state/chad", "state/sudan")
    assert [s.block for s in reading.sentences] == sorted(s.block for s in reading.sentences)


def test_times_and_quantities_of_a_stretch(reading_of: Callable[..., Reading]) -> None:
    reading = reading_of(TEXT, None, "2021-03-04")
    start = TEXT.index("Chad")
    assert [t.span.exact for t in reading.times_in(start, len(TEXT))] == ["1 March 2021", "within 7 days"]
    assert reading.times_in(start, start + 10) == []
    assert 5 in [q.value for q in reading.quantities_in(start, len(TEXT))]
    assert reading.quantities_in(start, start + 10) == []


def test_a_headline_is_told_from_a_sentence(reading_of: Callable[..., Reading]) -> None:
    reading = reading_of(TEXT, None, "2021-03-04")
    assert [reading.is_headline(s) for s in reading.sentences] == [True, False, False]


def test_blocks_around_a_point(reading_of: Callable[..., Reading]) -> None:
    text = "Article 1\n\nThe Parties shall:\n\n(a) stop firing;\n\n(b) leave the valley.\n\nArticle 2\n\nIt is so.\n"
    reading = reading_of(text, "AGREEMENT")
    point = next(s for s in reading.sentences if "valley" in str(s.tokens))
    assert [block.number for block in reading.around(point)][:2] == ["b", "1"]
    assert reading.block_of(point).number == "b"


def test_subjects_are_those_of_the_clauses(reading_of: Callable[..., Reading]) -> None:
    reading = reading_of(TEXT, None, "2021-03-04")
    assert [(s.keys, s.plural) for s in reading.subjects] == [(("state/chad", "state/sudan"), True)]


def test_who_a_person_acts_for(reading_of: Callable[..., Reading]) -> None:
    reading = reading_of("Kenyan President Uhuru Kenyatta left.", "NEWS")
    (person,) = (key for key in reading.entities.table if key.startswith("person/"))
    assert reading.affiliations == {person: "state/kenya"}
