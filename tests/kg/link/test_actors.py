import pytest

from kg.link.actors import FEATURES, actor_pairs
from kg.link.record import ActorRecord


def measured(one: str, other: str, *more: str) -> dict[str, float]:
    """Return what is measured of two actors, the first with more names."""
    left, right = ActorRecord("a", (one, *more)), ActorRecord("x", (other,))
    [pair] = actor_pairs([left], [right])
    return dict(zip(FEATURES, pair.values, strict=True))


@pytest.mark.parametrize(
    ("one", "other", "feature"),
    [
        ("Ruritania", "Government of Ruritania", "government of the state"),
        ("Ruritania", "Government of Ruritania (Old Ruritania)", "government of the state"),
        ("Army of Ruritania", "Government of Ruritania", "government of the state"),
        ("Ruritanian Liberation Front (RLF)", "RLF", "same abbreviation"),
        ("Front de libération ruritanien", "FLR", "initials"),
        ("Séléka", "Seleka", "same name"),
        ("Zenda Movement", "Zenda", "same but for kinds"),
        ("Liwa Suqour Zenda", "Suqur Zendah Brigade", "same sounds"),
        ("Zenda National Union/Zenda National Army", "ZNU", "initials"),
        ("Karen National Union", "KNU", "known as one"),
    ],
)
def test_what_makes_two_names_one(one: str, other: str, feature: str):
    assert measured(one, other)[feature] == 1.0


def test_a_front_of_a_state_is_not_its_government():
    found = actor_pairs(
        [ActorRecord("a", ("National Front of Ruritania",))], [ActorRecord("x", ("Government of Ruritania",))]
    )
    assert all(pair.values[FEATURES.index("government of the state")] == 0.0 for pair in found)


def test_what_has_nothing_in_common_is_not_compared():
    assert actor_pairs([ActorRecord("a", ("Zenda Movement",))], [ActorRecord("x", ("Kitchen Cabinet",))]) == []


def test_the_better_of_two_leads():
    left = [ActorRecord("a", ("Zenda Liberation Army", "ZLA"))]
    right = [ActorRecord("x", ("ZLA",)), ActorRecord("y", ("Zenda Liberation Army Dissidents",))]
    lead = {pair.right: pair.values[FEATURES.index("lead")] for pair in actor_pairs(left, right)}
    assert lead["x"] > 0 > lead["y"]
