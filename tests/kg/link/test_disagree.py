"""What can both be right, and what cannot."""

from __future__ import annotations

import pytest

from kg.link.disagree import Disagreement, disagreements
from kg.link.moments import at_once, days_apart
from kg.link.told import Amount, Claim, Told


def thing(
    kind: str, quote: str = "", amounts: tuple[Amount, ...] = (), stance: str = "Asserted", **values: str | list[str]
) -> Told:
    claim = Claim("https://example.org/claim", f"https://w3id.org/foedera/ontology#{stance}", quote)
    return Told(
        iri="https://example.org/thing",
        kind=kind,
        document="https://example.org/document",
        label="thing",
        values={name: (value,) if isinstance(value, str) else tuple(value) for name, value in values.items()},
        amounts=amounts,
        claims=(claim,),
        agreement=None,
        evidence=(),
        quote=quote,
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2020-03-06T00:00:00", "2020-03-06T00:01:00"),
        ("2020-03-15", "2020-03-15"),
        ("2020-03", "2020-03-15"),
        ("2020", "2020-03-15"),
        ("2020-03-15", "2020-03-15T09:00:00"),
        ("soon", "2020-03-15"),
    ],
)
def test_moments_that_can_be_one(one: str, other: str):
    assert at_once(one, other)
    assert at_once(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2020-03-06T00:00:00", "2020-03-06T06:00:00"),
        ("2020-03-15", "2020-03-16"),
        ("2020-02", "2020-03-01"),
        ("2019-12-31", "2020"),
    ],
)
def test_moments_that_cannot(one: str, other: str):
    assert not at_once(one, other)
    assert not at_once(other, one)


def test_days_between_moments():
    assert days_apart("2020-02-28", "2020-03-01") == 2
    assert days_apart("2020-03", "2020-03-20") == 0
    assert days_apart("2020-03-06", "2020-03-05T23:59:00") == 1
    assert days_apart("soon", "2020-03-05") is None


def test_a_width_and_the_depths_that_make_up_another():
    wide = thing("Commitment", "a zone eight kilometres wide", (Amount("Width", "KiloM", "8"),))
    depths = (Amount("Depth", "KiloM", "8"), Amount("Depth", "KiloM", "8"))
    deep = thing("Commitment", "a zone 8 km deep to the east and 8 km deep to the west of the river", depths)
    assert list(disagreements(wide, deep)) == [Disagreement("quantity", "Width 8 km", "Width 16 km in all")]
    assert list(disagreements(deep, wide)) == [Disagreement("quantity", "Width 16 km in all", "Width 8 km")]
    right = thing("Commitment", "a zone sixteen kilometres wide", (Amount("Width", "KiloM", "16"),))
    assert list(disagreements(right, deep)) == []


def test_a_depth_to_each_side_is_counted_twice():
    wide = thing("Commitment", "a strip 4 km wide", (Amount("Width", "KiloM", "4"),))
    each = thing("Commitment", "a strip of 2 km on each side of the line", (Amount("Depth", "KiloM", "2"),))
    assert list(disagreements(wide, each)) == []
    one_side = thing("Commitment", "a strip 2 km deep", (Amount("Depth", "KiloM", "2"),))
    assert list(disagreements(wide, one_side)) == [], "it is not said how wide the strip is on the other side"


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (("5", "five people died"), ("3", "three people were killed"), True),
        (("36", "36 soldiers were killed"), ("34", "at least 34 soldiers were killed"), False),
        (("36", "at least 36 soldiers were killed"), ("34", "34 soldiers were killed"), True),
        (("30", "about 30 died"), ("34", "34 died"), False),
        (("34", "34 died"), ("34", "34 were killed"), False),
    ],
)
def test_numbers_of_dead(one: tuple[str, str], other: tuple[str, str], differ: bool):
    first, second = (thing("Incident", quote, killed=number) for number, quote in (one, other))
    assert bool(list(disagreements(first, second))) is differ
    assert bool(list(disagreements(second, first))) is differ


def test_what_one_leaves_open_is_no_disagreement():
    full = thing("Meeting", date="2012-05-03", duration="PT6H")
    assert list(disagreements(full, thing("Meeting"))) == []
    longer = thing("Meeting", date="2012-05-03", duration="PT5H")
    assert list(disagreements(full, longer)) == [Disagreement("duration", "PT6H", "PT5H")]


def test_parties():
    base = "https://example.org/actor/"
    two = thing("Agreement", party=[f"{base}chad", f"{base}sudan"])
    three = thing("Agreement", party=[f"{base}chad", f"{base}libya", f"{base}sudan"])
    other = thing("Agreement", party=[f"{base}chad", f"{base}libya"])
    assert list(disagreements(two, three)) == [], "the one may have named only some"
    assert list(disagreements(two, other)) == [Disagreement("party", "chad, sudan", "chad, libya")]


def test_denied_and_asserted():
    said, denied = thing("Agreement"), thing("Agreement", stance="Denied")
    assert [found.property for found in disagreements(said, denied)] == ["stance"]
    assert list(disagreements(said, said)) == []
