"""The cast: who takes part, who is only a place, and which words name them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.cast import acting, as_place, to_actors, to_places
from kg.extract.frames import Extraction, PlaceType
from kg.extract.reading import Reading


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Kenya sent troops against Uganda.", {"state/kenya", "state/uganda"}),
        ("The envoys met in Kenya.", set()),
        ("A Kenyan farmer sold maize.", set()),
        ("The border between Chad and Sudan is open.", {"state/chad", "state/sudan"}),
        ("Fighting went on in Gao, Mali.", set()),
        ("Hamas held a rally.", {"armedgroup/hamas"}),
        ("The Charter of the United Nations was read.", set()),
    ],
)
def test_who_takes_part(reading_of: Callable[..., Reading], text: str, keys: set[str]) -> None:
    assert acting(reading_of(text, "NEWS")) == keys


def test_a_state_as_a_place_is_a_region_of_its_own(reading_of: Callable[..., Reading]) -> None:
    reading = reading_of("Patrols were seen across Kenya and in Nairobi.", "NEWS")
    places = to_places(reading, ["state/kenya"])
    assert [(p.key, p.type, p.label) for p in places] == [("place/kenya", PlaceType.REGION, "Kenya")]
    assert as_place("place/nairobi") == "place/nairobi"


def test_actors_are_sorted_and_bring_their_owners(reading_of: Callable[..., Reading]) -> None:
    reading = reading_of("Ukraine's Defence Ministry and Kenya spoke.", "NEWS")
    ministry = next(key for key in reading.entities.table if "ministry" in key)
    actors = to_actors(reading, ["state/kenya", ministry])
    assert [actor.key for actor in actors] == sorted(["state/kenya", ministry, "state/ukraine"])
    assert all(actor.evidence for actor in actors)


def test_other_spellings_are_kept_without_the_label(reading_of: Callable[..., Reading]) -> None:
    reading = reading_of("The United States spoke. The USA left. The U.S. returned.", "NEWS")
    (actor,) = to_actors(reading, ["state/united-states"])
    assert actor.label == "United States"
    assert {"USA", "U.S."} <= set(actor.alt_labels)
    assert actor.label not in actor.alt_labels


def test_a_capital_that_is_only_a_place_is_no_name_of_the_state(reading_of: Callable[..., Reading]) -> None:
    (actor,) = to_actors(reading_of("Peru and Ecuador met in Lima.", "NEWS"), ["state/peru"])
    assert actor.alt_labels == ()


def test_passages_are_those_that_name_the_actor(reading_of: Callable[..., Reading]) -> None:
    reading = reading_of("Kenya closed the border. Kenya opened it.", "NEWS")
    (actor,) = to_actors(reading, ["state/kenya"])
    assert [(span.start, span.exact) for span in actor.evidence] == [(0, "Kenya"), (25, "Kenya")]


def test_who_abstains_takes_part(extracted: Callable[..., Extraction]) -> None:
    text = (
        "Resolution 9002 (2031)\n\nThe Security Council,\n\n1. Decides to remain seized of the matter.\n\n"
        "Adopted at the 2493rd meeting by 12 votes to none, with 2 abstentions (Nicaragua, Peru)."
    )
    found = extracted(text, "RESOLUTION", "2031-05-09")
    assert {"Nicaragua", "Peru"} <= {actor.label for actor in found.actors}
