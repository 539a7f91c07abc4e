"""Speakers: whom a verb of saying, or a text that speaks, hands its words to."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.frames import Stance
from kg.extract.quotations import Quotation, quotation_at
from kg.extract.reading import Reading
from kg.extract.roles import actors_of, unique
from kg.extract.sentence import Sentence
from kg.extract.syntax import agent_of, child, children, is_hypothetical, is_negated, is_passive, subject_of
from kg.extract.tables import claim_words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Heard", "Statement", "is_unsaid", "speakers_of", "voices_of"]

#: How many subjects back a pronoun that speaks may refer, and how many statements are looked at.
_BACK = 20
_PERSONS, _PLURALS, _THINGS = frozenset({"he", "she"}), frozenset({"they"}), frozenset({"it"})
#: Pronouns of who speaks in a quotation or in the author's own voice.
_OWN = frozenset({"i", "we", "you"})
#: A modal makes an act of saying something that has not been said.
_MODALS = frozenset({"will", "shall", "would", "could", "may", "might", "should", "must", "can", "'ll"})
#: Verbs under which an infinitive of saying has been said: "went on to say".
_WENT_ON = frozenset({"go", "continue", "begin", "proceed", "use", "take", "keep"})
#: A text that speaks goes back to who spoke at most this many characters before.
_FAR = 1500


@dataclass(frozen=True, slots=True)
class Statement:
    """Be a stretch of the text that somebody says; nobody named means the author.

    Args:
        start: Where it begins.
        end: Where it ends.
        claimants: Who says it.
        stance: How it is said.
        told_at: Where the verb stands that hands it to them, if one does.
    """

    start: int
    end: int
    claimants: tuple[str, ...]
    stance: Stance
    told_at: int = -1


@dataclass(frozen=True, slots=True)
class Heard:
    """Hold what is known while a text is gone through: its quotations, and what has been said so far."""

    quotations: tuple[Quotation, ...]
    said: list[Statement]

    def is_quoted(self, position: int) -> bool:
        """Tell whether a position is inside what somebody says."""
        return quotation_at(self.quotations, position) is not None or any(
            statement.start <= position < statement.end for statement in self.said[-_BACK:]
        )

    def last(self, position: int) -> tuple[str, ...]:
        """Return who spoke last before a position."""
        for statement in reversed(self.said[-_BACK:]):
            if statement.claimants and position - _FAR < statement.start < position:
                return statement.claimants
        return ()


def is_unsaid(verb: Token) -> bool:
    """Tell whether an act of saying did not take place: denied, hypothetical, to come, asked for."""
    if verb.lemma_.lower() in claim_words().predict:
        return is_negated(verb)
    if is_negated(verb) or is_hypothetical(verb):
        return True
    helpers = {word.lower_ for word in children(verb, "aux")}
    if helpers & _MODALS:
        return True
    return "to" in helpers and verb.tag_ == "VB" and verb.head.lemma_.lower() not in _WENT_ON


def _named_speaker(verb: Token) -> Token | None:
    """Return the word that names who speaks."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":
        quoting = verb.head.head
        return child(quoting, "nsubjpass") or child(quoting, "dobj")
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.i > verb.sent.start and verb.nbor(-1).text == ",":
        return subject_of(verb.sent.root)
    if is_passive(verb):
        return agent_of(verb)
    told = child(verb, "dobj")
    if told is not None and told.i > verb.i and child(verb, "nsubj") is None and child(verb, "ccomp") is not None:
        return told
    return subject_of(verb)


def speakers_of(
    reading: Reading, sentence: Sentence, verb: Token, heard: Heard
) -> tuple[Token | None, tuple[str, ...]]:
    """Return the word that names who says what a verb of saying tells, and the actors that it means.

    Args:
        reading: The document.
        sentence: The sentence of the verb.
        verb: A verb of saying.
        heard: What has been said before.
    """
    speaker = _named_speaker(verb)
    if speaker is None:
        return None, ()
    word = speaker.lower_
    who = child(verb, "nsubj")
    if who is not None and who.lower_ == "who" and verb.dep_ == "relcl":
        return speaker, _person_before(reading, sentence, who) or actors_of(reading, sentence, speaker)
    if word in _OWN or (speaker.pos_ == "PRON" and heard.is_quoted(sentence.at(speaker)[0])):
        return speaker, ()
    if word in _PERSONS | _PLURALS | _THINGS:
        return speaker, _pronoun(reading, sentence, speaker, heard) or actors_of(reading, sentence, speaker)
    return speaker, actors_of(reading, sentence, speaker) or voices_of(reading, sentence, speaker, heard)


def _person_before(reading: Reading, sentence: Sentence, who: Token) -> tuple[str, ...]:
    """Return the person named last before "who": "said A. B., an analyst with the Institute, who expects …"."""
    before = reading.entities.actors(sentence.start, sentence.at(who)[0])
    named = [m.key for m in before if reading.entities.table[m.key].type == "Person"]
    return tuple(named[-1:])


def _agrees(reading: Reading, word: str, keys: tuple[str, ...], *, plural: bool) -> bool:
    kinds = {reading.entities.table[key].type for key in keys}
    if word in _PERSONS:
        return kinds == {"Person"} and len(keys) == 1
    if word in _PLURALS:
        return plural or len(keys) > 1
    return len(keys) == 1 and kinds != {"Person"}


def _pronoun(reading: Reading, sentence: Sentence, speaker: Token, heard: Heard) -> tuple[str, ...]:
    """Resolve a pronoun that speaks to the last subject that agrees with it and stands in nobody's words."""
    position, word = sentence.at(speaker)[0], speaker.lower_
    index = bisect_left(reading.subjects, position, key=lambda subject: subject.position)
    for subject in reversed(reading.subjects[max(0, index - _BACK) : index]):
        if _agrees(reading, word, subject.keys, plural=subject.plural) and not heard.is_quoted(subject.position):
            return subject.keys
    return ()


def voices_of(reading: Reading, sentence: Sentence, noun: Token, heard: Heard) -> tuple[str, ...]:
    """Return who speaks through a text: "a statement by the ministry", "the statement" after who made it.

    Args:
        reading: The document.
        sentence: The sentence of the noun.
        noun: What speaks.
        heard: What has been said before.
    """
    if noun.lemma_.lower() not in claim_words().document:
        return ()
    keys: list[str] = []
    makers = [w for prep in children(noun, "prep") if prep.lower_ in {"by", "from", "of"} for w in prep.children]
    makers += children(noun, "poss", "compound", "amod", "nmod")
    for clause in children(noun, "acl"):
        maker = agent_of(clause)
        makers += [maker] if maker is not None else []
    if noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
        giver = subject_of(noun.head)
        makers += [giver] if giver is not None else []
    for maker in makers:
        keys += actors_of(reading, sentence, maker)
    if keys:
        return unique(keys)
    if any(word.lower_ == "joint" for word in noun.children):
        return reading.parties
    if not any(word.lower_ in {"the", "that", "this"} for word in noun.children):
        return ()
    return heard.last(sentence.at(noun)[0])
