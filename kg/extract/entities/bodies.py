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
from kg.text.slug import slug

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["add_bodies", "add_proper_phrases"]

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
#: A phrase of capitalised words, joined by the small words that names have inside.
_PROPER = re.compile(
    r"\b(?:[A-Z][\w'.-]*|\d+\+\d+)"
    r"(?:(?:\s+(?:of|for|on|and|the|de|del|al|in|to|du|des|la|on the|of the|for the|and the))*\s+(?:[A-Z][\w'-]*))*"
    r"(?:\s+(?:committee|commission|council|ministry))?"
)
_SMALL = frozenset(["of", "for", "on", "and", "the", "de", "del", "al", "in", "to", "du", "des", "la"])


#: What joins two owners of one noun.
_JOINT = re.compile(r"(?:,\s*(?:and|or)?\s+|\s+(?:and|or)\s+(?:the\s+)?|-)$")


def _left_edge(token: Token) -> list[Token]:
    """Return the words before a noun that belong to its phrase, nearest first."""
    words: list[Token] = []
    doc = token.doc
    index = token.i - 1
    while index >= token.sent.start and len(words) < _LONGEST:
        word = doc[index]
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
    words = lexicon()
    for sentence in sentences:
        for token in sentence.tokens:
            if token.pos_ not in {"NOUN", "PROPN"} or token.lemma_.lower() not in words.nouns:
                continue
            inside = token.dep_ == "compound" and token.head.i == token.i + 1
            if not (inside and token.head.lemma_.lower() in words.nouns):
                _add_body(table, text, sentence, token)


def _add_body(table: Table, text: str, sentence: Sentence, token: Token) -> None:
    """Add the phrase of one noun, if it names an actor that it stands for or belongs to."""
    words, lemma = lexicon(), token.lemma_.lower()
    stands, kind = lemma in words.stands_for, words.body.get(lemma)
    left = _left_edge(token)
    if stands and lemma != "force" and any(word.lemma_.lower() in _REBEL for word in left):
        stands, kind = False, "ArmedGroup"
    start, end = sentence.cover([*left, token])
    taken = table.taken(start, end)
    if any(m.start <= start and end <= m.end for m in taken):
        return
    owners, after_end = _owners_after(sentence, token, table)
    if owners:
        end = after_end
    else:
        owners = [m for m in taken if m.start >= start and m.end <= end and m.form is not Form.PLACE]
        if not owners:
            return
        direct = [m for m in owners if _BACKED.match(text, m.end) is None]
        if not direct:
            _backed_body(table, text, start, end, kind or ("GovernmentBody" if lemma in _RULING else "ArmedGroup"))
            return
        owners = [*_owners_joined(table, text, direct[0]), *direct]
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
    again = kind == owner_type and kind in _SAME
    if again or (owner_type in {"ArmedGroup", "PoliticalParty"} and lemma in _OF_GROUPS):
        kind = None
    own = kind is not None and (not stands or (token.text[0].isupper() and kind == "GovernmentBody"))
    for one in owners:
        if own and kind is not None:
            _own_body(table, start, end, token, kind, one, text[start:end], shared=len(owners) > 1)
        else:
            name = text[start:end] if len(owners) == 1 else text[one.start : one.end]
            table.add(start, end, one.key, Form.BODY, name)


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


def _names_a_text(parts: list[str], head: int) -> bool:
    """Tell whether a phrase is the name of a treaty or charter: its own noun comes before that of the body."""
    texts = [index for index, part in enumerate(parts) if part.lower() in lexicon().not_actors]
    return bool(texts) and (texts[0] < head or texts[-1] == len(parts) - 1)


def _without_next_name(table: Table, match: re.Match[str]) -> str:
    """Cut a capitalised phrase before "and" where a known name follows: "Office of the Envoy and the ICRC"."""
    phrase = match.group()
    for joint in re.finditer(r"\s+and\s+(?:the\s+)?", phrase):
        after = match.start() + joint.end()
        if any(m.start >= after - 4 and m.form is not Form.DEMONYM for m in table.taken(after, after + 1)):
            return phrase[: joint.start()]
    return phrase


def add_proper_phrases(table: Table, text: str, ranges: list[tuple[int, int]]) -> None:
    """Add capitalised phrases that hold a noun for a body: "Office of the Special Envoy".

    Args:
        table: Where they go.
        text: The cleaned text.
        ranges: The stretches to look in; headlines, where every word is capitalised, are not among them.
    """
    words = lexicon()
    for range_start, range_end in ranges:
        for match in _PROPER.finditer(text, range_start, range_end):
            phrase = _without_next_name(table, match)
            match_end = match.start() + len(phrase)
            parts = phrase.split()
            heads = [
                (index, words.body.get(part.lower().rstrip("s")) or words.body.get(part.lower()))
                for index, part in enumerate(parts)
                if part.lower() not in _SMALL and (part[0].isupper() or index)
            ]
            found = [(index, kind) for index, kind in heads if kind]
            if (
                not found
                or len(parts) < 2
                or (len(parts) == 2 and parts[0].lower() in _SMALL)
                or parts[-1].lower() in _SMALL
                or parts[0].lower() in {"each", "either", "neither", "no", "every", "both", "any", "all", "such"}
                or _names_a_text(parts, found[0][0])
                or all(part.lower() in _SMALL or part == parts[found[0][0]] for part in parts)
            ):
                continue
            first = parts[0].lower()
            start = match.start() + (len(parts[0]) + 1 if first in {"the", "a", "an", "in", "on", "for", "to"} else 0)
            taken = table.taken(start, match_end)
            if any(m.start <= start and m.end >= match_end for m in taken):
                continue
            if any(m.form in {Form.NAME, Form.BODY} and m.end - m.start > 0.7 * (match_end - start) for m in taken):
                continue
            if any(table.entities[m.key].type == "Person" for m in taken):
                continue
            name = " ".join(text[start:match_end].split())
            kind = found[0][1] or "Organization"
            owner = next((m for m in taken if table.entities[m.key].type == "State" and m.form is not Form.PLACE), None)
            entity = table.entity(f"{kind.lower()}/{slug(name)}", kind, name)
            entity.part_of = owner.key if owner and kind == "GovernmentBody" else None
            lead = " ".join(parts[: found[0][0] + 1])
            if found[0][0] and len(parts) > found[0][0] + 1:
                entity.names.add(lead)
            table.add(start, match_end, entity.key, Form.NAME, name)
