"""Merge what a report repeats into one commitment that keeps every passage and every slot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.frames import Commitment
from kg.extract.roles import unique
from kg.text.moment import Moment

__all__ = ["merge_commitments"]


def _same(one: Commitment, other: Commitment, title_end: int) -> bool:
    """Tell whether two passages of one report state the same commitment."""
    if one.themes[0] != other.themes[0] or one.modality is not other.modality:
        return False
    stated = one.obligors and other.obligors and not (one.implicit or other.implicit)
    partly = one.evidence[0].start < title_end and set(one.obligors) <= set(other.obligors)  # titles are short
    if stated and set(one.obligors) != set(other.obligors) and not partly:
        return False
    if one.themes[0] == "ceasefire":
        return True
    mine, its = _content(one.action), _content(other.action)
    return len(mine & its) >= 0.5 * min(len(mine), len(its)) if mine and its else False


def _content(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"\w{4,}", text)} - {
        "agreed",
        "will",
        "shall",
        "that",
        "with",
        "from",
        "their",
        "this",
    }


def merge_commitments(found: Sequence[Commitment], title_end: int = 0) -> list[Commitment]:
    """Merge what a report repeats into one commitment that keeps every passage and every slot.

    Args:
        found: The commitments, in the order of the text.
        title_end: Where the title ends.
    """
    merged: list[Commitment] = []
    for new in found:
        index = next((i for i, old in enumerate(merged) if _same(old, new, title_end)), None)
        if index is None:
            merged.append(new)
            continue
        old = merged[index]
        merged[index] = replace(
            old,
            themes=unique([*old.themes, *new.themes])[:3],
            obligees=unique([*old.obligees, *new.obligees]),
            obligors=_obligors(old, new),
            concerns=unique([*old.concerns, *new.concerns]),
            places=unique([*old.places, *new.places]),
            start=_most_precise(old.start, new.start),
            until=old.until or new.until,
            due_by=old.due_by or new.due_by,
            quantities=tuple(dict.fromkeys([*old.quantities, *new.quantities])),
            implicit=old.implicit and new.implicit,
            evidence=tuple(dict.fromkeys([*old.evidence, *new.evidence])),
        )
    return merged


def _obligors(old: Commitment, new: Commitment) -> tuple[str, ...]:
    """Return who is bound: whom the text states rather than implies, and all rather than some of them."""
    if not old.obligors or (old.implicit and not new.implicit):
        return new.obligors
    return new.obligors if not new.implicit and set(old.obligors) < set(new.obligors) else old.obligors


def _most_precise(one: Moment | None, other: Moment | None) -> Moment | None:
    candidates = [moment for moment in (one, other) if moment is not None]
    return max(candidates, key=lambda moment: len(moment.lexical)) if candidates else None
