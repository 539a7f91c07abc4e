"""The score of one text: every family of frames, and whether each passage says what the text says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rdflib import Graph

from kg.evaluate.families.actors import score_actors
from kg.evaluate.families.agreements import score_agreements
from kg.evaluate.families.attributions import score_attributions, score_discrepancies
from kg.evaluate.families.commitments import score_commitments
from kg.evaluate.families.incidents import score_incidents
from kg.evaluate.families.meetings import score_meetings
from kg.evaluate.family import FamilyScore, Fault
from kg.evaluate.gold import Gold
from kg.evaluate.roles import Comparison
from kg.evaluate.tally import Tally
from kg.evaluate.view import View, view

__all__ = ["DocumentScore", "score"]


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """Be how well a graph says what a text says.

    Args:
        gold: What was annotated.
        view: What the graph says.
        families: The score of each family, in the order they are shown.
        discrepancies: The pairs of statements that cannot both hold; not in the headline.
    """

    gold: Gold
    view: View
    families: Mapping[str, FamilyScore]
    discrepancies: Tally

    def faults(self) -> Iterator[Fault]:
        """Go through all that went wrong, family by family."""
        for family in self.families.values():
            yield from family.faults


def score(gold: Gold, graph: Graph) -> DocumentScore:
    """Compare what a graph says of a text with what was annotated.

    Args:
        gold: The annotated text.
        graph: The graph in the vocabulary's terms.
    """
    both = Comparison(gold, view(graph, gold.text))
    actors, known = score_actors(gold, both.view)
    both = replace(both, actors=known)
    agreements, known_agreements = score_agreements(both)
    both = replace(both, agreements=known_agreements)
    commitments, strict = score_commitments(both)
    families = {
        "actors": actors,
        "agreements": agreements,
        "meetings": score_meetings(both),
        "commitments": commitments,
        "strict": strict,
        "incidents": score_incidents(both),
        "attributions": score_attributions(both),
    }
    return DocumentScore(gold, both.view, families, score_discrepancies(both))
