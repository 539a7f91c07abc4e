"""The word lists of actors and places."""

from __future__ import annotations

from kg.extract.entities.known import is_place_type
from kg.extract.entities.lexicon import given_names, lexicon
from kg.extract.frames import ActorType, PlaceType


def test_every_kind_is_one_of_the_contract() -> None:
    words = lexicon()
    assert set(words.body.values()) | set(words.nominal.values()) <= {kind.value for kind in ActorType}
    assert set(words.place.values()) <= {kind.value for kind in PlaceType} | {"Water"}


def test_words_are_lemmas_in_lower_case() -> None:
    words = lexicon()
    for group in (words.stands_for, words.body, words.nominal, words.titles, words.not_actors, words.place):
        assert all(word == word.lower().strip() and word for word in group)


def test_place_types_are_told_from_actor_types() -> None:
    assert all(is_place_type(kind.value) for kind in PlaceType)
    assert not any(is_place_type(kind.value) for kind in ActorType)


def test_given_names_hold_no_comment() -> None:
    assert "" not in given_names()
    assert not any("#" in name for name in given_names())
