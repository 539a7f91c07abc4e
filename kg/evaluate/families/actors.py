"""Actors: matched by any of their names."""

from __future__ import annotations

from typing import Final

from rdflib.term import Node

from kg.evaluate.assignment import assign
from kg.evaluate.family import FamilyScore, Judged, Side, conclude
from kg.evaluate.gold import Gold, GoldActor
from kg.evaluate.names import name_key
from kg.evaluate.spans import find
from kg.evaluate.tally import Tally
from kg.evaluate.view import View

__all__ = ["score_actors"]

#: Types that are organisations too: a bare ``Organization`` is near enough for half the credit.
_ORGANISED: Final = frozenset(
    {"InternationalOrganization", "ArmedGroup", "GovernmentBody", "PoliticalParty", "MediaOrganization"}
)


def score_actors(gold: Gold, view: View) -> tuple[FamilyScore, dict[Node, int]]:
    """Match the actors.

    Returns:
        The score, and for each actor of the graph that was matched the number of the annotated one.
    """
    keys = [view.keys(node) for node in view.actors]
    pairs = assign(
        {
            (a, b): 1 + 0.02 * (name_key(actor.name) in keys[b]) + 0.01 * (actor.type in view.types[node])
            for a, actor in enumerate(gold.actors)
            for b, node in enumerate(view.actors)
            if actor.keys & keys[b]
        }
    )
    score = conclude(
        "actors",
        pairs,
        Side(len(gold.actors), lambda a: gold.actors[a].name, lambda a: _mentions(gold, gold.actors[a])),
        Side(
            len(view.actors),
            lambda b: " / ".join(view.names(view.actors[b])[:3]),
            lambda b: view.spans(view.actors[b])[:1],
        ),
        {a: [_type(gold.actors[a].type, view.types[view.actors[b]])] for a, b in pairs.items()},
    )
    return score, {view.actors[b]: a for a, b in pairs.items()}


def _type(wanted: str, found: frozenset[str]) -> Judged:
    kinds = found - {"Organization"} if found & _ORGANISED else found
    credit = 0.0
    if wanted in kinds:
        credit = 1 / len(kinds)
    elif kinds == {"Organization"} and wanted in _ORGANISED:
        credit = 0.5
    return Judged("type", Tally(credit, 1, 1), wanted, kinds)


def _mentions(gold: Gold, actor: GoldActor) -> list[tuple[int, int]]:
    """Return the first place where the text has one of the names; an annotated actor has no evidence of its own."""
    places = [place for place in (find(gold.text, name) for name in actor.spellings) if place is not None]
    return sorted(places)[:1]
