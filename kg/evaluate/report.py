"""A report: the scores of several texts, summed by genre and over all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.evaluate.family import FAMILIES, HEADLINE, SLOTS
from kg.evaluate.gold import CHECK
from kg.evaluate.score import DocumentScore
from kg.evaluate.tally import Tally

__all__ = ["Report", "Summary", "as_json", "report", "summary"]


@dataclass(frozen=True, slots=True)
class Summary:
    """Be the tallies of one text or of several.

    Args:
        families: The tally of each family.
        slots: The tally of each slot of each family, on what was matched.
        violations: The passages that do not say what their text says there.
        unproven: The nodes without the evidence that they ought to have.
        documents: How many texts there are.
    """

    families: Mapping[str, Tally]
    slots: Mapping[str, Mapping[str, Tally]]
    violations: int
    unproven: int
    documents: int

    @property
    def headline(self) -> float | None:
        """The mean of the F1 of the families; None where there is nothing to measure."""
        known = [f1 for f1 in (self.families[name].f1 for name in HEADLINE) if f1 is not None]
        return sum(known) / len(known) if known else None


@dataclass(frozen=True, slots=True)
class Report:
    """Hold the scores of the texts, in order, and a note on each that had no graph."""

    scores: Mapping[str, DocumentScore]
    notes: Sequence[str] = ()

    @property
    def overall(self) -> Summary:
        """All texts together: every frame counts the same."""
        return summary(self.scores.values())

    @property
    def genres(self) -> dict[str, Summary]:
        """The texts of each genre together, sorted by its name."""
        names = sorted({score.gold.genre for score in self.scores.values()})
        return {name: summary(one for one in self.scores.values() if one.gold.genre == name) for name in names}

    @property
    def halves(self) -> dict[str, Summary]:
        """The texts of each half of a divided corpus together, the half that is not looked at last."""
        names = sorted(
            {half for score in self.scores.values() if (half := score.gold.half)}, key=lambda n: (n == CHECK, n)
        )
        return {name: summary(one for one in self.scores.values() if one.gold.half == name) for name in names}


def summary(scores: Iterable[DocumentScore]) -> Summary:
    """Sum the scores of some texts."""
    scores = list(scores)
    return Summary(
        families={name: _sum(score.families[name].tally for score in scores) for name in FAMILIES},
        slots={
            name: {slot: _sum(score.families[name].slots.get(slot, Tally()) for score in scores) for slot in slots}
            for name, slots in SLOTS.items()
        },
        violations=sum(len(score.view.violations) for score in scores),
        unproven=sum(len(score.view.unproven) for score in scores),
        documents=len(scores),
    )


def report(scores: Iterable[DocumentScore], notes: Sequence[str] = ()) -> Report:
    """Make a report of the scores of some texts."""
    return Report({score.gold.name: score for score in scores}, notes)


def as_json(result: Report) -> dict[str, Any]:
    """Return a report as plain values: overall, by genre and by text."""
    overall = result.overall
    scores = result.scores.values()
    return {
        "headline": overall.headline,
        "overall": _block(overall) | {"discrepancies": _tally(_sum(score.discrepancies for score in scores))},
        "genres": {
            name: _block(of) | _passages(of) | {"documents": of.documents} for name, of in result.genres.items()
        },
        "halves": {
            name: _block(of) | _passages(of) | {"documents": of.documents} for name, of in result.halves.items()
        },
        "documents": {name: _document(score) for name, score in result.scores.items()},
        "notes": list(result.notes),
        "evidence_violations": overall.violations,
        "without_evidence": overall.unproven,
        "documents_without_sha256": sum(not score.view.knows_text for score in scores),
        "foreign_passages": sum(score.view.foreign for score in scores),
    }


def _document(score: DocumentScore) -> dict[str, Any]:
    of = summary([score])
    counts = score.discrepancies
    return {
        **_block(of),
        **_passages(of),
        "genre": score.gold.genre,
        "half": score.gold.half,
        "sha256_found": score.view.knows_text,
        "foreign_passages": score.view.foreign,
        "discrepancies": {"tp": counts.hits, "gold": counts.gold, "sys": counts.found},
    }


def _block(of: Summary) -> dict[str, Any]:
    block: dict[str, Any] = {name: _tally(tally) for name, tally in of.families.items()}
    for name, slots in of.slots.items():
        if slots:
            block[name]["slots"] = {slot: _tally(tally) for slot, tally in slots.items()}
    return block | {"headline": of.headline}


def _passages(of: Summary) -> dict[str, Any]:
    return {"evidence_violations": of.violations, "without_evidence": of.unproven}


def _tally(tally: Tally) -> dict[str, float | None]:
    return {
        "tp": tally.hits,
        "gold": tally.gold,
        "sys": tally.found,
        "P": tally.precision,
        "R": tally.recall,
        "F1": tally.f1,
    }


def _sum(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())
