"""The home state: the one that a report is about, which "the government" and "the army" then mean."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kg.extract.authority.matcher import entry
from kg.extract.authority.offices import offices_of
from kg.extract.entities.model import Entity, Form, Mention, Table
from kg.extract.sentence import Sentence
from kg.text.slug import slug

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["add_home", "home_state"]

#: What a mention of a state, or of a place or leader of it, counts for.
_WEIGHTS = {Form.NAME: 1.0, Form.BODY: 1.5, Form.DEMONYM: 1.0, Form.CAPITAL: 1.0, Form.PLACE: 0.5}
_LEADER = 1.0
#: What the state that is named first counts for beside that.
_FIRST = 1.5
_NOUNS = frozenset({"government", "govt", "army", "military"})
#: Nouns for bodies that need no word before them to be known.
_ALONE = frozenset({"parliament", "presidency", "senate", "cabinet"})
#: Nouns for bodies that are known by the word before them: "the foreign ministry".
_DESCRIBED = frozenset({"ministry", "parliament", "court", "junta", "legislature"})
#: Nouns that are the state's only with a word such as "federal" before them.
_FORCES = frozenset({"troop", "soldier", "force"})
_DETERMINERS = frozenset(
    {"the", "its", "their", "both", "federal", "national", "central", "interim", "regular", "government"}
)


def home_state(entities: Mapping[str, Entity], mentions: Iterable[Mention], day: datetime.date | None) -> str | None:
    """Return the state that a text speaks of most, by its names, its places and its leaders.

    Args:
        entities: The entities found so far.
        mentions: Where they are named.
        day: The day of the document, for who held which office.
    """
    counts: defaultdict[str, float] = defaultdict(float)
    by_country = {e.country: key for key, e in entities.items() if e.type == "State" and e.country}
    for mention in sorted(mentions, key=lambda m: m.start):
        entity = entities[mention.key]
        if entity.type == "State" and not counts:
            counts[mention.key] += _FIRST
        if entity.type == "State":
            counts[mention.key] += _WEIGHTS.get(mention.form, 1.0)
        elif mention.form is Form.PLACE and entity.country in by_country:
            counts[by_country[entity.country]] += _WEIGHTS[Form.PLACE]
        elif entity.type == "Person":
            held = [h.of for h in offices_of(mention.key, day)] if day is not None else []
            of = next((one for one in held if one and one.startswith("state/")), by_country.get(entity.country or ""))
            if of is not None:
                counts[of] += _LEADER
    return max(sorted(counts), key=lambda key: counts[key]) if counts else None


def _is_federal(token: Token) -> bool:
    return any(
        word.lower_ in {"federal", "national", "government"} and word.dep_ in {"amod", "compound"}
        for word in token.children
    )


def _is_bare_body(table: Table, sentence: Sentence, token: Token) -> bool:
    """Tell whether a noun for a body of government acts without an owner: "the foreign ministry said"."""
    if token.lemma_.lower() not in _ALONE | _DESCRIBED or token.tag_ not in {"NN", "NNP"}:
        return False
    if token.dep_ != "nsubj" or token.head.pos_ != "VERB" or any(w.dep_ == "poss" for w in token.children):
        return False
    described = any(w.dep_ in {"compound", "amod"} and w.i == token.i - 1 for w in token.children)
    if not (described or token.lemma_.lower() in _ALONE):
        return False
    start, end = sentence.cover([*_describing(token), token])
    return not any(m.form is not Form.PLACE for m in table.taken(start, end))


def _describing(token: Token) -> list[Token]:
    return [w for w in token.lefts if w.dep_ in {"compound", "amod", "nmod"}]


def _add_bare_body(table: Table, sentence: Sentence, token: Token, home: str | None) -> None:
    """Add a body of the home state; it is the one that the text names with its owner elsewhere."""
    words = [*_describing(token), token]
    start, end = sentence.cover(words)
    name = " ".join(word.text for word in words)
    owner = table.entities.get(home) if home is not None else None
    key = f"governmentbody/{slug(owner.label)}-{slug(name)}" if owner is not None else f"governmentbody/{slug(name)}"
    body = table.entity(key, "GovernmentBody", name)
    body.part_of = home if owner is not None else None
    table.add(start, end, key, Form.NAME, name)


def add_home(table: Table, sentences: tuple[Sentence, ...], day: datetime.date | None) -> None:
    """Let "the government", "govt" and "the army" name the home state where nobody else's is meant."""
    bare = [
        (sentence, token)
        for sentence in sentences
        for token in sentence.tokens
        if (token.lemma_.lower() in _NOUNS or (token.lemma_.lower() in _FORCES and _is_federal(token)))
        and token.pos_ in {"NOUN", "PROPN"}
        and token.dep_ not in {"compound", "amod"}
        and not any(
            child.dep_ in {"amod", "compound", "poss", "nmod", "prep"} and child.lower_ not in _DETERMINERS
            for child in token.children
        )
        and not [m for m in table.taken(*sentence.at(token)) if m.form is not Form.PLACE]
    ]
    ministries = [(s, t) for s in sentences for t in s.tokens if _is_bare_body(table, s, t)]
    home = home_state(table.entities, table.all(), day) if bare or ministries else None
    for sentence, token in ministries:
        _add_bare_body(table, sentence, token, home)
    if home is None:
        return
    known = entry(home)
    entity = table.entity(home, known.type, known.label)
    entity.wikidata, entity.country = known.wikidata, known.country
    for sentence, token in bare:
        table.add(*sentence.at(token), home, Form.BODY, token.text)
