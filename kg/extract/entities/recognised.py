"""Recognised names: what the language model takes for a name and no authority file knows."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.entities.defined import SHARED
from kg.extract.entities.known import is_place_type
from kg.extract.entities.labels import TITLE_CASE, kind_of_organisation, kinds_of_names, label_of
from kg.extract.entities.lexicon import given_names, lexicon
from kg.extract.entities.model import Form, Table
from kg.extract.sentence import Sentence
from kg.text.segment import Block, BlockKind
from kg.text.slug import slug

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

__all__ = ["add_abbreviations", "add_recognised", "add_titled"]

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_ABBREVIATION = re.compile(r"\s*\(\s*(?:the\s+)?[\"']?([A-Z][A-Za-z+-]{1,9})[\"']?\s*\)")
#: The session in the name of a resolution: "1514 (XV)".
_ROMAN = re.compile(r"[IVXLC]{2,}")
_NAME_WORD = re.compile(r"[A-Z][\w'.-]*$")
_INITIALS = re.compile(r"(?:[A-Z]\.\s*)+[A-Z][a-z]+$")
_PLACE_BEFORE = re.compile(r"\b(\w+)\s+of\s+(?:the\s+)?$")
#: An abbreviation has at most so many letters; words that treaties print in capitals have no more.
_LONGEST_ACRONYM, _SHOUTED = 9, frozenset({"done", "annex", "preamble", "article", "temporary", "final", "part"})
#: Names of places by their own words: "Big Blue River", "Old Fort Kearney".
_NATURAL = re.compile(
    r"\b(?:River|Creek|Lake|Fort|Mountains?|Island|Islands|Bay|Valley|County|Village|Bridge|Highway)\b"
)
_AT = re.compile(r"\bat\s+$")
#: Words that count what follows and begin no name: "Neither Party", "Both Governments".
_QUANTIFIERS = frozenset({"neither", "no", "each", "either", "both", "every", "any", "all", "such", "other", "that"})


def _strip_titles(tokens: Tokens) -> Tokens:
    """Cut titles, demonyms and small words off the front of a person's name, and possessives off its end."""
    titles = lexicon().titles
    first, last = 0, len(tokens)
    while last - first > 1 and (
        tokens[first].lower_.rstrip(".") in titles
        or not tokens[first].text[0].isupper()
        or tokens[first].ent_type_ == "NORP"
    ):
        first += 1
    while last - first > 1 and (tokens[last - 1].text in {"'s", "'", ",", "-"} or not tokens[last - 1].is_alpha):
        last -= 1
    return tokens[first:last]


def _with_first_name(tokens: Tokens) -> Tokens:
    """Take in the first names that the model cut off: "Mahamat" of "Mahamat Saleh Annadif"."""
    first = tokens.start
    while first > tokens.sent.start:
        word = tokens.doc[first - 1]
        joined = word.dep_ == "compound" and word.head == tokens.root and word.pos_ == "PROPN" and not word.ent_type_
        if not joined or word.lower_.rstrip(".") in lexicon().titles or not TITLE_CASE.match(word.text):
            break
        first -= 1
    return tokens.doc[first : tokens.end]


def _is_name(words: str) -> bool:
    """Tell whether the words look like a name and not like a common phrase in capitals."""
    parts = words.split()
    return bool(parts) and any(_NAME_WORD.match(part) for part in parts) and not any(ch in words for ch in "\n@/:%$€")


def _place_kind(name: str, following: str) -> str:
    place = lexicon().place
    for word in (*following.lower().split()[:1], *reversed(name.lower().split())):
        kind = place.get(word)
        if kind:
            return "Region" if kind == "Water" else kind
    return "Place"


def add_recognised(table: Table, text: str, sentences: tuple[Sentence, ...], blocks: tuple[Block, ...]) -> None:
    """Add the persons, organisations and places that the model names.

    A name in a headline counts only where the rest of the text has it too, since a headline capitalises everything.
    """
    seen: Counter[str] = Counter()
    for sentence in sentences:
        if blocks[sentence.block].kind is not BlockKind.TITLE:
            seen.update(entity.text for entity in sentence.tokens.ents)
    kinds = kinds_of_names(sentences)
    for sentence in sentences:
        in_title = blocks[sentence.block].kind is BlockKind.TITLE
        for found in sentence.tokens.ents:
            if in_title and not seen[found.text]:
                continue
            _add_one(table, text, sentence, found, label_of(found, kinds))


def _add_one(table: Table, text: str, sentence: Sentence, found: Tokens, label: str) -> None:
    if label == "PERSON":
        found = _strip_titles(_with_first_name(found))
    elif found[0].lower_ in {"the", "a", "an"} and len(found) > 1:
        found = found[1:]
    start, end = sentence.cover(found)
    end = start + len(text[start:end].rstrip(" '’,-\n"))
    if label in {"PERSON", "ORG"} and text[start:end].endswith("'s"):
        end -= 2
    name = " ".join(text[start:end].split())
    if not _is_name(name) or len(name) < 2 or _is_shouted(name) or _ROMAN.fullmatch(name):
        return
    taken = table.taken(start, end)
    if any(m.start <= start and m.end >= end for m in taken):
        return
    type_ = _type_of(text, start, end, label, name, found)
    if type_ is None or (taken and type_ != "Person"):
        return
    if type_ == "Person" and any(m.form not in {Form.PLACE, Form.DEMONYM} for m in taken):
        return
    area = "place" if is_place_type(type_) else type_.lower()
    key = f"{area}/{slug(name)}"
    table.entity(key, type_, name)
    table.add(start, end, key, Form.PLACE if area == "place" else Form.NAME, name)


