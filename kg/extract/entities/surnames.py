"""Surnames: a part of a name that means the person who has been named in full."""

from __future__ import annotations

import re

from kg.extract.entities.model import Form, Mention, Table
from kg.extract.sentence import Sentence

__all__ = ["add_surnames"]

_SUFFIXES = re.compile(r",?\s+(?:jr|sr|esq)\.?$", re.IGNORECASE)
_PART_OF = frozenset({"Person", "Organization"})


def add_surnames(table: Table, text: str, sentences: tuple[Sentence, ...]) -> None:
    """Let a surname alone stand for the person who has been named in full.

    It does so even where somebody known of that surname was thought of, if the text never names them in full.

    Args:
        table: The entities found so far.
        text: The cleaned text.
        sentences: Its sentences.
    """
    mentions = table.all()
    spelled = [(mention, _spelling(text, mention)) for mention in mentions]
    in_full = {mention.key for mention, name in spelled if " " in name}
    by_surname = _by_surname(table, spelled, in_full)
    for mention, name in spelled:
        full = by_surname.get(name, set())
        known = mention.key in in_full or table.entities[mention.key].type not in _PART_OF
        if not known and len(full) == 1 and mention.form is Form.NAME:
            table.drop(mention)
            table.add(mention.start, mention.end, next(iter(full)), Form.NAME, name)
    for sentence in sentences:
        for token in sentence.tokens:
            full = by_surname.get(token.text, set())
            if token.text[:1].isupper() and len(full) == 1:
                start, end = sentence.at(token)
                if not any(m.form is not Form.PLACE for m in table.taken(start, end)):
                    table.add(start, end, next(iter(full)), Form.NAME, token.text)


def _spelling(text: str, mention: Mention) -> str:
    return " ".join(text[mention.start : mention.end].split())


def _by_surname(table: Table, spelled: list[tuple[Mention, str]], in_full: set[str]) -> dict[str, set[str]]:
    """Return the persons named in full, by the last word and the last two words of each of their names."""
    found: dict[str, set[str]] = {}
    for mention, spelling in spelled:
        entity = table.entities[mention.key]
        if entity.type != "Person" or mention.key not in in_full:
            continue
        for name in (entity.label, spelling):
            parts = _SUFFIXES.sub("", name).split()
            for length in (1, 2):
                if len(parts) > length:
                    found.setdefault(" ".join(parts[-length:]), set()).add(mention.key)
    return found
