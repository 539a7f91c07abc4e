"""Defined terms: what a text will call somebody from there on: "hereinafter referred to as the Movement"."""

from __future__ import annotations

import re

from kg.extract.entities.known import is_place_type
from kg.extract.entities.lexicon import lexicon
from kg.extract.entities.model import Form, Table
from kg.text.slug import slug

__all__ = ["SHARED", "add_defined_terms"]

#: What defines; the term is in quotation marks, or begins with a capital.
_DEFINES = re.compile(
    r"\b(?:hereinafter|hereafter|henceforth|herein)\b[\s,]{0,3}(?:(?:jointly|collectively|also)\s)?"
    r"(?:(?:to\s+be\s+)?(?:referred\s+to|called|known|styled|designated|described)(?:\s+as)?\b)?[\s,:]{0,4}"
    r"(?:[Tt]he\s)?[\"“'‘]?(?:[Tt]he\s)?(?P<term>[A-Z][\w/.’'-]*(?:\s[A-Z][\w/.’'-]*){0,3})"
)
#: What stands before it, up to the name.
_BEFORE = re.compile(r"(?:/[A-Z]\w+)?[\s,(]{0,4}$")
#: A quoted term in brackets right after a name: "Liberians United … (the “Movement”)".
_QUOTED = re.compile(
    r"\s?\(\s?(?:the\s+)?[\"“]\s*(?:[Tt]he\s+)?(?P<term>[A-Z][\w/.’'-]*(?:\s+[A-Z][\w/.’'-]*){0,3})\s*[\"”]\s*\)"
)
#: A term that an article defines: "“the Force” means the Interim Security Force for …".
_MEANS = re.compile(
    r"[\"“]\s*(?:[Tt]he\s+)?(?P<term>[A-Z][\w/.’'-]*(?:\s+[A-Z][\w/.’'-]*){0,3})\s*[\"”]\s+(?:shall\s+)?(?:means?|refers\s+to)"
    r"\s+(?:the\s+)?(?P<name>[A-Z][\w’'-]*(?:\s+(?:(?:of|for|the|and|de|in|on)\s+){0,2}[A-Z][\w’'-]*)*)"
)
#: Terms for all sides, which the party set holds.
SHARED = frozenset(
    {"parties", "party", "sides", "two", "contracting", "signatories", "governments"}
    | {"agreement", "treaty", "protocol", "accord"}
)


def add_defined_terms(table: Table, text: str) -> None:
    """Add the terms that a text defines for its actors, wherever it uses them.

    Args:
        table: The actors known so far, to which the mentions are added.
        text: The cleaned text.
    """
    meaning: dict[str, tuple[str, int]] = {}
    for pattern in (_DEFINES, _QUOTED):
        for found in pattern.finditer(text):
            term = found["term"].rstrip(".'’")
            if term.split()[0].lower() in SHARED or len(term) < _SHORTEST:
                continue
            before = _BEFORE.search(text, max(0, found.start() - 30), found.start())
            key = _defined(table, text, before.start() if before else found.start())
            if key is not None:
                meaning.setdefault(term, (key, found.start("term")))
    for found in _MEANS.finditer(text):
        if found["term"].split()[0].lower() not in SHARED:
            known = any(_kind(word) or word in _FORCES for word in found["name"].lower().split())
            key = _defined(table, text, found.end("name")) if known else None
            if key is not None and not is_place_type(table.entities[key].type):
                meaning.setdefault(found["term"], (key, found.start("term")))
    for term, (key, first) in meaning.items():
        for use in re.finditer(rf"(?<![\w-]){re.escape(term)}(?![\w-])", text[first:]):
            _use(table, text, first + use.start(), first + use.end(), key)


def _defined(table: Table, text: str, end: int) -> str | None:
    """Return whom the words before a definition name; a capitalised phrase that nobody knows becomes an actor."""
    before = [m for m in (table.taken(end - 1, end) if end else []) if m.form not in {Form.PLACE, Form.DEMONYM}]
    if before:
        return min(before, key=lambda m: (m.start, m.key)).key
    phrase = _PHRASE.search(text, max(0, end - 120), end)
    if phrase is None or phrase.end() != end:
        return None
    name = " ".join(phrase["name"].split())
    words = name.lower().split()
    if len(words) < 2 or set(words) & lexicon().not_actors:
        return None
    kind = next((kind for word in words if (kind := _kind(word)) is not None), "Organization")
    key = f"{kind.lower()}/{slug(name)}"
    for mention in table.taken(phrase.start("name"), end):
        table.drop(mention)
    table.entity(key, kind, name)
    table.add(phrase.start("name"), end, key, Form.NAME, name)
    return key


def _kind(word: str) -> str | None:
    return "ArmedGroup" if word in _FIGHTING else lexicon().body.get(word)


#: Nouns of what a treaty sets up beside bodies of government.
_FORCES = frozenset({"force", "mission", "service", "administration", "mechanism"})
#: First nouns of movements that make agreements.
_FIGHTING = frozenset({"movement", "front", "army", "forces", "resistance", "guerrilla", "militia", "rebels"})
_PHRASE = re.compile(
    r"(?P<name>[A-Z][\w’'-]*(?:\s+(?:(?:of|for|the|and|de|du|in|on)\s+){0,2}[A-Z][\w’'-]*)*)(?:\s*\([A-Z][\w/-]+\))?$"
)
_SHORTEST = 3


def _use(table: Table, text: str, start: int, end: int, key: str) -> None:
    taken = table.taken(start, end)
    if any(m.start < start or m.end > end for m in taken if m.form is not Form.PLACE):
        return  # part of a longer name: "the Government of Southern Sudan"
    if re.match(r"\s+of\s+(?:the\s+)?[A-Z]", text[end : end + 10]):
        return
    for mention in taken:
        table.drop(mention)
    table.add(start, end, key, Form.NAME, text[start:end])
