"""Kinds of things that are linked, and how their links are chosen and judged."""

from __future__ import annotations

from kg.link.agreements import Pair
from kg.link.kinds import KINDS, Linked
from kg.link.score import assign
from kg.link.validation import cross_validate
from kg.link.weights import shipped


def test_every_kind_has_weights_for_all_that_it_measures():
    for kind in KINDS.values():
        assert tuple(shipped(kind).weights) == kind.features


def test_several_actors_of_one_table_may_be_one_of_the_other_and_agreements_may_not():
    scores = {("colombia", "government"): 0.9, ("army", "government"): 0.8}
    assert assign(scores, 0.5, many=KINDS[Linked.ACTORS].many) == scores
    assert assign(scores, 0.5, many=KINDS[Linked.AGREEMENTS].many) == {("colombia", "government"): 0.9}


def test_where_several_may_be_one_only_the_left_ends_are_asked_for():
    names = ("fits",)
    gold = {(f"a{n}", f"x{n}") for n in range(10)}
    pairs = [Pair(one, other, (1.0,)) for one, other in sorted(gold)]
    others = [Pair("b", "x1", (1.0,)), *(Pair(f"a{n}", f"y{n}", (0.0,)) for n in range(10))]
    strict = cross_validate(names, [*pairs, *others], gold, least=0.5, many=False)
    loose = cross_validate(names, [*pairs, *others], gold, least=0.5, many=True)
    assert (loose.right, loose.made) == (50, 50)
    assert strict.made >= strict.right
