"""Agreements: matched by evidence, else by the day of signature and a common party."""

from __future__ import annotations

import re

from rdflib.term import Node

from kg.evaluate.assignment import assign
from kg.evaluate.family import FamilyScore, Judged, Side, conclude
from kg.evaluate.gold import Item
from kg.evaluate.names import name_key, same_type
from kg.evaluate.roles import Comparison, labels, place, role, role_f1
from kg.evaluate.spans import overlap
from kg.evaluate.tally import Tally
from kg.evaluate.values import same_date, single

__all__ = ["score_agreements"]

_NUMBER = re.compile(r"\d+")
#: What two agreements with the same day and a common party, but other evidence, have in common at least.
_SAME_DAY = 0.6


def score_agreements(both: Comparison) -> tuple[FamilyScore, dict[Node, str | None]]:
    """Match the agreements.

    Returns:
        The score, and for each agreement of the graph that was matched the key of the annotated one.
    """
    items, nodes = both.gold.items("agreements"), both.view.nodes.get("Agreement", ())
    weights = {(a, b): _weight(both, item, node) for a, item in enumerate(items) for b, node in enumerate(nodes)}
    pairs = assign(weights)
    score = conclude(
        "agreements",
        pairs,
        Side(len(items), lambda a: items[a].value("name") or items[a].words, lambda a: both.gold.spans(items[a])),
        Side(len(nodes), lambda b: both.view.words(nodes[b]), lambda b: both.view.spans(nodes[b])),
        {a: _slots(both, items[a], nodes[b]) for a, b in pairs.items()},
    )
    return score, {nodes[b]: items[a].value("key") for a, b in pairs.items()}


def _weight(both: Comparison, item: Item, node: Node) -> float:
    view = both.view
    party = role_f1(both, item.names("parties"), view.get(node, "party"))
    signed = item.value("signed")
    same_day = bool(signed) and any(same_date(signed or "", found) for found in view.strings(node, "signedOn"))
    called = view.names(node)
    name = item.value("name") or ""
    numbers = set(_NUMBER.findall(name))
    bonus = 0.05 * party + 0.1 * same_day
    bonus += 0.15 * (name_key(name) in set(map(name_key, called)))
    bonus += 0.1 * bool(numbers and any(numbers == set(_NUMBER.findall(label)) for label in called))
    common = overlap(both.gold.spans(item), view.spans(node))
    if common:
        return 1 + common + bonus
    return _SAME_DAY + bonus if same_day and party > 0 and item.names("parties") else 0.0


def _slots(both: Comparison, item: Item, node: Node) -> list[Judged]:
    view = both.view
    parties, places, types = (view.get(node, name) for name in ("party", "signedAt", "agreementType"))
    kind = item.value("type")
    keys = [[name_key(re.split(r"[#/]", str(t))[-1]), *map(name_key, view.names(t))] for t in types]
    hit = bool(kind) and any(same_type(kind or "", found) for found in keys)
    signed, effective = view.strings(node, "signedOn"), view.strings(node, "effectiveFrom")
    return [
        Judged("parties", role(both, item.names("parties"), parties), item.names("parties"), labels(both, parties)),
        Judged("signed", single(item.value("signed"), signed, same_date), item.value("signed"), signed),
        Judged("effective", single(item.value("effective"), effective, same_date), item.value("effective"), effective),
        Judged(
            "signed_at", place(both, item.names("signed_at"), places), item.names("signed_at"), labels(both, places)
        ),
        Judged("type", Tally(int(hit), int(bool(kind)), min(1, len(keys))), kind, [str(t) for t in types]),
    ]
