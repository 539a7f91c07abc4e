"""Speaking: persons who are known only because they say something."""

from __future__ import annotations

from kg.extract.entities.model import Table
from kg.extract.entities.speaking import add_speaking


def _found(text: str) -> list[str]:
    table = Table()
    add_speaking(table, text)
    return [text[mention.start : mention.end] for mention in table.all()]


def test_who_stands_beside_a_verb_of_saying_is_a_person() -> None:
    assert _found('"It is over," said Uvea Tolotea, a teacher in the town.') == ["Uvea Tolotea"]
    assert _found("It rained. Uvea Tolotea, a teacher in the town, said it was over.") == ["Uvea Tolotea"]


def test_ministries_and_committees_are_no_persons() -> None:
    assert _found('"It is over," said Defence Ministry, a body of the state.') == []