def _is_shouted(name: str) -> bool:
    """Tell whether a name is only a word in capitals: "DONE", "PREAMBLE", "HAVE AGREED AS"; not "UNMIS", "MINUSCA"."""
    words = name.split()
    return name.isupper() and (len(words) > 1 or len(name) > _LONGEST_ACRONYM or name.lower() in _SHOUTED)


def _type_of(text: str, start: int, end: int, label: str, name: str, found: Tokens) -> str | None:
    """Return the type of a recognised name, or None where it is no name of an actor or place."""
    following = text[end : end + 20].strip()
    if (
        label in {"PERSON", "ORG"}
        and _AT.search(text[max(0, start - 6) : start])
        and kind_of_organisation(name) is None
    ):
        return "Settlement"
    if label == "PERSON":
        shouted = name.isupper() and len(name) > 3 and " " not in name
        if name.lower() in lexicon().not_actors or shouted or any(sign.isdigit() for sign in name):
            return None
        fits = name[0].isupper() and all(t.pos_ in {"PROPN", "NOUN", "X", "PUNCT", "ADJ"} for t in found)
        return "Person" if fits else None
    if label in _PLACE_LABELS:
        return _place_kind(name, following)
    if label != "ORG" or name.lower().split()[0] == "indians":
        return None
    if {"agreement", "treaty", "protocol", "memorandum", "hereby"} & set(name.lower().split()):
        return None
    if name.lower().split()[-1] == "reservation":
        return "Region"
    if (
        name.lower().split()[-1] in lexicon().not_actors | lexicon().events
        or name.lower().split()[0] in lexicon().not_actors
    ):
        return None
    if _INITIALS.match(name):
        return "Person"
    if _is_common(name) or (any(sign.isdigit() for sign in name) and kind_of_organisation(name) is None):
        return None
    if len(name.split()) in {2, 3} and name.split()[0].lower() in given_names() and kind_of_organisation(name) is None:
        return "Person"
    before = _PLACE_BEFORE.search(text[max(0, start - 24) : start])
    named = name if _NATURAL.search(name) else ""
    place = _place_kind(named, before.group(1) if before else following)
    return place if place != "Place" else kind_of_organisation(name) or "Organization"


def _is_common(name: str) -> bool:
    """Tell whether a name is only a common noun: "the Force", "the Council"; a later step asks which is meant."""
    words, word = lexicon(), name.lower().rstrip("s")
    if name.lower().rstrip(".") in words.titles or name.lower().split()[0] in _QUANTIFIERS:
        return True
    if word in words.stands_for or word in {"council", "court"}:
        return True
    return words.body.get(word, "GovernmentBody") != "GovernmentBody"


@cache
def _titled() -> re.Pattern[str]:
    titles = "|".join(sorted(map(re.escape, lexicon().person_titles), key=len, reverse=True))
    particle = r"(?:(?:bin|al|de|van|von|el)[- ])?"
    return re.compile(rf"\b(?:{titles})\s+({particle}[A-Z][\w'-]+(?:\s+{particle}[A-Z][\w'-]+){{0,3}})")


def add_titled(table: Table, text: str, ranges: list[tuple[int, int]]) -> None:
    """Add persons whose title goes before their name: "PM Bin Daghr", "FPRC spokesman Ayoub".

    Args:
        table: Where they go.
        text: The cleaned text.
        ranges: The stretches to look in; headlines, where every word is capitalised, are not among them.
    """
    for start, end in ranges:
        for match in _titled().finditer(text, start, end):
            name = " ".join(match.group(1).split()).removesuffix("'s")
            words = {word.lower() for word in name.split()}
            if (
                table.taken(*match.span(1))
                or "\n" in match.group()
                or words & (lexicon().titles | lexicon().not_actors)
            ):
                continue
            key = f"person/{slug(name)}"
            table.entity(key, "Person", name)
            table.add(match.start(1), match.start(1) + len(match.group(1).removesuffix("'s")), key, Form.NAME, name)


def add_abbreviations(table: Table, text: str, sentences: tuple[Sentence, ...]) -> None:
    """Let an abbreviation that the text gives in brackets after a name stand for it from there on."""
    meaning: dict[str, str] = {}
    for mention in table.all():
        if mention.form is Form.PLACE:
            continue
        match = _ABBREVIATION.match(text, mention.end)
        if match and match.group(1).lower() not in SHARED and len(match.group(1)) < mention.end - mention.start:
            meaning.setdefault(match.group(1), mention.key)
    if not meaning:
        return
    for sentence in sentences:
        for token in sentence.tokens:
            key = meaning.get(token.text)
            if key is None:
                continue
            start, end = sentence.at(token)
            for other in table.taken(start, end):
                if other.start == start and other.end == end and other.key != key:
                    table.drop(other)
            table.add(start, end, key, Form.NAME, token.text)
