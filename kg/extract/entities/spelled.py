"""Spelled-out names: a phrase whose first letters make the abbreviation behind it, "Rwanda Patriotic Front (RPF)"."""

from __future__ import annotations

import re

from kg.extract.entities.labels import kind_of_organisation
from kg.extract.entities.model import Entity, Form, Table
from kg.text.slug import slug

__all__ = ["add_spelled_out"]

_SMALL = r"(?:of|for|and|the|in|on|to|de|du|des|la|le|et|pour|a|an)"
_SPELLED = re.compile(
    rf"((?:[A-Z][\w'’.-]*\s+)(?:(?:{_SMALL}\s+){{0,3}}[A-Z][\w'’.-]*\s+){{1,9}})\(\s*[\"'“]?([A-Z][A-Za-z/-]{{1,9}})[\"'”]?\s*[),;]"
)
#: Words of a name that fights.
_ARMED = frozenset({"army", "front", "forces", "force", "liberation", "resistance", "rebels", "militia", "brigade"})


def add_spelled_out(table: Table, text: str) -> None:
    """Add the names that a text spells out before their abbreviation.

    A name that is known by its abbreviation is the one that the authority knows, however it is spelled here.

    Args:
        table: Where they go; what is known already is in it.
        text: The cleaned text.
    """
    for match in _SPELLED.finditer(text):
        start = _start_of(match.group(1), match.group(2))
        if start is None:
            continue
        start, end = match.start() + start, match.start() + len(match.group(1).rstrip())
        name = " ".join(text[start:end].split())
        taken = table.taken(start, end)
        if any(m.start <= start and end <= m.end for m in taken if m.form is not Form.PLACE):
            continue
        short = table.taken(match.start(2), match.end(2))
        known = [table.entities[m.key] for m in short if m.form is Form.NAME]
        entity = next((one for one in known if _is_like(one.label, name)), None) or _new(table, name)
        for mention in [*taken, *(m for m in short if m.key != entity.key)]:
            table.drop(mention)
        table.add(start, end, entity.key, Form.NAME, name)
        if entity not in known:
            table.add(match.start(2), match.end(2), entity.key, Form.NAME, match.group(2))


def _start_of(phrase: str, short: str) -> int | None:
    """Return where the words begin whose first letters, with or without the small words, are an abbreviation."""
    words = [(found.start(), found.group()) for found in re.finditer(r"[^\s-]+", phrase)]
    letters = re.sub(r"[^A-Za-z]", "", short).upper()
    for first in range(len(words) - 1):
        every = "".join(word[0].upper() for _, word in words[first:])
        great = "".join(word[0] for _, word in words[first:] if word[0].isupper())
        if letters in {every, great} and words[first][1][0].isupper():
            return words[first][0]
    return None


def _is_like(label: str, name: str) -> bool:
    """Tell whether two spellings share most of their words, to the first four letters: "Rwandan", "Rwanda"."""
    one, other = ({word[:4].lower() for word in re.findall(r"\w{3,}", text)} for text in (label, name))
    return len(one & other) * 2 >= max(len(one), len(other))


def _new(table: Table, name: str) -> Entity:
    words = [word.lower() for word in re.findall(r"\w+", name)]
    kind = "PoliticalParty" if "party" in words else "ArmedGroup" if _ARMED & set(words) else ""
    kind = kind or kind_of_organisation(name) or "Organization"
    return table.entity(f"{kind.lower()}/{slug(name)}", kind, name)
