"""The table of entities: one entity for one key, mentions found by where they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.entities.model import Form, Table

STRETCH = st.tuples(st.integers(0, 900), st.integers(1, 300)).map(lambda pair: (pair[0], sum(pair)))


def test_one_entity_for_one_key() -> None:
    table = Table()
    first = table.entity("state/kenya", "State", "Kenya")
    assert table.entity("state/kenya", "Person", "Other") is first
    assert (first.type, first.label) == ("State", "Kenya")


def test_the_words_of_a_mention_are_a_name() -> None:
    table = Table()
    entity = table.entity("state/kenya", "State", "Kenya")
    table.add(0, 17, "state/kenya", Form.NAME, "Republic of\nKenya")
    assert entity.names == {"Republic of Kenya"}


def test_a_dropped_mention_is_gone() -> None:
    table = Table()
    table.entity("state/kenya", "State", "Kenya")
    table.add(100, 400, "state/kenya", Form.NAME, "Kenya")
    (mention,) = table.all()
    table.drop(mention)
    assert table.all() == table.taken(0, 1000) == []


@given(st.lists(STRETCH, max_size=12), STRETCH)
def test_a_look_up_finds_what_overlaps(stretches: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    table = Table()
    table.entity("state/kenya", "State", "Kenya")
    for start, end in stretches:
        table.add(start, end, "state/kenya", Form.NAME, "Kenya")
    expected = sorted({(s, e) for s, e in stretches if s < asked[1] and asked[0] < e})
    assert [(m.start, m.end) for m in table.taken(*asked)] == expected
    assert [(m.start, m.end) for m in table.all()] == sorted(set(stretches))
