"""Reported parties: between whom the agreement is that a report tells of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.affiliation import sides_of
from kg.extract.entities.model import Form
from kg.extract.reading import Reading
from kg.extract.roles import actors_of, unique
from kg.extract.sentence import Sentence
from kg.extract.syntax import agent_of, child, is_negated, is_passive, prepositional, subject_of
from kg.extract.tables import incident_words
from kg.extract.words import words
from kg.text.segment import BlockKind

if TYPE_CHECKING:
    pass

__all__ = ["reported_parties"]

#: What can be bound by an agreement in its own right.
_CAN_BIND = frozenset(
    {"State", "People", "ArmedGroup", "InternationalOrganization", "PoliticalParty", "GovernmentBody", "Organization"}
)
#: Who fights or quarrels with somebody.
_CAN_FIGHT = frozenset({"State", "People", "ArmedGroup", "PoliticalParty", "GovernmentBody"})
#: Verbs that bring an agreement about between others as well as for oneself.
_FOR_OTHERS = frozenset({"announce", "broker", "negotiate", "unveil", "mediate", "declare", "make", "hammer"})
#: Verbs whose passive subject can only be an agreement: "it was signed by".
_MAKES_IT = frozenset({"sign", "conclude", "ratify", "initial", "agree"})
#: Nouns between whose two ends stand those who must agree.
_QUARREL = frozenset(
    {
        "war",
        "conflict",
        "fighting",
        "hostility",
        "clash",
        "dispute",
        "talk",
        "negotiation",
        "dialogue",
        "battle",
        "relation",
        "tension",
        "truce",
    }
)
#: Verbs of those who talk: "A and B held talks".
_HOLDS = frozenset({"hold", "open", "begin", "start", "resume", "conclude", "continue", "launch"})
#: More ends than these no quarrel has.
_MOST = 4
#: Verbs of fighting beside those of violence.
_FIGHTS = frozenset({"fight", "battle", "beat", "defeat", "oust", "rout", "besiege", "confront"})


def reported_parties(reading: Reading) -> tuple[str, ...]:
    """Return the parties of what a report tells of.

    They are the first who are said to agree or sign, in the title or in the text, if two of them are named; else the
    first of whom one is named ("the government and rebels"); else two who are named together as parties to a quarrel
    or talks, or of whom one fights the other; else the two of whom the report tells most.

    Args:
        reading: The report, read so far without parties.
    """
    told = [_headline_parties(reading), *(keys for s in reading.sentences for keys in _who_agrees(reading, s))]
    named = {
        m.key
        for m in reading.entities.mentions
        if m.form not in {Form.NOMINAL, Form.PLACE} and reading.entities.table[m.key].type != "Person"
    }
    for least in (2, 1):
        found = next((keys for keys in told if len(keys) >= 2 and len(named & set(keys)) >= least), None)
        if found is not None:
            return found
    quarrel = next((keys for s in reading.sentences for keys in _who_quarrels(reading, s)), None)
    one = next((keys for keys in told if keys), ())
    return quarrel or _most_told(reading, one) or one


def _most_told(reading: Reading, one: tuple[str, ...]) -> tuple[str, ...]:
    """Return the two sides that a text tells of most by far; who is said to agree must be of them, if it can fight."""
    table = reading.entities.table
    told = [m.key for m in reading.entities.mentions if m.form is not Form.PLACE]
    counts = Counter(side for key in told for side in sides_of(reading, [key]) if table[side].type in _CAN_FIGHT)
    ranked = sorted(counts, key=lambda key: (-counts[key], key))
    next_best = counts[ranked[2]] if len(ranked) > 2 else 0
    clear = len(ranked) >= 2 and counts[ranked[1]] > max(1, next_best)
    fits = bool(set(one) & set(ranked[:2])) or not any(table[key].type in _CAN_FIGHT for key in one)
    return tuple(ranked[:2]) if clear and fits else ()


_SIGNING = re.compile(
    r"\b(?:signs?|signed|agrees?|reach|reaches|announces?|strikes?|seals?|inks?|settles?|clinch(?:es)?)\b", re.I
)


_WITH = re.compile(r"\bwith\s+(?:the\s+)?(?:\w+\s+)?", re.I)


def _headline_parties(reading: Reading) -> tuple[str, ...]:
    """Take the parties from a title such as "A, B and C sign deal to end war"."""
    for block in reading.blocks:
        if block.kind is BlockKind.TITLE:
            match = _SIGNING.search(reading.cleaned, block.span.start, block.span.end)
            if match:
                keys = [m.key for m in reading.entities.actors(block.span.start, match.start())]
                partner = _WITH.search(reading.cleaned, match.end(), block.span.end)
                if keys and partner is not None:  # "A signs truce with B"
                    keys += [m.key for m in reading.entities.actors(partner.end(), block.span.end)[:1]]
                sides = sides_of(reading, keys)
                return tuple(key for key in sides if reading.entities.table[key].type in _CAN_BIND)
    return ()


def _bindable(reading: Reading, keys: tuple[str, ...], kinds: frozenset[str] = _CAN_BIND) -> tuple[str, ...]:
    sides = sides_of(reading, keys)
    able = tuple(key for key in sides if reading.entities.table[key].type in kinds)
    return sides if len(able) == 1 and len(sides) == 2 and _are_people_else(reading, sides) else able


def _are_people_else(reading: Reading, keys: tuple[str, ...]) -> bool:
    """Tell whether some of two are persons whose side is not known, who then stand for it themselves."""
    return all(reading.entities.table[key].type in _CAN_BIND | {"Person"} for key in keys)


def _who_agrees(reading: Reading, sentence: Sentence) -> Iterator[tuple[str, ...]]:
    """Yield who is said to agree, or between whom an agreement is."""
    lists = words()
    for token in sentence.tokens:
        lemma = token.lemma_.lower()
        keys: tuple[str, ...] = ()
        if token.pos_ in {"VERB", "AUX"} and not is_negated(token):
            made = [t for t in (*token.subtree, token.head) if t.lemma_.lower() in lists.agreement]
            it = child(token, "nsubjpass")
            meant = it is not None and it.lower_ in {"it", "which"} and lemma in _MAKES_IT
            if lemma in lists.agree or (lemma in lists.make_agreement - _FOR_OTHERS and made) or meant:
                by = agent_of(token) if is_passive(token) or token.dep_ == "acl" else None
                subject = by if by is not None or (is_passive(token) and lemma != "commit") else subject_of(token)
                heads = [subject] if subject is not None and subject is not it else []
                heads += [w for holder in (token, *made[:1]) for w in prepositional(holder, "with")] if heads else []
                keys = unique([key for head in heads for key in actors_of(reading, sentence, head)])
        elif lemma in lists.agreement and token.pos_ in {"NOUN", "PROPN"}:
            keys = unique([key for p in prepositional(token, "between") for key in actors_of(reading, sentence, p)])
        yield _bindable(reading, keys)


def _who_quarrels(reading: Reading, sentence: Sentence) -> Iterator[tuple[str, ...]]:
    """Yield two who are named as the ends of a quarrel, or of whom one fights the other."""
    fights = incident_words().verb | _FIGHTS
    for token in sentence.tokens:
        keys: tuple[str, ...] = ()
        if token.lemma_.lower() in _QUARREL:
            keys = unique([key for p in prepositional(token, "between") for key in actors_of(reading, sentence, p)])
        elif token.lemma_.lower() in _HOLDS and (talks := child(token, "dobj")) is not None:
            held = talks.lemma_.lower() in _QUARREL
            subject = subject_of(token) if held else None
            keys = actors_of(reading, sentence, subject) if subject is not None else ()
        elif token.dep_ == "nsubj" and token.pos_ in {"NOUN", "PROPN"}:
            foe = child(token.head, "dobj")
            if foe is not None and token.head.lemma_.lower() in fights:
                keys = unique([*actors_of(reading, sentence, token), *actors_of(reading, sentence, foe)])
        found = _bindable(reading, keys, _CAN_FIGHT)
        if 2 <= len(found) <= _MOST:
            yield found
