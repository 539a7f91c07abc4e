"""Bodies: phrases that name an actor by what it belongs to or by what it is.

"The Turkish delegation" stands for Turkey; "Turkey's Defense Ministry" is a body of its own; "the 6+6 committee" and
"the Supervisory Committee on the Implementation of …" are actors that no authority file knows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.authority.matcher import entry
from kg.extract.authority.offices import holdings
from kg.extract.entities.known import is_place_type
from kg.extract.entities.lexicon import lexicon
from kg.extract.entities.model import Form, Mention, Table
from kg.extract.sentence import Sentence
from kg.extract.words import words
from kg.text.slug import slug

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["add_bodies", "is_in_a_name"]

_MODIFIERS = frozenset({"ADJ", "PROPN", "NOUN", "NUM", "VERB", "ADV"})
#: Nouns that say again what an armed group or party is.
_OF_GROUPS = frozenset(
    {
        "movement",
        "group",
        "party",
        "organization",
        "organisation",
        "front",
        "rebel",
        "fighter",
        "militia",
        "force",
        "militant",
    }
)
#: Nouns that make a leader's name mean the state.
_GOVERNMENT = frozenset({"government", "govt", "regime", "administration", "army", "force"})
#: Words that make a group of a state's people one that fights it.
_REBEL = frozenset(
    {"rebel", "opposition", "insurgent", "armed", "jihadist", "jihadi", "separatist", "militant", "secessionist"}
)
_LONGEST = 7
#: Types of which a noun says again what its owner is: "the Anadolu news agency", "the Cherokee Indians".
_SAME = frozenset({"MediaOrganization", "People", "PoliticalParty", "ArmedGroup"})
#: What makes an actor the backer of a body, and not its owner: "Saudi-led coalition".
_BACKED = re.compile(
    r"\s?-\s?(?:backed|led|supported|aligned|allied|sponsored|controlled|mandated|funded|trained|dominated|based|held|run)\b"
)
#: Words of government, for a body that is only backed by somebody.
_RULING = frozenset({"government", "govt", "administration", "authority", "regime", "leadership"})
#: Signs that no word of a name has: "/ITAR-TASS/".
_SIGN = re.compile(r"[^\w.'’&-]")
#: Words that make an agency one of news.
_OF_NEWS = frozenset({"news", "press", "wire"})
_HEADS_OF = re.compile(r"\b[Hh]eads? of $")
#: What joins two owners of one noun.
_JOINT = re.compile(r"(?:,\s*(?:and|or)?\s+|\s+(?:and|or)\s+(?:the\s+)?|-)$")


def _left_edge(token: Token) -> list[Token]:
    """Return the words before a noun that belong to its phrase, nearest first."""
    words: list[Token] = []
    doc = token.doc
    index = token.i - 1
    while index >= token.sent.start and len(words) < _LONGEST:
        word = doc[index]
        if (word.text == "-" and word.whitespace_) or _SIGN.search(word.text):
            break
        joins = word.text in {"-", "'s", "'"} or (
            word.pos_ in _MODIFIERS and word.tag_ not in {"VBD", "VBZ", "VBP", "VB", "MD"}
        )
        if not joins or word.text in {"said", "says"}:
            break
        words.append(word)
        index -= 1
    while words and words[-1].text in {"-", "'s", "'"}:
        words.pop()
    return words


def _owners_after(sentence: Sentence, token: Token, table: Table) -> tuple[list[Mention], int]:
    """Return the actors in an "of …" after a noun ("the Government of Lebanon") and where the phrase ends."""
    for child in token.children:
        if child.dep_ != "prep" or child.lower_ != "of" or child.i != token.i + 1:
            continue
        for pobj in child.children:
            if pobj.dep_ != "pobj":
                continue
            owners: list[Mention] = []
            end = 0
            for head in [pobj, *pobj.conjuncts]:
                start, stop = sentence.at(head)
                found = [m for m in table.taken(start, stop) if not is_place_type(table.entities[m.key].type)]
                if found:
                    owners.append(found[0])
                    end = max(end, found[0].end)
            if owners:
                return owners, end
    return [], 0


def _owners_joined(table: Table, text: str, owner: Mention) -> list[Mention]:
    """Return the actors coordinated before an owner: "the Ottawa and Chippewa nations", "Syrian or Russian forces"."""
    found: list[Mention] = []
    start = owner.start
    while True:
        joint = _JOINT.search(text[max(0, start - 8) : start])
        if joint is None:
            return found
        end = max(0, start - 8) + joint.start()
        kind = table.entities[owner.key].type
        before = [
            m
            for m in (table.taken(end - 1, end) if end else [])
            if m.end == end and m.form in {owner.form, Form.NAME, Form.DEMONYM} and table.entities[m.key].type == kind
        ]
        if not before:
            return found
        found.insert(0, before[0])
        start = before[0].start


def add_bodies(table: Table, text: str, sentences: tuple[Sentence, ...]) -> None:
    """Add the phrases whose head noun stands for, or belongs to, an actor that is named in the phrase."""
    nouns = lexicon().nouns
    for sentence in sentences:
        for token in sentence.tokens:
            if token.pos_ not in {"NOUN", "PROPN"} or token.lemma_.lower() not in nouns:
                continue
            inside = token.dep_ == "compound" and token.head.i == token.i + 1
            if not (inside and token.head.lemma_.lower() in nouns):
                _add_body(table, text, sentence, token)


def _kind_of(lemma: str, left: list[Token]) -> tuple[bool, str | None]:
    """Tell whether a noun stands for its owner, and what kind of body it is, by itself and the words before it."""
    known = lexicon()
    before = {word.lemma_.lower() for word in left}
    if lemma in known.stands_for and lemma != "force" and before & _REBEL:
        return False, "ArmedGroup"
    if lemma == "agency" and before & _OF_NEWS:
        return False, "MediaOrganization"
    return lemma in known.stands_for, known.body.get(lemma)


def _add_body(table: Table, text: str, sentence: Sentence, token: Token) -> None:
    """Add the phrase of one noun, if it names an actor that it stands for or belongs to."""
    lemma = token.lemma_.lower()
    left = _left_edge(token)
    stands, kind = _kind_of(lemma, left)
    start, end = sentence.cover([*left, token])
    taken = table.taken(start, end)
    if _means_others(token, left, text[max(0, start - 12) : start]):
        return
    if any(m.start <= start and end <= m.end for m in taken) or is_in_a_name(taken, sentence.at(token)[0]):
        return
    owners, after_end = _owners_after(sentence, token, table)
    end = after_end or end
    if not owners:
        inside = [m for m in taken if m.start >= start and m.end <= end and m.form is not Form.PLACE]
        owners = [m for m in inside if _BACKED.match(text, m.end) is None]
        if not owners:
            if inside:
                _backed_body(table, text, start, end, kind or ("GovernmentBody" if lemma in _RULING else "ArmedGroup"))
            return
        owners = [*_owners_joined(table, text, owners[0]), *owners]
        start = min(m.start for m in owners)
    named = _named_right_after(table, text, end)
    if named is not None:
        table.add(start, named.end, named.key, Form.BODY, text[start : named.end])
        return
    if lemma in _GOVERNMENT:
        governed = [_governed(table, owner) for owner in owners]
        owners = list({owner.key: owner for owner in governed}.values())
    elif table.entities[owners[0].key].type == "Person" and lemma != "side":
        return
    owner_type = table.entities[owners[0].key].type
    if _says_again(lemma, kind, owner_type):
        kind = None
    own = kind is not None and (not stands or (token.text[0].isupper() and kind == "GovernmentBody"))
    for one in owners:
        if own and kind is not None:
            _own_body(table, start, end, token, kind, one, text[start:end], shared=len(owners) > 1)
        else:
            name = text[start:end] if len(owners) == 1 else text[one.start : one.end]
            table.add(start, end, one.key, Form.BODY, name)


def _means_others(token: Token, left: list[Token], before: str) -> bool:
    """Tell whether a noun names no body: "the country's warring parties", "the heads of state of Angola and Zambia"."""
    rivals = token.tag_ == "NNS" and bool(words().rival & {word.lower_ for word in left})
    return rivals or (token.lemma_.lower() == "state" and _HEADS_OF.search(before) is not None)


def _says_again(lemma: str, kind: str | None, owner_type: str) -> bool:
    """Tell whether a noun only says again what its owner is."""
    return (kind == owner_type and kind in _SAME) or (
        owner_type in {"ArmedGroup", "PoliticalParty"} and lemma in _OF_GROUPS
    )


def _named_right_after(table: Table, text: str, end: int) -> Mention | None:
    """Return the name that a body's noun leads up to: "the UN mission MINUSCA"."""
    return next(
        (
            m
            for m in table.taken(end, end + 2)
            if m.start == end + 1
            and text[end] == " "
            and m.form is Form.NAME
            and table.entities[m.key].type not in {"State", "Person", "People"}
        ),
        None,
    )


