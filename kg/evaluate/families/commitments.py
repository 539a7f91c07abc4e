"""Commitments: matched by the words of their evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rdflib.term import Node

from kg.evaluate.assignment import assign
from kg.evaluate.family import FamilyScore, Judged, Side, conclude
from kg.evaluate.gold import Item
from kg.evaluate.roles import Comparison, labels, named, place, role, role_f1
from kg.evaluate.spans import Stretch, token_f1, tokens, tokens_in
from kg.evaluate.tally import Tally
from kg.evaluate.values import same_date, single
from kg.namespaces import FDR, THEME

__all__ = ["score_commitments"]

#: Two wordings of which the words agree so well are the same commitment.
_ENOUGH: Final = 0.5
#: A commitment with more themes than this gets no credit for any.
_MOST_THEMES: Final = 5
#: The slots that must all be right for the strict score.
_STRICT: Final = frozenset({"modality", "first_theme", "obligors"})


@dataclass(frozen=True, slots=True)
class _Found:
    """Be a commitment of the graph with what is compared often."""

    node: Node
    wordings: list[frozenset[int]]
    themes: set[str]
    modality: set[str]


def score_commitments(both: Comparison) -> tuple[FamilyScore, FamilyScore]:
    """Match the commitments.

    Returns:
        The score of what was detected, and that of what is wholly right: modality, first theme and obligors.
    """
    items = both.gold.items("commitments")
    words = tokens(both.gold.text)
    found = [_found(both, node, words) for node in both.view.nodes.get("Commitment", ())]
    weights: dict[tuple[int, int], float] = {}
    for a, item in enumerate(items):
        wordings = [tokens_in(words, [span]) for span in both.gold.spans(item, also=True)]
        together = both.gold.spans(item)
        if len(together) > 1:
            wordings.append(tokens_in(words, together))
        for b, other in enumerate(found):
            best = max((token_f1(one, two) for one in wordings for two in other.wordings), default=0.0)
            if best >= _ENOUGH:
                weights[a, b] = best + _bonus(both, item, other)
    pairs = assign(weights)
    judged = {a: _slots(both, items[a], found[b]) for a, b in pairs.items()}
    score = conclude(
        "commitments",
        pairs,
        Side(len(items), lambda a: items[a].words, lambda a: both.gold.spans(items[a])),
        Side(len(found), lambda b: both.view.words(found[b].node), lambda b: both.view.spans(found[b].node)),
        judged,
    )
    strict = sum(all(slot.tally.is_perfect for slot in slots if slot.slot in _STRICT) for slots in judged.values())
    return score, FamilyScore(Tally(strict, len(items), len(found)))


def _found(both: Comparison, node: Node, words: list[Stretch]) -> _Found:
    spans = both.view.spans(node)
    wordings = [tokens_in(words, [span]) for span in spans]
    if len(spans) > 1:
        wordings.append(tokens_in(words, spans))
    return _Found(node, wordings, both.view.local(node, "theme", THEME), both.view.local(node, "modality", FDR))


def _bonus(both: Comparison, item: Item, found: _Found) -> float:
    """Return what decides between wordings that agree equally well."""
    view, node = both.view, found.node
    days = (
        single(item.value("from"), view.strings(node, "from"), same_date).hits
        + single(item.value("due"), view.strings(node, "dueBy"), same_date).hits
    )
    about = (
        place(both, item.names("places"), view.get(node, "place")).hits
        + role(both, item.names("concerns"), view.get(node, "concerns")).hits
    )
    return (
        0.01 * (item.value("modality") in found.modality)
        + 0.01 * bool(found.themes.intersection(item.names("themes")))
        + 0.02 * role_f1(both, item.names("obligors"), view.get(node, "obligor"))
        + 0.01 * role_f1(both, item.names("obligees"), view.get(node, "obligee"))
        + 0.005 * days
        + 0.005 * about
    )


def _slots(both: Comparison, item: Item, found: _Found) -> list[Judged]:
    view, node = both.view, found.node
    wanted = item.names("themes")
    fair = found.themes if len(found.themes) <= _MOST_THEMES else set()
    modality, made = item.value("modality"), {both.agreements.get(a) for a in _agreements_of(both, node)}
    agreement = item.value("agreement")
    right = found.modality == {modality}
    first = bool(wanted) and wanted[0] in fair
    slots = [
        Judged("modality", Tally(int(right), 1, 1), modality, found.modality),
        Judged("first_theme", Tally(int(first), 1, 1), wanted[:1], found.themes),
        Judged(
            "themes", Tally(len(fair.intersection(wanted)), len(set(wanted)), len(found.themes)), wanted, found.themes
        ),
        Judged("agreement", Tally(int(agreement in made), int(agreement is not None), len(made)), agreement, made),
    ]
    for slot, name, judge in (
        ("obligors", "obligor", role),
        ("obligees", "obligee", role),
        ("concerns", "concerns", named),
        ("places", "place", place),
    ):
        nodes = view.get(node, name)
        slots.append(Judged(slot, judge(both, item.names(slot), nodes), item.names(slot), labels(both, nodes)))
    for slot, name in (("from", "from"), ("until", "until"), ("due", "dueBy")):
        values = view.strings(node, name)
        slots.append(Judged(slot, single(item.value(slot), values, same_date), item.value(slot), values))
    return slots


def _agreements_of(both: Comparison, commitment: Node) -> list[Node]:
    """Return the agreements that have a clause which states the commitment."""
    view = both.view
    return [
        agreement
        for agreement in view.nodes.get("Agreement", ())
        if any(commitment in view.get(clause, "states") for clause in view.get(agreement, "hasClause"))
    ]
