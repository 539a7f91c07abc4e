"""Attributions: matched by claimant and evidence; and the discrepancies between them."""

from __future__ import annotations

from typing import Final

from rdflib.term import Node

from kg.evaluate.assignment import assign
from kg.evaluate.family import FamilyScore, Side, conclude
from kg.evaluate.roles import Comparison, labels, role
from kg.evaluate.spans import find, overlap
from kg.evaluate.tally import Tally

__all__ = ["score_attributions", "score_discrepancies"]

#: What a document's own voice may be called.
_AUTHOR: Final = frozenset({"author", "articleauthor", "authorofthearticle", "narrator"})


def score_attributions(both: Comparison) -> FamilyScore:
    """Match the claims, once for each claimant.

    A claim that the document itself or its maker makes is the reader's own bookkeeping, and one that repeats what was
    found already adds nothing: neither counts as wrong.
    """
    items, view = both.gold.items("attributions"), both.view
    claims: list[tuple[Node, Node | None]] = []
    for node in view.nodes.get("Claim", ()):
        claims += [(node, who) for who in view.get(node, "claimant")] or [(node, None)]
    weights: dict[tuple[int, int], float] = {}
    for a, item in enumerate(items):
        spans, claimant = both.gold.spans(item), item.names("claimant")[:1]
        for b, (node, who) in enumerate(claims):
            if who is not None and role(both, claimant, [who]).hits:
                weights[a, b] = overlap(spans, view.spans(node))
    weights = {pair: weight for pair, weight in weights.items() if weight}
    pairs = assign(weights)
    makers = {key for maker in view.makers for key in view.keys(maker)}
    repeated = {b for _, b in weights}
    ignored = {b for b, (_, who) in enumerate(claims) if b in repeated or _is_own(both, who, makers)}

    def said(b: int) -> str:
        node, who = claims[b]
        return f"{labels(both, [who])[0] if who is not None else 'nobody'}: {view.words(node)}"

    return conclude(
        "attributions",
        pairs,
        Side(
            len(items), lambda a: f"{items[a].value('claimant')}: {items[a].words}", lambda a: both.gold.spans(items[a])
        ),
        Side(len(claims), said, lambda b: view.spans(claims[b][0])),
        {},
        ignored=ignored,
    )


def score_discrepancies(both: Comparison) -> Tally:
    """Count the annotated pairs of statements that the graph says cannot both hold; for information."""
    items, nodes = both.gold.items("discrepancies"), both.view.nodes.get("Discrepancy", ())
    pairs: set[tuple[int, int]] = set()
    for a, item in enumerate(items):
        wanted = [[span for span in [find(both.gold.text, words)] if span] for words in item.names("between")]
        for b, node in enumerate(nodes):
            found = [both.view.spans(claim) for claim in both.view.get(node, "between")]
            if len(wanted) == len(found) == 2 and any(
                overlap(wanted[0], found[one]) and overlap(wanted[1], found[1 - one]) for one in (0, 1)
            ):
                pairs.add((a, b))
    return Tally(len(assign(dict.fromkeys(pairs, 1.0))), len(items), len(nodes))


def _is_own(both: Comparison, who: Node | None, makers: set[str]) -> bool:
    """Tell whether a claimant is the document itself, its maker, or nobody."""
    if who is None or who in both.view.makers or who in both.view.documents:
        return True
    keys = both.view.keys(who)
    return bool(keys & makers or keys & _AUTHOR)
