"""Whether a sentence of a report stands among the terms of an agreement, and who may hand them on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.affiliation import sides_of
from kg.extract.norms.model import Norm
from kg.extract.norms.terms import opens_terms
from kg.extract.reading import Reading
from kg.extract.roles import actors_of
from kg.extract.sentence import Sentence
from kg.extract.syntax import subject_of
from kg.extract.tables import claim_words
from kg.extract.theme import classify

__all__ = ["Terms", "is_handed_on", "may_go_on"]

#: Who hands on what others have agreed, where no name is given: "the joint statement said", "officials said".
_HANDS_ON = frozenset(
    {"agreement", "accord", "communique", "communiqué", "deal", "document", "draft", "envoy", "facilitator", "mediator"}
    | {"negotiator", "official", "plan", "release", "report", "source", "spokesman", "spokesperson", "spokeswoman"}
    | {"statement", "text"}
)


@dataclass(frozen=True, slots=True)
class Terms:
    """Hold whether terms are being told, while a report is read sentence by sentence.

    Args:
        block: The paragraph of the last sentence.
        here: Whether its own paragraph has opened terms.
        before: Whether the paragraph before it told terms; news give each sentence a paragraph.
        told: Whether its own paragraph has told a term so far.
    """

    block: int = -1
    here: bool = False
    before: bool = False
    told: bool = False

    def at(self, sentence: Sentence, found: Sequence[Norm]) -> Terms:
        """Return how it stands with the next sentence, in which some norms were found."""
        moved = sentence.block != self.block
        here = opens_terms(sentence) or (self.here and not moved)
        before = self.told if moved else self.before
        return Terms(sentence.block, here, before, bool(found) or here or (self.told and not moved))

    def with_norms(self, norms: Sequence[Norm]) -> Terms:
        """Return the same after more norms were found in the sentence."""
        return replace(self, told=True) if norms else self


def is_handed_on(reading: Reading, norm: Norm) -> bool:
    """Tell whether a term stands in the report's own voice, or is handed on by somebody whom it does not bind.

    What a party says that the other will do is its claim; what it says that it will do itself binds it; a mediator,
    an agency or the agreed text tells what was agreed.
    """
    if norm.told is None:
        return True
    lists = claim_words()
    if norm.told.lemma_.lower() in lists.deny | lists.doubt | lists.predict:
        return False
    teller = subject_of(norm.told)
    if teller is None or norm.subject is None:
        return False
    keys = set(sides_of(reading, actors_of(reading, norm.sentence, teller)))
    if not keys:
        return teller.lemma_.lower() in _HANDS_ON
    bound = set(sides_of(reading, actors_of(reading, norm.sentence, norm.subject)))
    return bound == keys or not keys & (set(reading.parties) | bound)


def may_go_on(reading: Reading, norm: Norm) -> bool:
    """Tell whether a sentence goes on with the terms of the paragraph before: its subject has a theme of its own."""
    if norm.subject is None or norm.told is not None:
        return False
    start, end = norm.sentence.cover(norm.tokens)
    return classify(reading.document.text[start:end])[0] != "other"
