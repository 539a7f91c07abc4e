"""Incidents: matched by evidence."""

from __future__ import annotations

from rdflib.term import Node

from kg.evaluate.assignment import assign
from kg.evaluate.families.meetings import dates_of
from kg.evaluate.family import FamilyScore, Judged, Side, conclude
from kg.evaluate.gold import Item
from kg.evaluate.roles import Comparison, labels, named, place, role, role_f1
from kg.evaluate.spans import overlap
from kg.evaluate.values import same_date, same_number, single

__all__ = ["score_incidents"]


def score_incidents(both: Comparison) -> FamilyScore:
    """Match the incidents."""
    items, nodes = both.gold.items("incidents"), both.view.nodes.get("Incident", ())
    weights: dict[tuple[int, int], float] = {}
    for a, item in enumerate(items):
        spans = both.gold.spans(item)
        for b, node in enumerate(nodes):
            common = overlap(spans, both.view.spans(node))
            if common:
                weights[a, b] = common + _bonus(both, item, node)
    pairs = assign(weights)
    return conclude(
        "incidents",
        pairs,
        Side(len(items), lambda a: items[a].words, lambda a: both.gold.spans(items[a])),
        Side(len(nodes), lambda b: both.view.words(nodes[b]), lambda b: both.view.spans(nodes[b])),
        {a: _slots(both, items[a], nodes[b]) for a, b in pairs.items()},
    )


def _bonus(both: Comparison, item: Item, node: Node) -> float:
    view = both.view
    return (
        0.02 * role_f1(both, item.names("perpetrators"), view.get(node, "perpetrator"))
        + 0.02 * role_f1(both, item.names("targets"), view.get(node, "target"))
        + 0.02 * single(item.value("killed"), view.strings(node, "killed"), same_number).hits
        + 0.02 * single(item.value("date"), dates_of(view, node), same_date).hits
        + 0.02 * place(both, item.names("place"), view.get(node, "place")).hits
    )


def _slots(both: Comparison, item: Item, node: Node) -> list[Judged]:
    view = both.view
    by, at, where = (view.get(node, name) for name in ("perpetrator", "target", "place"))
    dates = dates_of(view, node)
    slots = [
        Judged(
            "perpetrators", role(both, item.names("perpetrators"), by), item.names("perpetrators"), labels(both, by)
        ),
        Judged("targets", named(both, item.names("targets"), at), item.names("targets"), labels(both, at)),
        Judged("date", single(item.value("date"), dates, same_date), item.value("date"), dates),
        Judged("place", place(both, item.names("place"), where), item.names("place"), labels(both, where)),
    ]
    for slot in ("killed", "wounded"):
        values = view.strings(node, slot)
        slots.append(Judged(slot, single(item.value(slot), values, same_number), item.value(slot), values))
    return slots
