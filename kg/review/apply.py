"""Apply: check a sheet that a person has filled in, and lay it over what the software read; all of it, or nothing."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rdflib import URIRef

from kg.errors import ConformanceError, FoederaError, InputError
from kg.review.decide import Decided, decide
from kg.review.entry import Problem
from kg.review.frame import base_of, key_of
from kg.review.overlay import ConflictKind
from kg.review.reviewer import parse_reviewer
from kg.review.sheet_reader import Sheet, read_sheet
from kg.review.state import State, load, save, sentences
from kg.store.base import Store
from kg.validate.graph import validate

__all__ = ["Applied", "apply_sheet"]

#: How many things that are wrong are told at once.
_LISTED: Final = 50


@dataclass(frozen=True, slots=True)
class Applied:
    """Tell what applying a sheet did.

    Args:
        document: The document.
        title: What it is called.
        changed: Whether anything changed.
        counts: How many frames are reviewed, by status.
        conflicts: A sentence for each review with which the software disagrees.
    """

    document: URIRef
    title: str
    changed: bool
    counts: dict[str, int]
    conflicts: tuple[str, ...]


def apply_sheet(store: Store, path: Path, *, reviewer: str, at: datetime.datetime | None = None) -> Applied:
    """Lay the decisions of a sheet over what the software read in its document.

    Args:
        store: The store.
        path: The sheet.
        reviewer: Who decides: a name with an address of mail or an ORCID in angle brackets.
        at: When, with a time zone; None leaves the time out.

    Raises:
        ConformanceError: If something in the sheet is wrong; each finding names the file, the line and what to do.
        InputError: If it cannot be read, or the reviewer is not named as wanted.
        NotFoundError: If the store does not have the document.
        StoreError: If the store cannot be written.
    """
    sheet = read_sheet(path)
    state = load(store, sheet.document)
    if sheet.digest != state.digest:
        raise InputError(
            "was made from another text than the store has",
            source=str(path),
            hint=f"Make a new one: foedera review export {state.document}",
        )
    who = parse_reviewer(reviewer, base=base_of(state.document))
    decided = decide(sheet, state, who, at=_time(at))
    problems = list(decided.problems) or list(_broken(state, decided)) or list(_unfit(state, decided))
    if problems:
        raise _refusal(sheet, problems)
    changed = save(store, state, decided.reviews)
    return Applied(
        document=state.document,
        title=state.title,
        changed=changed,
        counts=dict(sorted(Counter(str(review.status) for review in decided.reviews.values()).items())),
        conflicts=tuple(sentences(state.document, state.laid(decided.reviews).conflicts)),
    )


def _broken(state: State, decided: Decided) -> Iterator[Problem]:
    """Find decisions that do not go together."""
    known = state.laid().conflicts
    for conflict in state.laid(decided.reviews).conflicts:
        if conflict.kind is ConflictKind.BROKEN and conflict not in known:
            hint = "Decisions must go together: correct the one, or change the other."
            yield Problem(decided.lines.get(conflict.key, 1), f"{conflict.key}: {conflict.message}", hint)


def _unfit(state: State, decided: Decided) -> Iterator[Problem]:
    """Find what the shapes do not allow."""
    try:
        graph = state.laid(decided.reviews).graph
    except FoederaError as error:
        yield Problem.of(1, error)
        return
    report = validate(graph, {state.digest: state.text}, base=base_of(state.document))
    for finding in report.violations:
        key = key_of(state.document, URIRef(finding.focus)) or finding.focus
        yield Problem(decided.lines.get(key, 1), f"{key}: {finding.message}")


def _refusal(sheet: Sheet, problems: list[Problem]) -> ConformanceError:
    told = [
        f"{sheet.source}, line {problem.line}: {problem.message}" + (f" — {problem.hint}" if problem.hint else "")
        for problem in sorted(set(problems), key=lambda problem: (problem.line, problem.message))
    ]
    count = f"{len(told)} thing{'s' * (len(told) != 1)}"
    return ConformanceError(
        f"{sheet.source}: nothing was applied; {count} must be put right first",
        tuple(told[:_LISTED]),
        hint="Put that right in the file, and apply it again.",
    )


def _time(at: datetime.datetime | None) -> str | None:
    if at is None:
        return None
    return at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
