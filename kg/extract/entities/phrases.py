"""Phrases: capitalised words around a noun for a body that no authority file knows: "the Supervisory Committee"."""

from __future__ import annotations

import re

from kg.extract.entities.bodies import is_in_a_name
from kg.extract.entities.lexicon import lexicon
from kg.extract.entities.model import Form, Table
from kg.text.slug import slug

__all__ = ["add_proper_phrases"]

#: A phrase of capitalised words, joined by the small words that names have inside.
_PROPER = re.compile(
    r"\b(?:[A-Z][\w'.-]*|\d+\+\d+)"
    r"(?:(?:\s+(?:of|for|on|and|the|de|del|al|in|to|du|des|la|on the|of the|for the|and the))*\s+(?:[A-Z][\w'-]*))*"
    r"(?:\s+(?:committee|commission|council|ministry)\b)?"
)
_SMALL = frozenset(["of", "for", "on", "and", "the", "de", "del", "al", "in", "to", "du", "des", "la"])

#: Who holds an office of a body: "Superintendent of Indian Affairs", "Principal Chief of the Four Bands".
_HOLDERS = frozenset(
    {"superintendent", "commissioner", "chief", "agent", "clerk", "interpreter", "surveyor", "adjutant"}
)


def _names_a_text(parts: list[str], head: int) -> bool:
    """Tell whether a phrase is the name of a treaty or charter: its own noun comes before that of the body."""
    texts = [index for index, part in enumerate(parts) if part.lower() in lexicon().not_actors]
    if not texts:
        return False
    joined = any(part in _SMALL for part in parts[texts[0] : head])  # not of "Implementation Monitoring Committee"
    return (texts[0] < head and joined) or texts[-1] == len(parts) - 1


#: A common noun at the beginning of a sentence, and what it is in or for: "Seats in the National Assembly".
_COMMON_FIRST = re.compile(r"(?:[A-Z][a-z]+s?)\s+(?:in|on|for|to)\s+the\s+(?=[A-Z])")
#: The name of a text, and the body that made it: "Award of the Border Tribunal of July".
_TEXT_OF = re.compile(r"([A-Z][a-z]+)\s+of\s+the\s+(?=[A-Z])")
_MONTH_AFTER = re.compile(
    r"\s+(?:of|on|in)\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)$"
)


def _bounds(table: Table, match: re.Match[str]) -> tuple[int, str]:
    """Return where the name in a capitalised phrase begins, and the name."""
    start, phrase = match.start(), _without_next_name(table, match)
    phrase = _MONTH_AFTER.sub("", phrase)
    first = phrase.split()[0].lower()
    body = first in lexicon().body or first.rstrip("s") in lexicon().body
    common = None if body else _COMMON_FIRST.match(phrase)
    text = _TEXT_OF.match(phrase) if first in lexicon().not_actors else None
    cut = common or text
    if cut is not None:
        start, phrase = start + cut.end(), phrase[cut.end() :]
    words = phrase.split()
    title = next((i for i, word in enumerate(words) if i and word.lower() in _TITLES and i + 1 < len(words)), None)
    if title is not None and words[title + 1][0].isupper():  # "President's Office Minister Ana Ruiz"
        phrase = phrase[: _offset(phrase, title)].rstrip()
    return start, phrase


#: Titles of persons inside a phrase, where the name of a body ends.
_TITLES = frozenset({"minister", "president", "spokesman", "spokeswoman", "chairman"})


def _offset(phrase: str, index: int) -> int:
    """Return where the word with an index begins in a phrase."""
    return [match.start() for match in re.finditer(r"\S+", phrase)][index]


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
            match_start, phrase = _bounds(table, match)
            match_end = match_start + len(phrase)
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
                or len(parts[-1]) == 1
                or any(part.lower() in _HOLDERS for part in parts[: found[0][0]])
                or parts[0].lower() in {"each", "either", "neither", "no", "every", "both", "any", "all", "such"}
                or _names_a_text(parts, found[0][0])
                or all(part.lower() in _SMALL or part == parts[found[0][0]] for part in parts)
            ):
                continue
            first = parts[0].lower()
            start = match_start + (len(parts[0]) + 1 if first in {"the", "a", "an", "in", "on", "for", "to"} else 0)
            taken = table.taken(start, match_end)
            if any(m.start <= start and m.end >= match_end for m in taken):
                continue
            if any(m.form in {Form.NAME, Form.BODY} and m.end - m.start > 0.7 * (match_end - start) for m in taken):
                continue
            if any(table.entities[m.key].type == "Person" for m in taken) or first in words.titles:
                continue
            if all(is_in_a_name(taken, match_start + _offset(phrase, index)) for index, _ in found):
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
