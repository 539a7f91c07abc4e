"""Actors and places of small texts of many conflicts: what names them, what they are, and to whom they belong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.entities.model import Form
from kg.extract.frames import ActorType, Extraction
from kg.extract.reading import Reading


def named(reading: Reading, words: str) -> list[tuple[str, Form]]:
    """Return what the first place that has the words names there, each by label and form."""
    start = reading.cleaned.index(words)
    return [(reading.entities.table[m.key].label, m.form) for m in reading.entities.at(start, start + len(words))]


@pytest.mark.parametrize(
    ("text", "words", "label", "form"),
    [
        # names and demonyms
        ("Kenya opened the border.", "Kenya", "Kenya", Form.NAME),
        ("A Kenyan trader was seen.", "Kenyan", "Kenya", Form.DEMONYM),
        ("The Turks left the island.", "Turks", "Turkey", Form.DEMONYM),
        ("The UN sent observers.", "UN", "United Nations", Form.NAME),
        # what stands for a state
        ("Colombian troops crossed the river.", "Colombian troops", "Colombia", Form.BODY),
        ("The Turkish delegation left early.", "Turkish delegation", "Turkey", Form.BODY),
        ("The Government of Lebanon agreed.", "Government of Lebanon", "Lebanon", Form.BODY),
        ("Hamas fighters left the camp.", "Hamas fighters", "Hamas", Form.BODY),
        # capitals that act
        ("Ankara rejected the offer of talks.", "Ankara", "Turkey", Form.CAPITAL),
        ("A deal between Moscow and Kyiv was near.", "Moscow", "Russia", Form.CAPITAL),
        ("Washington’s offer was refused.", "Washington", "United States", Form.CAPITAL),
        ("Khartoum and Juba signed a pact.", "Khartoum", "Sudan", Form.CAPITAL),
        # places
        ("Fighting went on in Ankara.", "Ankara", "Ankara", Form.PLACE),
        ("The envoys met in Geneva.", "Geneva", "Geneva", Form.PLACE),
        ("Patrols drove along the M5 highway.", "M5", "M5 highway", Form.PLACE),
        ("Troops left the buffer zone.", "buffer zone", "buffer zone", Form.PLACE),
    ],
)
def test_a_mention(reading_of: Callable[..., Reading], text: str, words: str, label: str, form: Form) -> None:
    assert (label, form) in named(reading_of(text, "NEWS"), words.replace("’", "'"))


@pytest.mark.parametrize(
    ("text", "words", "state"),
    [
        ("Fighting went on in Ankara.", "Ankara", "Turkey"),
        ("The envoys flew from Moscow to Minsk.", "Moscow", "Russia"),
        ("A bus burned near Nairobi.", "Nairobi", "Kenya"),
    ],
)
def test_a_capital_that_is_only_a_place_is_no_state(
    reading_of: Callable[..., Reading], text: str, words: str, state: str
) -> None:
    assert state not in {label for label, _ in named(reading_of(text, "NEWS"), words)}


@pytest.mark.parametrize(
    ("text", "words", "type_", "owner"),
    [
        ("Ukraine's Defence Ministry spoke.", "Ukraine's Defence Ministry", ActorType.GOVERNMENT_BODY, "Ukraine"),
        ("The Turkish Foreign Ministry spoke.", "Turkish Foreign Ministry", ActorType.GOVERNMENT_BODY, "Turkey"),
        ("The Ministry of Defence of Ukraine spoke.", "Ministry of Defence", ActorType.GOVERNMENT_BODY, "Ukraine"),
        ("The Israeli parliament voted.", "Israeli parliament", ActorType.GOVERNMENT_BODY, "Israel"),
        ("The Zande People's Front spoke.", "Zande People's Front", ActorType.ARMED_GROUP, None),
    ],
)
def test_a_body_belongs_to_its_state(
    reading_of: Callable[..., Reading], text: str, words: str, type_: ActorType, owner: str | None
) -> None:
    entities = reading_of(text, "NEWS").entities
    start = reading_of(text, "NEWS").cleaned.index(words)
    body = entities.table[entities.at(start, start + len(words))[0].key]
    assert body.type == type_
    assert (entities.table[body.part_of].label if body.part_of else None) == owner


def test_rebels_are_no_part_of_a_state(reading_of: Callable[..., Reading]) -> None:
    for words in ("Syrian rebels", "Rwandan-backed rebels"):
        entities = reading_of(f"{words} left the town.", "NEWS").entities
        group = entities.table[entities.at(0, len(words))[0].key]
        assert group.type == ActorType.ARMED_GROUP
        assert group.part_of is None, words


def test_a_surname_means_who_was_named_in_full(reading_of: Callable[..., Reading]) -> None:
    reading = reading_of("President Ernesto Samper came to Quito. Samper left on Monday.", "NEWS")
    assert [reading.entities.table[m.key].label for m in reading.entities.actors(40, 48)] == ["Ernesto Samper"]


def test_a_surname_means_who_was_named_here_and_not_somebody_known(reading_of: Callable[..., Reading]) -> None:
    for first in ("President Nicolás Rodríguez spoke.", "Guerrilla leader Nicolás Rodríguez came to Quito."):
        reading = reading_of(f"{first} Rodríguez said that the truce held.", "NEWS", "2021-03-04")
        at = len(first) + 1
        found = [reading.entities.table[m.key].label for m in reading.entities.actors(at, at + len("Rodríguez"))]
        assert found == ["Nicolás Rodríguez"]


def test_two_of_one_surname_are_not_confused(reading_of: Callable[..., Reading]) -> None:
    reading = reading_of("Ali Haidar met Omar Haidar in Tripoli. Haidar left early.", "NEWS")
    both = {reading.entities.table[m.key].label for m in reading.entities.actors(0, 30)}
    assert both == {"Ali Haidar", "Omar Haidar"}
    alone = {reading.entities.table[m.key].label for m in reading.entities.actors(39, 46)}
    assert not alone & both


def test_an_abbreviation_in_brackets_stands_for_the_name(reading_of: Callable[..., Reading]) -> None:
    text = "The Zande People's Front (ZPF) left the town. The ZPF will disarm."
    reading = reading_of(text, "NEWS")
    at = text.rindex("ZPF")
    (mention,) = reading.entities.actors(at, at + 3)
    assert reading.entities.table[mention.key].label == "Zande People's Front"


@pytest.mark.parametrize(
    ("text", "kind", "words", "label"),
    [
        ("The Council asked the Secretary-General to report.", "RESOLUTION", "Secretary-General", "Secretary-General"),
        ("The mediator of Peru, the President of Brazil, left.", "NEWS", "President of", "President of Brazil"),
        ("The President shall appoint them.", "AGREEMENT", "President", "President"),
    ],
)
def test_an_office_names_a_person(
    reading_of: Callable[..., Reading], text: str, kind: str, words: str, label: str
) -> None:
    assert (label, Form.OFFICE) in named(reading_of(text, kind), words)


@pytest.mark.parametrize(
    ("text", "invented"),
    [
        ("The Treaty of Lima and the Charter of the United Nations are kept.", "Treaty of Lima"),
        ("The Agreement on the Lake was read.", "Agreement on the Lake"),
    ],
)
def test_no_actor_is_invented_from_capitals(reading_of: Callable[..., Reading], text: str, invented: str) -> None:
    table = reading_of(text, "NEWS").entities.table
    assert invented not in {entity.label for entity in table.values()}


def test_a_known_name_does_not_take_in_its_neighbours(reading_of: Callable[..., Reading]) -> None:
    for text, words, label in (
        ("According to the United Nations, the road was open.", "United Nations", "United Nations"),
        ("Serbia signed an agreement with the European Union on Monday.", "European Union", "European Union"),
        ("Serbia joined the Council of Europe in April.", "Council of Europe", "Council of Europe"),
    ):
        assert [found for found, _ in named(reading_of(text, "NEWS"), words)] == [label], text


def test_the_government_is_that_of_the_state_that_the_report_is_about(reading_of: Callable[..., Reading]) -> None:
    text = "Kenya closed its border. The government said that the border of Kenya would stay closed."
    assert ("Kenya", Form.BODY) in named(reading_of(text, "NEWS"), "government")


def test_the_one_who_signs_is_a_person(reading_of: Callable[..., Reading]) -> None:
    text = (
        "Treaty between Peru and Ecuador\n\nArticle 1\n\nThe Parties shall open the road.\n\nArticle 2\n\n"
        "The Parties shall clear the mines.\n\nDone at Lima on 4 June 1998.\n\nAlfonso Quiroga, for Peru\n"
    )
    table = reading_of(text, "AGREEMENT").entities.table
    assert "Alfonso Quiroga" in {e.label for e in table.values() if e.type == "Person"}


def test_mentions_stand_in_order_and_inside_the_text(reading_of: Callable[..., Reading]) -> None:
    reading = reading_of("The Turkish delegation met Kenyan officials in Nairobi, Kenya, on Monday.", "NEWS")
    mentions = reading.entities.mentions
    assert [(m.start, -m.end) for m in mentions] == sorted((m.start, -m.end) for m in mentions)
    assert all(0 <= m.start < m.end <= len(reading.cleaned) for m in mentions)


def test_actors_and_places_of_a_stretch(reading_of: Callable[..., Reading]) -> None:
    entities = reading_of("The Turkish delegation met Kenyan officials in Nairobi.", "NEWS").entities
    assert [entities.table[m.key].label for m in entities.actors(0, 60)] == ["Turkey", "Kenya"]
    assert [entities.table[m.key].label for m in entities.places(0, 60)] == ["Nairobi"]
    assert entities.actors(0, 3) == []
    assert list(dict.fromkeys(entities.table[m.key].label for m in entities.before(40, 10))) == ["Kenya", "Turkey"]


def test_actors_reach_the_frames_with_their_owners(
    in_news: Callable[[str], Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    found = in_news("Ukraine's Defence Ministry said that the road to Izium was open.")
    by_label = {actor.label: actor for actor in found.actors}
    assert by_label["Ukraine's Defence Ministry"].part_of == by_label["Ukraine"].key


def test_a_bare_name_is_the_province_where_the_text_speaks_of_the_province(in_news: Callable[..., Extraction]) -> None:
    found = in_news("Rebels hold Idlib province. Peru agreed to stop the fighting in Idlib by 1 June 2021.")
    assert {place.type.value for place in found.places if "Idlib" in place.label} == {"Region"}
    found = in_news("Rebels hold the city of Idlib. Peru agreed to stop the fighting in Idlib by 1 June 2021.")
    assert {place.type.value for place in found.places if "Idlib" in place.label} == {"Settlement"}
