"""Cases: the stretches of text where most went wrong, for those who want to make it better."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.evaluate.family import Fault, FaultKind
from kg.evaluate.gold import UNSEEN
from kg.evaluate.score import DocumentScore
from kg.evaluate.spans import Stretch

__all__ = ["Case", "worst"]

#: How much a fault weighs: one that costs a hit of the headline counts whole, twice for a commitment, which counts
#: twice there; a wrong slot beyond that counts a quarter.
_SLOT, _DECIDING_SLOT, _FRAME, _COMMITMENT = 0.25, 1.0, 1.0, 2.0
#: The slots that decide whether a commitment is wholly right.
_DECIDING: Final = frozenset({"modality", "first_theme", "obligors"})
#: Where a text is cut for this purpose: at ends of lines, and at ends of sentences where a line is long.
_CUT = re.compile(r"\n\s*|(?<=[.;!?])\s+(?=[A-Z0-9“\"'(‘])")


@dataclass(frozen=True, slots=True)
class Case:
    """Be a sentence and what went wrong in it.

    Args:
        document: The name of the text.
        place: Where the sentence is.
        text: What it says.
        weight: How bad it is.
        faults: What went wrong, in order.
    """

    document: str
    place: Stretch
    text: str
    weight: float
    faults: tuple[Fault, ...]


def worst(scores: Iterable[DocumentScore], count: int = 10) -> list[Case]:
    """Return the sentences where most went wrong, the worst first; where equal, in the order of the texts.

    Texts of a check half or a blind part are left out: who reads them for ideas has nothing left to check with.

    Args:
        scores: The scores of the texts.
        count: How many to return at most.
    """
    cases = [case for score in scores if score.gold.half not in UNSEEN for case in _cases(score)]
    return sorted(cases, key=lambda case: -case.weight)[:count]


def _cases(score: DocumentScore) -> Iterable[Case]:
    text = score.gold.text
    starts = [0, *(cut.end() for cut in _CUT.finditer(text))]
    by_sentence: dict[int, list[Fault]] = defaultdict(list)
    for fault in score.faults():
        if fault.places:
            by_sentence[bisect_right(starts, fault.places[0][0]) - 1].append(fault)
    for number, faults in sorted(by_sentence.items()):
        start, end = _bounds(text, starts, number, faults)
        weight = sum(map(_weight, faults))
        yield Case(score.gold.name, (start, end), " ".join(text[start:end].split()), weight, tuple(faults))


def _bounds(text: str, starts: Sequence[int], number: int, faults: Sequence[Fault]) -> Stretch:
    """Return the sentence, or more where a passage of a fault that is no long one goes on behind its end."""
    end = starts[number + 1] if number + 1 < len(starts) else len(text)
    end = max([end, *(fault.places[0][1] for fault in faults if fault.places[0][1] - end < len(text) // 8)])
    return starts[number], end


def _weight(fault: Fault) -> float:
    if fault.kind is not FaultKind.WRONG:
        return _COMMITMENT if fault.family == "commitments" else _FRAME
    return _DECIDING_SLOT if fault.family == "commitments" and fault.slot in _DECIDING else _SLOT
