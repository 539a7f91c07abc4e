"""A table: a report for people, in plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from kg.evaluate.cases import Case
from kg.evaluate.family import FAMILIES, HEADLINE, Fault
from kg.evaluate.report import Report, Summary, summary
from kg.evaluate.score import DocumentScore

__all__ = ["show_cases", "show_faults", "show_report"]

_WIDTH = 120
#: How much of a sentence or a passage is shown.
_LONGEST_TEXT, _LONGEST_WORDS = 600, 160
_WORST = "the sentences where most went wrong (none from a check half, which is scored, but not read for ideas)"
_HEADS = ("actors", "agreem.", "meetings", "commitm.", "strict", "incid.", "attrib.", "MEAN", "wrong", "bare")


def show_report(result: Report) -> str:
    """Return the tables: F1 by text, by genre and over all; then precision, recall and slots of each family."""
    lines = [*_f1(result), "", *_families("all texts", result.overall)]
    if len(result.genres) > 1:
        for genre, of in result.genres.items():
            lines += ["", *_families(genre, of)]
    lines += ["", f"mean F1 of {', '.join(HEADLINE)}: {_figure(result.overall.headline).strip()}"]
    return "\n".join([*lines, *(f"note: {note}" for note in result.notes)]) + "\n"


def show_cases(cases: Sequence[Case]) -> str:
    """Return the worst cases, each with its text and what is wrong in it."""
    lines: list[str] = []
    for number, case in enumerate(cases, 1):
        lines += ["", f"{number}. {case.document}, {case.place[0]}–{case.place[1]}, weight {case.weight:g}"]
        lines += _wrapped(_short(case.text, _LONGEST_TEXT), "   ")
        lines += _faults(case.faults, indent="     - ")
    return "\n".join([_WORST, *lines]) + "\n" if lines else ""


def show_faults(score: DocumentScore) -> str:
    """Return all that went wrong in one text, in the order of the text."""
    faults = sorted(score.faults(), key=lambda fault: fault.places[:1] or ((0, 0),))
    lines = [f"{score.gold.name}: {len(faults)} faults", *_faults(faults, indent="  - ")]
    lines += [f"  - passage {name}: {why}" for name, why in score.view.violations]
    lines += [f"  - {kind} without evidence: {name}" for kind, name in score.view.unproven]
    return "\n".join(lines) + "\n"


def _f1(result: Report) -> Iterator[str]:
    rows = [(name, summary([score])) for name, score in result.scores.items()]
    genres = [(f"{name} ({of.documents})", of) for name, of in result.genres.items()]
    halves = [(f"{name} half ({of.documents})", of) for name, of in result.halves.items()]
    total = (f"ALL ({len(rows)})", result.overall)
    width = max(len(name) for name, _ in [*rows, *genres, *halves, total])
    yield f"{'F1':<{width}}  " + " ".join(f"{head:>8}" for head in _HEADS)
    for group in filter(None, (rows, genres, halves, [total])):
        for name, of in group:
            values = [of.families[family].f1 for family in FAMILIES] + [of.headline]
            figures = " ".join(f"{_figure(value):>8}" for value in values)
            yield f"{name:<{width}}  {figures} {of.violations:>8} {of.unproven:>8}"
        yield "-" * (width + 2 + 9 * len(_HEADS) - 1)
    yield "wrong: passages that do not say what the text says there; bare: frames without evidence"


def _families(title: str, of: Summary) -> Iterator[str]:
    yield f"{title}: precision, recall, F1, and F1 of the slots of what was matched"
    for name in FAMILIES:
        tally = of.families[name]
        if not tally.gold and not tally.found:
            continue
        counts = f"{tally.hits:g} of {tally.gold}, {tally.found} found"
        figures = f"P {_figure(tally.precision)}  R {_figure(tally.recall)}  F1 {_figure(tally.f1)}"
        yield f"  {name:<13} {figures}  ({counts})"
        slots = [
            f"{slot} {_figure(one.f1).strip()}" for slot, one in of.slots.get(name, {}).items() if one.f1 is not None
        ]
        if slots:
            yield from _wrapped("  ".join(slots), " " * 16)


def _faults(faults: Iterable[Fault], *, indent: str) -> Iterator[str]:
    """Say what went wrong; the wrong slots of one frame stand below it."""
    for (kind, family, words), group in groupby(faults, lambda fault: (fault.kind, fault.family, fault.words)):
        yield from _wrapped(f"{kind} {family}: {_short(' '.join(words.split()), _LONGEST_WORDS)}", indent)
        for fault in group:
            if fault.slot is not None:
                yield from _wrapped(f"{fault.slot}: {fault.detail}", " " * len(indent) + "· ")


def _wrapped(line: str, indent: str) -> list[str]:
    return textwrap.wrap(line, _WIDTH, initial_indent=indent, subsequent_indent=" " * len(indent))


def _figure(value: float | None) -> str:
    return "  –  " if value is None else f"{value:5.3f}"


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]} …"