def _backed_body(table: Table, text: str, start: int, end: int, kind: str) -> None:
    """Add a body of which only the backers are named: "Rwandan-backed rebels", "the Saudi-led coalition"."""
    name = " ".join(text[start:end].split())
    key = f"{kind.lower()}/{slug(name)}"
    table.entity(key, kind, name)
    table.add(start, end, key, Form.NAME, name)


def _governed(table: Table, owner: Mention) -> Mention:
    """Return the state whose government is called by its leader's name: "the Hadi government"."""
    if table.entities[owner.key].type != "Person":
        return owner
    state = next((held.of for held in holdings(owner.key) if held.of and held.of.startswith("state/")), None)
    if state is None:
        return owner
    known = entry(state)
    table.entity(known.key, known.type, known.label).wikidata = known.wikidata
    return Mention(owner.start, owner.end, known.key, owner.form)


def _own_body(
    table: Table, start: int, end: int, token: Token, kind: str, owner: Mention, name: str, *, shared: bool
) -> None:
    """Add a body that belongs to an actor."""
    belongs_to = table.entities[owner.key]
    if belongs_to.type not in {"State", "Person"} and kind == "GovernmentBody":
        kind = "Organization"
    if kind == "People" and belongs_to.type == "State":
        return
    if belongs_to.type == "People" and kind == "People":
        table.add(start, end, owner.key, Form.BODY, belongs_to.label if shared else name)
        return
    own_words = name[: name.lower().find(token.lower_)] + token.lemma_.lower()
    label = f"{belongs_to.label}'s {' '.join(own_words.split())}" if shared else " ".join(name.split())
    core = " ".join(
        word
        for word in label.replace("'s ", " ").split()
        if word.casefold() not in {n.casefold() for n in belongs_to.names} and word not in {"of", "the"}
    )
    key = f"{kind.lower()}/{slug(belongs_to.label)}-{slug(core)}"
    entity = table.entity(key, kind, label)
    entity.part_of = None if kind == "ArmedGroup" and belongs_to.type in {"State", "People"} else owner.key
    entity.names.add(label)
    if len(core.split()) > 1 and core[0].isupper():
        entity.names.add(core)
    table.add(start, end, key, Form.NAME, label if shared else name)


def is_in_a_name(taken: list[Mention], position: int) -> bool:
    """Tell whether a word belongs to a name that is known, so that its neighbours do not."""
    return any(m.form is Form.NAME and m.start <= position < m.end for m in taken)
