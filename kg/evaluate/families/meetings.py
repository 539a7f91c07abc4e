"""Meetings: matched by evidence."""

from __future__ import annotations

from rdflib.term import Node

from kg.evaluate.assignment import assign
from kg.evaluate.family import FamilyScore, Judged, Side, conclude
from kg.evaluate.gold import Item
from kg.evaluate.roles import Comparison, labels, place, role, role_f1
from kg.evaluate.spans import overlap
from kg.evaluate.tally import Tally
from kg.evaluate.values import same_date, same_duration, single
from kg.evaluate.view import View

__all__ = ["dates_of", "score_meetings"]


def dates_of(view: View, node: Node) -> list[str]:
    """Return the day of an event, or the day it began."""
    return view.strings(node, "date") or view.strings(node, "from")


def score_meetings(both: Comparison) -> FamilyScore:
    """Match the meetings; those that led to an agreement are judged by the agreements matched before."""
    items, nodes = both.gold.items("meetings"), both.view.nodes.get("Meeting", ())
    weights: dict[tuple[int, int], float] = {}
    for a, item in enumerate(items):
        spans = both.gold.spans(item)
        for b, node in enumerate(nodes):
            common = overlap(spans, both.view.spans(node))
            if common:
                people = role_f1(both, item.names("participants"), both.view.get(node, "participant"))
                day = single(item.value("date"), dates_of(both.view, node), same_date).hits
                weights[a, b] = common + 0.02 * people + 0.02 * day
    pairs = assign(weights)
    return conclude(
        "meetings",
        pairs,
        Side(len(items), lambda a: items[a].words, lambda a: both.gold.spans(items[a])),
        Side(len(nodes), lambda b: both.view.words(nodes[b]), lambda b: both.view.spans(nodes[b])),
        {a: _slots(both, items[a], nodes[b]) for a, b in pairs.items()},
    )


def _slots(both: Comparison, item: Item, node: Node) -> list[Judged]:
    view = both.view
    people, helpers, places = (view.get(node, name) for name in ("participant", "mediator", "place"))
    dates, lasted = dates_of(view, node), view.strings(node, "duration")
    begun = {*view.strings(node, "from"), *view.strings(node, "date")}
    ended = [value for value in view.strings(node, "until") if value not in begun]
    wanted, made = set(item.names("produced")), [both.agreements.get(one) for one in view.get(node, "produced")]
    return [
        Judged(
            "participants",
            role(both, item.names("participants"), people),
            item.names("participants"),
            labels(both, people),
        ),
        Judged(
            "mediators", role(both, item.names("mediators"), helpers), item.names("mediators"), labels(both, helpers)
        ),
        Judged("date", single(item.value("date"), dates, same_date), item.value("date"), dates),
        Judged("until", single(item.value("until"), ended, same_date), item.value("until"), ended),
        Judged("place", place(both, item.names("place"), places), item.names("place"), labels(both, places)),
        Judged("duration", single(item.value("duration"), lasted, same_duration), item.value("duration"), lasted),
        Judged("produced", Tally(len(wanted.intersection(made)), len(wanted), len(made)), wanted, made),
    ]
