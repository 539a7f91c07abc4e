"""Repeats: one incident that a report tells of several times is one, with every passage that tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.frames import Incident
from kg.extract.tables import incident_words

__all__ = ["Told", "without_repeats"]

#: A definite noun goes back to an incident at most so many sentences before.
_NEAR = 4
#: The same number of dead, not given by one only, tells of the same incident within so many sentences.
_SAME_COUNT = 14


@dataclass(frozen=True, slots=True)
class Told:
    """Be one telling of an incident.

    Args:
        incident: What is told.
        deeds: The words of violence.
        definite: Whether they are only nouns that are known already: "the attack".
        title: Whether the title tells it.
        sentence: The index of the sentence.
    """

    incident: Incident
    deeds: frozenset[str]
    definite: bool
    title: bool
    sentence: int


def without_repeats(told: Sequence[Told]) -> list[Incident]:
    """Join the tellings of one incident; what only the title tells of is left to the text, if it tells of any.

    Args:
        told: The tellings, in the order of the text.
    """
    body = [one for one in told if not one.title] or list(told)
    kept: list[Told] = []
    for one in body:
        index = next((i for i in reversed(range(len(kept))) if _repeats(kept[i], one)), None)
        if index is None:
            kept.append(one)
        else:
            kept[index] = replace(kept[index], incident=_joined(kept[index].incident, one.incident))
    return [one.incident for one in kept]


def _repeats(first: Told, later: Told) -> bool:
    """Tell whether a later telling is of the same incident."""
    one, other = first.incident, later.incident
    apart = later.sentence - first.sentence
    if not _agree(one.date, other.date) or not (set(one.targets) <= set(other.targets) or not other.targets):
        return False
    if set(one.perpetrators) and set(other.perpetrators) and not set(one.perpetrators) & set(other.perpetrators):
        return False
    if later.definite and apart <= _NEAR and _counts_agree(one, other):
        return bool(first.deeds & later.deeds) or bool(later.deeds & incident_words().generic)
    same = one.killed is not None and one.killed > 1 and one.killed == other.killed
    return same and apart <= _SAME_COUNT and (one.wounded == other.wounded or None in {one.wounded, other.wounded})


def _agree(one: object, other: object) -> bool:
    return one is None or other is None or one == other


def _counts_agree(one: Incident, other: Incident) -> bool:
    return _agree(one.killed, other.killed) and _agree(one.wounded, other.wounded)


def _joined(one: Incident, other: Incident) -> Incident:
    return replace(
        one,
        perpetrators=one.perpetrators or other.perpetrators,
        targets=one.targets or other.targets,
        killed=one.killed if one.killed is not None else other.killed,
        wounded=one.wounded if one.wounded is not None else other.wounded,
        date=one.date or other.date,
        places=one.places or other.places,
        evidence=(*one.evidence, *(span for span in other.evidence if span not in one.evidence)),
    )
