"""Roles: whether the actors and places in a slot are those that were wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rdflib.term import Node

from kg.evaluate.assignment import assign
from kg.evaluate.gold import Gold
from kg.evaluate.names import loose_key, name_key, same_place
from kg.evaluate.tally import Tally
from kg.evaluate.view import View

__all__ = ["Comparison", "labels", "named", "place", "role", "role_f1"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hold both sides of the comparison of one text, and what has been matched before.

    Args:
        gold: What was annotated.
        view: What the graph says.
        actors: For each actor of the graph that was matched, the number of the annotated one.
        agreements: For each agreement of the graph that was matched, the key of the annotated one.
    """

    gold: Gold
    view: View
    actors: Mapping[Node, int] = field(default_factory=dict)
    agreements: Mapping[Node, str | None] = field(default_factory=dict)


def role(both: Comparison, wanted: Iterable[str], found: Iterable[Node]) -> Tally:
    """Judge the actors of a slot; several nodes for one annotated actor count once."""
    items, nodes = _items(both.gold, wanted), list(dict.fromkeys(found))
    return _without_repeats(
        {(a, b) for a, item in enumerate(items) for b, node in enumerate(nodes) if _is_same(both, item, node)},
        len(items),
        len(nodes),
    )


def role_f1(both: Comparison, wanted: Iterable[str], found: Iterable[Node]) -> float:
    """Return how well the actors of a slot are found; an empty slot that ought to be empty is perfect."""
    f1 = role(both, wanted, found).f1
    return 1.0 if f1 is None else f1


def named(both: Comparison, wanted: Sequence[str], found: Iterable[Node]) -> Tally:
    """Judge a slot that holds actors, groups or places."""
    items, nodes, names = _items(both.gold, wanted), list(dict.fromkeys(found)), list(dict.fromkeys(wanted))
    comparable = len(items) == len(names)
    pairs = {
        (a, b)
        for a, item in enumerate(items)
        for b, node in enumerate(nodes)
        if _is_same(both, item, node) or (comparable and same_place(names[a], both.view.names(node)))
    }
    return Tally(_matched(pairs), len(items), len(nodes))


def place(both: Comparison, wanted: Iterable[str], found: Iterable[Node]) -> Tally:
    """Judge a slot that holds places; several nodes for one annotated place count once."""
    names, nodes = list(dict.fromkeys(wanted)), list(dict.fromkeys(found))
    return _without_repeats(
        {
            (a, b)
            for a, name in enumerate(names)
            for b, node in enumerate(nodes)
            if same_place(name, both.view.names(node))
        },
        len(names),
        len(nodes),
    )


def labels(both: Comparison, nodes: Iterable[Node]) -> list[str]:
    """Return the first name of each node, for people."""
    return [next(iter(both.view.names(node)), str(node)) for node in nodes]


#: A wanted name: the annotated actor it means, if any, and the keys that it may be found by.
_Item = tuple[int | None, frozenset[str]]


def _items(gold: Gold, names: Iterable[str]) -> list[_Item]:
    items: dict[int | str, _Item] = {}
    for name in names:
        number = gold.actor(name)
        if number is not None:
            items.setdefault(number, (number, gold.actors[number].keys | {name_key(name)}))
        else:
            items.setdefault(loose_key(name), (None, frozenset({name_key(name), loose_key(name)})))
    return list(items.values())


def _is_same(both: Comparison, item: _Item, node: Node) -> bool:
    number, keys = item
    if number is not None and both.actors.get(node) == number:
        return True
    spellings = both.view.names(node)
    found = set(map(name_key, spellings))
    if number is None:
        found |= set(map(loose_key, spellings))
    return bool((keys & found) - {""})


def _matched(pairs: set[tuple[int, int]]) -> int:
    return len(assign(dict.fromkeys(pairs, 1.0)))


def _without_repeats(pairs: set[tuple[int, int]], wanted: int, found: int) -> Tally:
    """Count; a node that is right, but only says what another says already, is left out."""
    hits = _matched(pairs)
    return Tally(hits, wanted, found - (len({node for _, node in pairs}) - hits))
