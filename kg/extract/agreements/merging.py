"""Merging: what several sentences tell of one agreement becomes one."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.frames import Agreement
from kg.extract.reading import Reading
from kg.extract.words import words
from kg.text.moment import Moment

__all__ = ["added"]

#: Words that set an agreement apart from the one that a report is about.
_OTHER = re.compile(r"(?:\w+\s+){0,2}?(?:earlier|previous|prior|former|preceding|another|recent|past)\b", re.IGNORECASE)


def _apart(one: Moment | None, other: Moment | None) -> bool:
    """Tell whether two days of signature, each as exact as it is told, cannot be the same."""
    if one is None or other is None:
        return False
    shortest = min(len(one.lexical), len(other.lexical), 10)
    return one.lexical[:shortest] != other.lexical[:shortest]


def _is_bare(reading: Reading, new: Agreement) -> bool:
    """Tell whether an agreement is only called "the agreement": the one that was told of before."""
    start = new.evidence[0].start
    noun = re.search(rf"\b(?:the|this|that)\s+{re.escape(new.label)}\b", reading.cleaned[max(0, start - 5) :], re.I)
    return new.label.lower() in words().agreement and noun is not None and noun.start() < len(new.evidence[0].exact)


def _merged(old: Agreement, new: Agreement) -> Agreement:
    """Return what two sentences tell of one agreement."""
    return replace(
        old,
        parties=old.parties if len(old.parties) >= len(new.parties) else new.parties,
        type=old.type if old.type != "other" else new.type,
        signed_on=old.signed_on or new.signed_on,
        signed_at=old.signed_at or new.signed_at,
        effective_from=old.effective_from or new.effective_from,
        mediators=old.mediators or new.mediators,
        evidence=tuple(dict.fromkeys([*old.evidence, *new.evidence])),
    )


def added(reading: Reading, found: list[Agreement], new: Agreement) -> list[Agreement]:
    """Add an agreement, or merge it with one of the same parties."""
    if found and _is_bare(reading, new):
        return [_merged(found[0], new), *found[1:]]
    if found and _OTHER.match(new.label):
        return [*found, new] if all(new.label != old.label for old in found) else found
    for index, old in enumerate(found):
        if _apart(old.signed_on, new.signed_on):
            continue
        if (
            not old.parties
            or not new.parties
            or set(old.parties) & set(new.parties) == set(new.parties)
            or set(old.parties) <= set(new.parties)
        ):
            return [*found[:index], _merged(old, new), *found[index + 1 :]]
    return [*found, new]
