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
from kg.extract.syntax import auxiliaries, children, subject_of
from kg.extract.tables import claim_words
from kg.extract.theme import classify
from kg.extract.words import words

__all__ = ["Terms", "is_handed_on"]

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
        opened: Whether any sentence so far has.
        before: Whether the paragraph before it told terms; news give each sentence a paragraph.
        told: Whether its own paragraph has told a term so far.
    """

    block: int = -1
    here: bool = False
    opened: bool = False
    before: bool = False
    told: bool = False

    def at(self, sentence: Sentence, found: Sequence[Norm]) -> Terms:
        """Return how it stands with the next sentence, in which some norms were found."""
        moved = sentence.block != self.block
        opens = opens_terms(sentence)
        here = opens or (self.here and not moved)
        before = self.told if moved else self.before
        told = bool(found) or here or (self.told and not moved)
        return Terms(sentence.block, here, self.opened or opens, before, told)

    def allow(self, reading: Reading, norm: Norm) -> bool:
        """Tell whether a norm is one of the terms.

        Where terms are being told, all are; where the paragraph before told them, those with a theme of their own;
        elsewhere in the text only what is plainly a duty or a right, or is handed on by somebody in office.
        """
        if self.here:
            return True
        if norm.subject is None or not _has_theme(reading, norm):
            return False
        if self.before or self.told:
            return norm.told is None or _in_office(reading, norm)
        if norm.subject.pos_ == "PRON" or norm.subject.lemma_.lower() in words().agreement:
            return False
        plain = not set(auxiliaries(norm.head)) & {"will", "would"}
        return plain if norm.told is None else _in_office(reading, norm)

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
    bare = teller.pos_ == "NOUN" and not children(teller, "amod", "compound", "poss", "nmod", "prep")
    keys = set(sides_of(reading, actors_of(reading, norm.sentence, teller)))
    if not keys or (bare and teller.lemma_.lower() in _HANDS_ON):
        return teller.lemma_.lower() in _HANDS_ON
    bound = set(sides_of(reading, actors_of(reading, norm.sentence, norm.subject)))
    return bound == keys or not keys & (set(reading.parties) | bound)


def _in_office(reading: Reading, norm: Norm) -> bool:
    """Tell whether who hands a term on can know it: a body or state, or somebody who acts for one."""
    teller = subject_of(norm.told) if norm.told is not None else None
    keys = actors_of(reading, norm.sentence, teller) if teller is not None else ()
    sides = sides_of(reading, keys)
    if not sides:
        return teller is not None and teller.lemma_.lower() in _HANDS_ON
    return all(reading.entities.table[key].type not in {"Person", "MediaOrganization"} for key in sides)


def _has_theme(reading: Reading, norm: Norm) -> bool:
    """Tell whether the words of a norm speak of what agreements are about."""
    start, end = norm.sentence.cover(norm.tokens)
    return classify(reading.document.text[start:end])[0] != "other"
