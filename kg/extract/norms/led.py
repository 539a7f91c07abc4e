"""Norms of an agreement's text, with what a provision takes from the lines before it.

The points of a list take subject, modal and denial from the line that leads them in: "The Parties shall not: (a) …".
What follows a semicolon takes the subject of what stands before it: "A shall withdraw; and shall not return".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.frames import Modality
from kg.extract.norms.acts import is_verbal
from kg.extract.norms.force import force_norms
from kg.extract.norms.formal import formal_norms, modal_of
from kg.extract.norms.model import Norm
from kg.extract.norms.spoken import spoken_norms
from kg.extract.reading import Reading
from kg.extract.roles import actors_of
from kg.extract.sentence import Sentence
from kg.extract.syntax import clause_tokens, is_passive, subject_of
from kg.extract.words import words
from kg.text.segment import Block, BlockKind

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["led_norms"]

_POINTS = frozenset({BlockKind.ITEM, BlockKind.BULLET})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
#: Verbs whose objects a list can name one by one: "There shall be established: (a) a Council; (b) a Court".
_SETTING_UP = frozenset(
    {"establish", "create", "constitute", "form", "release", "appoint", "pay", "deliver", "set", "withdraw"}
)


def led_norms(reading: Reading, sentence: Sentence) -> Iterator[Norm]:
    """Yield the norms of a sentence of an agreement, with what they take from the lines before it.

    Args:
        reading: The document.
        sentence: A sentence of an article or point.
    """
    if _only_leads(reading, sentence) or _charges(reading, sentence):
        return
    charged = _charged(reading, sentence)
    if charged is not None:
        yield charged
        return
    every = list(force_norms(sentence, reading.parties)) or list(formal_norms(sentence))
    found = [norm for norm in every if not _dangles(reading, sentence, norm)]
    if sentence.supplied:
        lead = _lead_of(reading, sentence)
        obligors = _led_obligors(reading, lead) if lead is not None else ()
        for norm in found:
            inherited = norm.bearer is None or norm.bearer.i < sentence.tokens.start
            yield replace(norm, obligors=obligors) if obligors and inherited else norm
    elif found:
        before = _before(reading, sentence) if sentence.item else None
        for norm in found:
            bare = norm.bearer is None and not is_passive(norm.head) and subject_of(norm.head) is None
            if before is not None and bare:
                yield replace(norm, obligors=_led_obligors(reading, before))
            else:
                yield norm
    elif not every:
        things = list(_named_things(reading, sentence)) if reading.block_of(sentence).kind in _POINTS else []
        yield from things or spoken_norms(reading, sentence)


#: What a line says of whom the points below it charge: "The Force shall be responsible for:", "is tasked with:".
_CHARGES = re.compile(r"\b(?:responsible\s+for|(?:tasked|charged|entrusted|mandated)\s+with)\s*:?\s*$", re.IGNORECASE)


def _charges(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether a line only says who is charged with the points below it."""
    following = reading.sentences[sentence.index + 1 : sentence.index + 2]
    below = any(reading.block_of(other).parent == sentence.block for other in following)
    return below and _CHARGES.search(reading.cleaned[sentence.start : sentence.end]) is not None


def _charged(reading: Reading, sentence: Sentence) -> Norm | None:
    """Return the norm of a point below such a line: "monitoring the redeployment"."""
    lead = _lead_of(reading, sentence) if reading.block_of(sentence).kind in _POINTS else None
    if lead is None or not _charges(reading, lead):
        return None
    tokens = [token for token in sentence.tokens if not token.is_space]
    while tokens and (tokens[-1].is_punct or tokens[-1].lower_ in {"and", "or"}):
        tokens.pop()
    head = next((token for token in tokens if token.tag_ == "VBG"), tokens[0] if tokens else None)
    if head is None:
        return None
    return Norm(
        sentence=sentence,
        head=head,
        tokens=tuple(tokens),
        modality=Modality.OBLIGATION,
        obligors=_led_obligors(reading, lead),
        said_by=head,
    )


