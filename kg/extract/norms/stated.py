"""Norms of that-clauses: "decides that all States shall …", "demands that the parties cease … and refrain …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract.entities.model import Form
from kg.extract.frames import Modality
from kg.extract.norms.addressed import acts_after, addressees_of
from kg.extract.norms.modality import modality_of
from kg.extract.norms.model import Norm
from kg.extract.norms.operative import Part, trimmed
from kg.extract.reading import Reading
from kg.extract.roles import actors_of, mention_of, unique
from kg.extract.sentence import Sentence
from kg.extract.syntax import agent_of, child, is_passive, prepositional

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["bearer_of", "clauses_of", "main_of", "modal_of_clause", "opens_aside", "stated_norms"]

_NO_MAIN = frozenset({"relcl", "advcl", "acl", "aux", "auxpass", "pcomp", "csubj"})
_DUTIES = frozenset({"responsibility", "duty", "obligation"})
_JOINTS = frozenset({"and", ",", "the", "all", "both", "as", "well", "or", "immediately", "of"})
_MODALS = {
    "shall": Modality.OBLIGATION,
    "should": Modality.OBLIGATION,
    "must": Modality.OBLIGATION,
    "will": Modality.OBLIGATION,
    "may": Modality.PERMISSION,
}


def clauses_of(part: Part) -> list[list[Token]]:
    """Cut what follows a verb at each coordinated "that": "that X shall …, and that Y shall …"."""
    rest = trimmed(list(part.rest))
    thats = [t for t in rest if t.lower_ == "that" and t.tag_ not in {"DT", "WDT"}]
    verbs = {t.i for t in part.verb}
    first = next((t for t in thats if t in rest[:3] or (t.head.dep_ == "ccomp" and t.head.head.i in verbs)), None)
    if first is None and opens_aside(rest):
        first = next((t for t in rest if t.lower_ == "that" and t.tag_ == "IN"), None)
    starts = [first.i] if first is not None else []
    for before, token in pairwise(rest):
        if token.lower_ != "that" or token.tag_ != "IN" or (starts and token.i <= starts[-1] + 2):
            continue
        joint = before.nbor(-1) if before.lower_ in {"also", "further"} else before
        if joint.text == ";" or joint.lower_ == "and":
            starts.append(token.i)
    if not starts:
        return []
    ends = [*starts[1:], rest[-1].i + 1]
    return [[t for t in rest if start <= t.i < end] for start, end in zip(starts, ends, strict=True)]


def opens_aside(rest: Sequence[Token]) -> bool:
    """Tell whether something is wedged between a verb and its clause: "decides, under Chapter VII, that …"."""
    first = next((t for t in rest if t.is_alpha), None)
    return first is not None and (first.pos_ in {"ADP", "SCONJ"} or first.tag_ == "VBG") and first.lower_ != "that"


def main_of(clause: Sequence[Token]) -> Token | None:
    """Return the verb of a that-clause: the first one that has a subject in it."""
    inside = {t.i for t in clause}
    found = []
    for token in clause[1:]:
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in _NO_MAIN:
            subject = child(token, "nsubj", "nsubjpass", "expl")
            if subject is not None and subject.i in inside:
                found.append(token)
    if found:
        return found[0]
    modal = next((t for t in clause[1:] if t.tag_ == "MD" and t.head.i in inside), None)
    if modal is not None:
        return modal.head
    bare = next((t for t in clause[2:] if t.tag_ in {"VB", "VBP"} and t.dep_ not in {"aux", "auxpass"}), None)
    return bare or next((t for t in reversed(clause) if t.pos_ in {"VERB", "NOUN"}), None)


def modal_of_clause(act: Token, main: Token) -> Modality | None:
    """Return the modality of the modal of an act, or of the verb that it is coordinated with."""
    for verb in (act, main):
        found = next((_MODALS[a.lower_] for a in verb.children if a.dep_ == "aux" and a.lower_ in _MODALS), None)
        if found is not None:
            return found
    return None


def stated_norms(
    reading: Reading, sentence: Sentence, part: Part, clause: list[Token], *, first: bool
) -> Iterator[Norm]:
    """Yield what one that-clause decides or demands, one norm for each coordinated act.

    Args:
        reading: The document.
        sentence: The sentence of the clause.
        part: The part of the paragraph that it belongs to.
        clause: Its words, "that" first.
        first: Whether the operative verb stands right before it, and belongs to its wording.
    """
    lead = [*part.verb, *(t for t in part.rest if t.i < clause[0].i)] if first else []
    main = main_of(clause)
    early = _after_actors(reading, sentence, clause) if part.role == "ask" else None
    if early is not None and (main is None or main.i > early.i):
        main = early
    if main is None:
        return
    subject, keys = bearer_of(reading, sentence, clause, main)
    if main == early:
        named = reading.entities.actors(sentence.at(clause[0])[1], sentence.at(main)[0])
        keys = unique([mention.key for mention in named])
    acts = acts_after(main, clause)
    starts = [_start_of(act, subject=main != early) for act in acts]
    for index, act in enumerate(acts):
        stop = starts[index + 1] if index + 1 < len(acts) else clause[-1].i + 1
        own = [t for t in clause if (clause[0].i if index == 0 else starts[index]) <= t.i < stop]
        modal = modal_of_clause(act, main)
        agent = _agent(act, subject) if is_passive(act) else None
        doers = actors_of(reading, sentence, agent) if agent is not None else () if is_passive(act) else keys
        upheld = part.role == "uphold" and not doers  # "stresses that the resources should not be exploited"
        owed = part.role == "uphold" and doers and _is_owed(act)  # "recalls that X bears the responsibility to …"
        told = modality_of(act, modal or Modality.OBLIGATION)
        frees = told is Modality.PERMISSION  # "the measures shall not apply to"
        decided = part.role == "own" and (modal is None or (not doers and not frees))
        by_body = upheld or decided or (_recommends(part) and not doers)
        yield Norm(
            sentence=sentence,
            head=act,
            tokens=tuple(trimmed([*lead, *own] if index == 0 else own)),
            modality=Modality.AFFIRMATION if upheld or (part.role == "uphold" and modal is None) else told,
            bearer=None if is_passive(act) else subject,
            obligors=reading.parties if by_body or (part.role == "uphold" and modal is None and not owed) else doers,
            said_by=part.verb[-1],
            parties_if_open=False,
        )


def _is_owed(act: Token) -> bool:
    """Tell whether a clause says whose duty something is: "bear the primary responsibility for"."""
    duties = (word for word in act.children if word.dep_ == "dobj")
    return act.lemma_.lower() in {"bear", "have"} and any(w.lemma_.lower() in _DUTIES for w in duties)


def _recommends(part: Part) -> bool:
    """Tell whether a body itself acts by recommending something: "recommends that X be admitted"."""
    return any(token.lemma_.lower() == "recommend" for token in part.verb)


def _agent(act: Token, subject: Token | None) -> Token | None:
    """Return who does what is demanded in the passive: "be paid by X", "that compensation by X be paid"."""
    beside = prepositional(subject, "by") if subject is not None else []
    return agent_of(act) or next(iter(beside), None)


def _after_actors(reading: Reading, sentence: Sentence, clause: Sequence[Token]) -> Token | None:
    """Return the word after the actors that a demand begins with, which the parser may not see as a verb.

    "that the Government of Sudan and the Government of South Sudan facilitate …": a bare verb looks like a noun.
    """
    named = False
    for token in clause[1:]:
        mention = mention_of(reading, sentence, token)
        if token.pos_ == "PROPN" or (mention is not None and mention.form is not Form.DEMONYM):
            named = named or mention is not None
        elif token.lower_ not in _JOINTS and token.pos_ != "ADV":
            follows = clause[-1].i > token.i and token.nbor(1).pos_ in {"DET", "PRON", "ADP", "ADJ", "NOUN"}
            plain = token.is_alpha and token.is_lower and token.pos_ in {"NOUN", "VERB", "ADJ"}
            return token if named and plain and follows and token.lower_ == token.lemma_.lower() else None
    return None


def bearer_of(
    reading: Reading, sentence: Sentence, clause: Sequence[Token], main: Token
) -> tuple[Token | None, tuple[str, ...]]:
    """Return the subject of a that-clause and whom it names; where the parse has none, the words before the verb."""
    subject = child(main, "nsubj", "nsubjpass")
    if subject is not None and subject.i > clause[0].i:
        return subject, actors_of(reading, sentence, subject)
    return addressees_of(reading, sentence, [t for t in clause[1:] if t.i < _start_of(main, subject=False)])


def _start_of(act: Token, *, subject: bool = True) -> int:
    deps = {"aux", "auxpass", "neg"} | ({"nsubj", "nsubjpass"} if subject else set())
    return min([w.i for w in act.children if w.dep_ in deps and w.i < act.i] + [act.i])
