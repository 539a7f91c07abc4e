"""Recognised names: what the language model takes for a name and no authority file knows."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.entities.known import is_place_type
from kg.extract.entities.lexicon import given_names, lexicon
from kg.extract.entities.model import Form, Table
from kg.extract.sentence import Sentence
from kg.text.segment import Block, BlockKind
from kg.text.slug import slug

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

__all__ = ["add_abbreviations", "add_authors", "add_recognised", "add_surnames"]

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_ABBREVIATION = re.compile(r"\s*\(\s*(?:the\s+)?[\"']?([A-Z][A-Za-z+-]{1,9})[\"']?\s*\)")
_NAME_WORD = re.compile(r"[A-Z][\w'.-]*$")
_INITIALS = re.compile(r"(?:[A-Z]\.\s*)+[A-Z][a-z]+$")
_PLACE_BEFORE = re.compile(r"\b(\w+)\s+of\s+(?:the\s+)?$")
_AT = re.compile(r"\bat\s+$")
_SUFFIXES = re.compile(r",?\s+(?:jr|sr|esq)\.?$", re.IGNORECASE)


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


def _is_name(words: str) -> bool:
    """Tell whether the words look like a name and not like a common phrase in capitals."""
    parts = words.split()
    return bool(parts) and any(_NAME_WORD.match(part) for part in parts) and not any(ch in words for ch in "\n@/:%$€")


def _kind_of_organisation(name: str) -> str | None:
    """Return the type of an organisation by the nouns in its name."""
    body = lexicon().body
    for word in reversed(name.lower().split()):
        kind = body.get(word) or body.get(word.rstrip("s"))
        if kind:
            return kind
    return None


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
    for sentence in sentences:
        in_title = blocks[sentence.block].kind is BlockKind.TITLE
        for found in sentence.tokens.ents:
            if in_title and not seen[found.text]:
                continue
            _add_one(table, text, sentence, found)


def _add_one(table: Table, text: str, sentence: Sentence, found: Tokens) -> None:
    label = found.label_
    if label == "PERSON":
        found = _strip_titles(found)
    elif found[0].lower_ in {"the", "a", "an"} and len(found) > 1:
        found = found[1:]
    start, end = sentence.cover(found)
    end = start + len(text[start:end].rstrip(" '’,-\n"))
    if label in {"PERSON", "ORG"} and text[start:end].endswith("'s"):
        end -= 2
    name = " ".join(text[start:end].split())
    if not _is_name(name) or len(name) < 2:
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


def _type_of(text: str, start: int, end: int, label: str, name: str, found: Tokens) -> str | None:
    """Return the type of a recognised name, or None where it is no name of an actor or place."""
    following = text[end : end + 20].strip()
    if (
        label in {"PERSON", "ORG"}
        and _AT.search(text[max(0, start - 6) : start])
        and _kind_of_organisation(name) is None
    ):
        return "Settlement"
    if label == "PERSON":
        if name.lower() in lexicon().not_actors:
            return None
        fits = name[0].isupper() and all(t.pos_ in {"PROPN", "NOUN", "X", "PUNCT", "ADJ"} for t in found)
        return "Person" if fits else None
    if label in _PLACE_LABELS:
        return _place_kind(name, following)
    if label != "ORG":
        return None
    if name.lower().split()[-1] in lexicon().not_actors or name.lower().split()[0] in lexicon().not_actors:
        return None
    if _INITIALS.match(name):
        return "Person"
    if _is_common(name):
        return None
    if len(name.split()) in {2, 3} and name.split()[0].lower() in given_names() and _kind_of_organisation(name) is None:
        return "Person"
    before = _PLACE_BEFORE.search(text[max(0, start - 24) : start])
    place = _place_kind("", before.group(1) if before else following)
    return place if place != "Place" else _kind_of_organisation(name) or "Organization"


def _is_common(name: str) -> bool:
    """Tell whether a name is only a common noun: "the Force", "the Council"; a later step asks which is meant."""
    words, word = lexicon(), name.lower().rstrip("s")
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
            name = " ".join(match.group(1).split())
            words = {word.lower() for word in name.split()}
            if (
                table.taken(*match.span(1))
                or "\n" in match.group()
                or words & (lexicon().titles | lexicon().not_actors)
            ):
                continue
            key = f"person/{slug(name)}"
            table.entity(key, "Person", name)
            table.add(*match.span(1), key, Form.NAME, name)


def add_surnames(table: Table, text: str, sentences: tuple[Sentence, ...]) -> None:
    """Let a surname alone stand for the person who has been named in full."""
    by_surname: dict[str, set[str]] = {}
    people = {key: entity for key, entity in table.entities.items() if entity.type == "Person"}
    for key, entity in people.items():
        parts = _SUFFIXES.sub("", entity.label).split()
        if len(parts) > 1:
            by_surname.setdefault(parts[-1], set()).add(key)
            if len(parts) > 2:
                by_surname.setdefault(" ".join(parts[-2:]), set()).add(key)
    mentions = table.all()
    for mention in mentions:
        entity = table.entities[mention.key]
        if entity.type == "Person" and len(entity.label.split()) == 1:
            full = by_surname.get(entity.label, set())
            if len(full) == 1:
                target = next(iter(full))
                table.drop(mention)
                table.add(mention.start, mention.end, target, Form.NAME, text[mention.start : mention.end])
    for sentence in sentences:
        for token in sentence.tokens:
            full = by_surname.get(token.text, set())
            if token.text[:1].isupper() and len(full) == 1:
                start, end = sentence.at(token)
                if not any(m.form is not Form.PLACE for m in table.taken(start, end)):
                    table.add(start, end, next(iter(full)), Form.NAME, token.text)


def add_abbreviations(table: Table, text: str, sentences: tuple[Sentence, ...]) -> None:
    """Let an abbreviation that the text gives in brackets after a name stand for it from there on."""
    meaning: dict[str, str] = {}
    for mention in table.all():
        if mention.form is Form.PLACE:
            continue
        match = _ABBREVIATION.match(text, mention.end)
        if match and len(match.group(1)) < mention.end - mention.start:
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


def add_authors(table: Table, text: str, blocks: tuple[Block, ...]) -> None:
    """Add the authors of posts, by-lines and quoted pieces, and those who signed."""
    for block in blocks:
        if block.author is not None:
            _add_author(table, text, block.author.start, block.author.end)
        elif block.kind is BlockKind.SIGNATURE:
            line = text[block.span.start : block.span.end].split("\n")[0]
            match = re.match(
                r"((?:[A-Z][\w.'-]*\s+)+(?:de\s+|von\s+|van\s+)?[A-Z][\w'-]+(?:,\s+[Jj]r\.)?)\s*(?:[,.(\[]|$)", line
            )
            if match and not any(
                m.form is not Form.PLACE for m in table.taken(block.span.start, block.span.start + match.end(1))
            ):
                name = match.group(1)
                key = f"person/{slug(name)}"
                table.entity(key, "Person", name)
                table.add(block.span.start, block.span.start + len(name), key, Form.NAME, name)


def _add_author(table: Table, text: str, start: int, end: int) -> None:
    name = " ".join(text[start:end].split())
    known = [m for m in table.taken(start, end) if m.form is not Form.PLACE]
    if any(m.start == start and m.end == end for m in known) or not name:
        return
    if known and known[0].end - known[0].start > 0.6 * (end - start):
        return
    for mention in known:
        table.drop(mention)
    kind = _kind_of_organisation(name) or ("Person" if len(name.split()) > 1 else "Organization")
    key = f"{kind.lower()}/{slug(name)}"
    table.entity(key, kind, name)
    table.add(start, end, key, Form.NAME, name)