def _dangles(reading: Reading, sentence: Sentence, norm: Norm) -> bool:
    """Tell whether a verb waits for the points below it: "The Parties undertake: (a) to withdraw …"."""
    if sentence.index + 1 >= len(reading.sentences) or not reading.sentences[sentence.index + 1].supplied:
        return False
    last = next((token for token in reversed(list(sentence.tokens)) if token.is_alpha), None)
    return last is not None and last.i in {norm.head.i, *(verb.i for verb in norm.verbs)}


def _led_obligors(reading: Reading, lead: Sentence) -> tuple[str, ...]:
    """Return whom a lead-in binds: the last subject of it, or who it says is the agent."""
    for token in reversed(list(lead.tokens)):
        if token.dep_ in _SUBJECTS or (token.dep_ == "ROOT" and token.pos_ in {"NOUN", "PROPN", "PRON"}):
            keys = actors_of(reading, lead, token)
            if keys:
                return keys
    return ()


def _named_things(reading: Reading, sentence: Sentence) -> Iterator[Norm]:
    """Yield a point that only names a thing, where its lead-in says what is to be done with it."""
    lead = _lead_of(reading, sentence)
    if lead is None:
        return
    infinitive = _infinitive(sentence)
    if infinitive is not None:
        yield Norm(
            sentence=sentence,
            head=infinitive,
            tokens=tuple(clause_tokens(sentence.tokens.root))
            if sentence.tokens.root == infinitive
            else tuple(_said(sentence)),
            modality=Modality.OBLIGATION,
            obligors=_led_obligors(reading, lead),
            said_by=infinitive,
        )
        return
    ruler = _ruler(lead)
    if ruler is None:
        return
    if is_verbal(sentence.tokens.root) or _is_first(reading, sentence):
        return  # the lead-in and its first point are one statement
    subject = subject_of(ruler)
    yield Norm(
        sentence=sentence,
        head=sentence.tokens.root,
        tokens=tuple(_said(sentence)),
        modality=modal_of(ruler) or Modality.OBLIGATION,
        obligors=actors_of(reading, lead, subject) if subject is not None else (),
        said_by=None,
    )


def _infinitive(sentence: Sentence) -> Token | None:
    """Return the verb of a point that only says what to do: "To pay the debts of the tribe"."""
    start = [token for token in sentence.tokens if token.is_alpha][:4]
    opens = bool(start) and start[0].lower_ == "to"
    return next((token for token in start[1:] if token.tag_ == "VB"), None) if opens else None


def _said(sentence: Sentence) -> list[Token]:
    tokens = [token for token in sentence.tokens if not token.is_space]
    while tokens and (tokens[-1].is_punct or tokens[-1].lower_ in {"and", "or"}) and tokens[-1].text != ")":
        tokens.pop()
    return tokens


def _ruler(lead: Sentence) -> Token | None:
    """Return the verb of a lead-in that rules the things below it: "shall establish:", "agree to pay, to wit:"."""
    for token in lead.tokens:
        if is_verbal(token) and token.lemma_.lower() in _SETTING_UP:
            agreed = token.dep_ == "xcomp" and token.head.lemma_.lower() in words().perform
            if agreed or modal_of(token) is not None:
                return token
    return None


def _is_first(reading: Reading, sentence: Sentence) -> bool:
    return reading.block_of(sentence).ordinal == 1


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


def _before(reading: Reading, sentence: Sentence) -> Sentence | None:
    """Return what a run-on provision follows, in the same paragraph."""
    other = reading.sentences[sentence.index - 1] if sentence.index else None
    return other if other is not None and other.block == sentence.block else None


def _only_leads(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether a sentence only announces the points below it: "they shall take the following measures:"."""
    text = reading.cleaned[sentence.start : sentence.end].rstrip(" \n-—–")
    if not text.endswith(":") or sentence.index + 1 >= len(reading.sentences):
        return False
    block: Block = reading.block_of(reading.sentences[sentence.index + 1])
    inside = block.parent == sentence.block and block.kind in _POINTS
    last = [word for word in sentence.tokens if word.is_alpha]
    words = {word.lower_ for word in last[-8:]}
    return inside and bool(words & {"following", "follows", "below", "hereinafter", "measures", "steps"})
