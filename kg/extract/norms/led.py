"""Norms of list points that their lead-in governs: "The Parties shall: (a) withdraw …; (b) release …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.frames import Modality
from kg.extract.norms.formal import modal_of, modality_of
from kg.extract.norms.model import Norm
from kg.extract.reading import Reading
from kg.extract.roles import actors_of
from kg.extract.sentence import Sentence
from kg.extract.syntax import child, clause_tokens, conjoined_verbs, is_negated
from kg.extract.words import words
from kg.text.segment import BlockKind

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["led_norms"]

_POINTS = frozenset({BlockKind.ITEM, BlockKind.BULLET})


def led_norms(reading: Reading, sentence: Sentence) -> Iterator[Norm]:
    """Yield the norms of a point that has no subject or modal of its own, and takes them from its lead-in.

    Args:
        reading: The document.
        sentence: A sentence of the point.
    """
    if reading.block_of(sentence).kind not in _POINTS:
        return
    lead = _lead_of(reading, sentence)
    if lead is None:
        return
    ruler = next((t for t in lead.tokens if t.pos_ in {"VERB", "AUX"} and modal_of(t) is not None), None)
    modal = modal_of(ruler) if ruler is not None else _dangling_modal(lead)
    subject = child(ruler, "nsubj", "nsubjpass") if ruler is not None else None
    subject = subject or next(
        (t for t in lead.tokens if t.dep_ in {"nsubj", "nsubjpass", "ROOT"} and t.pos_ != "VERB"), None
    )
    obligors = actors_of(reading, lead, subject) if subject is not None else ()
    forbidden = (ruler is not None and is_negated(ruler)) or (
        subject is not None and subject.lower_ in {"none", "neither"}
    )
    root = sentence.tokens.root
    if modal is None and not (obligors and root.lemma_.lower() in words().perform):
        return
    acts = conjoined_verbs(root) if root.pos_ == "VERB" else [root]
    for index, act in enumerate(acts):
        others = {other.i for other in acts} - {act.i}
        tokens = clause_tokens(root if index == 0 else act, without=others)
        affirms = act.lemma_.lower() in words().perform_affirms and modal is None
        modality = Modality.AFFIRMATION if affirms else modality_of(act, modal or Modality.OBLIGATION)
        yield Norm(
            sentence=sentence,
            head=act,
            tokens=tuple(tokens),
            modality=Modality.PROHIBITION if forbidden else modality,
            obligors=obligors,
            said_by=act,
        )


def _lead_of(reading: Reading, sentence: Sentence) -> Sentence | None:
    """Return the sentence that a point hangs on: the last one before the first point of its list."""
    parent = reading.block_of(sentence).parent
    if parent is None:
        return None
    for index in range(sentence.index - 1, -1, -1):
        other = reading.sentences[index]
        if other.block == parent:
            return other
        if other.block < parent:
            return None
    return None


def _dangling_modal(lead: Sentence) -> Modality | None:
    """Return the modal that a lead-in ends in: "none of them shall"."""
    last: Token | None = next((t for t in reversed(list(lead.tokens)) if t.is_alpha), None)
    if last is None or last.lower_ not in {"shall", "will", "must", "may", "to"}:
        return None
    return Modality.PERMISSION if last.lower_ == "may" else Modality.OBLIGATION
