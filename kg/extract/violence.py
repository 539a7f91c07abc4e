"""Violence: who did a deed to whom, by the verb or the noun that names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.entities.model import Form
from kg.extract.reading import Reading
from kg.extract.roles import actors_of, mention_of
from kg.extract.sentence import Sentence
from kg.extract.syntax import agent_of, child, children, is_negated, is_passive, prepositional, subject_of
from kg.extract.tables import incident_words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["actor_and_object", "deed", "of_noun", "of_verb"]

_NAMING = frozenset({Form.DEMONYM, Form.NAME, Form.BODY})


def deed(token: Token) -> str:
    """Return the lemma of a word, with its particle: "take back", "blow up"."""
    particle = next((w.lower_ for w in children(token, "prt", "advmod") if w.i == token.i + 1 and len(w) < 5), None)
    lemma = token.lemma_.lower()
    joined = f"{lemma} {particle}"
    return joined if particle is not None and joined in incident_words().verb else lemma


def of_verb(reading: Reading, sentence: Sentence, verb: Token) -> tuple[list[str], list[str], Token | None]:
    """Return who did it, to whom, and the word for those who suffered it.

    Args:
        reading: The document.
        sentence: The sentence of the verb.
        verb: A verb of violence.
    """
    subject, thing = actor_and_object(verb)
    by: list[str] = []
    if subject is not None and subject.tag_ not in {"WDT", "WP"}:
        if subject.lemma_.lower() in incident_words().noun:
            by += of_noun(reading, sentence, subject)[0]
        else:
            by += actors_of(reading, sentence, subject)
    at = [*actors_of(reading, sentence, thing)] if thing is not None else []
    if deed(verb) in incident_words().aimed:
        for target in prepositional(verb, "at", "on", "into", "against", "upon"):
            at += actors_of(reading, sentence, target)
    return by, at, thing


def actor_and_object(verb: Token) -> tuple[Token | None, Token | None]:
    """Return the words for who does a deed and who suffers it."""
    if deed(verb) in incident_words().suffer:
        return None, subject_of(verb)
    if is_passive(verb) or (
        verb.tag_ == "VBN" and verb.dep_ in {"acl", "ROOT", "conj", "relcl", "ccomp"} and agent_of(verb) is not None
    ):
        thing = child(verb, "nsubjpass", "nsubj")
        if thing is None:
            thing = verb.head if verb.dep_ == "acl" else subject_of(verb)
        return agent_of(verb), thing
    if verb.tag_ == "VBN" and verb.dep_ in {"acl", "ccomp", "conj"} and child(verb, "dobj") is None:
        return agent_of(verb), child(verb, "nsubj", "nsubjpass") or (verb.head if verb.dep_ == "acl" else None)
    return subject_of(verb), child(verb, "dobj")


def of_noun(reading: Reading, sentence: Sentence, noun: Token) -> tuple[list[str], list[str]]:
    """Return who did it and to whom, from the phrase of a noun and the verb that carries it.

    "A Russian strike on Turkish positions"; "militants launched an attack on the base"; "an attack claimed by X".
    """
    by: list[str] = []
    for word in children(noun, "amod", "compound", "poss", "nmod"):
        if mention_of(reading, sentence, word) is not None:
            by += _left_actors(reading, sentence, word)
    for word in prepositional(noun, "by", "between"):
        by += actors_of(reading, sentence, word)
    at: list[str] = []
    for word in prepositional(noun, "on", "against", "at"):
        at += actors_of(reading, sentence, word)
    for clause in children(noun, "acl", "relcl"):
        for inner in [clause, *children(clause, "xcomp")]:
            for word in prepositional(inner, "from", "against"):
                at += actors_of(reading, sentence, word)
        doer = agent_of(clause)
        if doer is not None and clause.lemma_.lower() in incident_words().carry | {"claim"}:
            by += actors_of(reading, sentence, doer)
    if not by:
        doer = _carrier(noun)
        by += actors_of(reading, sentence, doer) if doer is not None else ()
    return by, at


def _carrier(noun: Token) -> Token | None:
    """Return who carries out a deed that is the object of a verb: "launched", "claimed responsibility for"."""
    head = noun.head
    if noun.dep_ == "dobj" and head.lemma_.lower() in incident_words().carry:
        return subject_of(head)
    if noun.dep_ == "nsubjpass" and head.lemma_.lower() in incident_words().carry:
        return agent_of(head)
    if noun.dep_ != "pobj" or head.lower_ != "for":
        return None
    above = head.head
    if above.lemma_ == "responsibility" and above.head.lemma_ in {"claim", "take"} and not is_negated(above.head):
        return subject_of(above.head)
    return child(above, "dobj") if above.lemma_ == "blame" else None


def _left_actors(reading: Reading, sentence: Sentence, word: Token) -> list[str]:
    first = min((t for t in word.subtree), key=lambda t: t.i)
    while (
        first.i > sentence.tokens.start
        and (first.nbor(-1).text in {"-", "or", "and"} or first.text in {"-", "or", "and"})
        and first.nbor(-1).dep_ not in {"cc"}
    ):
        first = first.nbor(-1)
    start, _ = sentence.at(first)
    _, end = sentence.at(word)
    return [m.key for m in reading.entities.actors(start, end) if m.form in _NAMING]
