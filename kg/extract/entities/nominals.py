"""Nominals: actors that a resolution names only by a common noun: "all parties concerned", "Member States"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.extract.entities.model import Form, Mention, Table
from kg.extract.norms.operative import parts_of
from kg.extract.sentence import Sentence
from kg.text.slug import slug

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["add_nominals"]

_FILE = Path(__file__).parent.parent / "data" / "resolution.toml"
_NOMINAL = re.compile(
    r"\b(?<!both )(?<!two )((?:(?:all|the|other|those)\s+){0,3}"
    r"(?:parties|sides|states|member states|governments|states members(?:\s+of\s+the\s+united\s+nations)?"
    r"|factions|warring\s+parties)|each\s+(?:member\s+)?state|every\s+(?:member\s+)?state"
    r"(?:\s+(?:directly\s+)?(?:concerned|involved))?)\b",
    re.IGNORECASE,
)


@cache
def _addressees() -> dict[str, str]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {word: kind for kind, words in data["addressed"].items() for word in words}


def add_nominals(table: Table, text: str, sentences: tuple[Sentence, ...]) -> None:
    """Add the common nouns that a resolution addresses as actors.

    Args:
        table: Where they go.
        text: The cleaned text of a resolution.
        sentences: Its sentences.
    """
    for sentence in sentences:
        for head in _addressed(sentence):
            left = [w for w in head.lefts if w.dep_ in _LEFT and w.text != ","]
            if any(w.lower_ in _BOTH for w in left):
                continue  # "both parties": those whom the text is about, not a party of that name
            start, end = sentence.cover([*(w.left_edge for w in left), head])
            tail = _CONCERNED.match(text, end)
            end = tail.end() if tail else end
            _add_nominal(table, start, end, text[start:end], text[end : _placed(table, text, end)])
    for match in _NOMINAL.finditer(text):
        _add_nominal(table, *match.span(1), match.group(1))


def _placed(table: Table, text: str, end: int) -> int:
    """Return where a phrase ends that says where its actors are: "all armed groups in Mali"."""
    match = _IN.match(text, end)
    if match is None:
        return end
    return max((m.end for m in table.taken(match.end(), match.end() + 1) if m.start == match.end()), default=end)


def _add_nominal(table: Table, start: int, end: int, words: str, where: str = "") -> None:
    """Add a phrase, with what follows it to say where its actors are, unless it is part of a name."""
    taken = [m for m in table.taken(start, end) if m.form is not Form.PLACE]
    if any(
        m.start < start or end < m.end or m.form is not Form.NAME or not _GENERIC.fullmatch(_words_of(words, start, m))
        for m in taken
    ):
        return
    for mention in taken:
        table.drop(mention)  # "the States" of a resolution are not the United States
    name = " ".join(words.split())
    label = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
    head = re.split(r"\s+(?:concerned|involved|directly)\b", label)[0].split()[-1].lower()
    kind = _addressees().get(head, "Organization")
    label = " ".join((label + where).split())
    key = f"{kind.lower()}/{slug(label)}"
    table.entity(key, kind, label)
    table.add(start, end + len(where), key, Form.NOMINAL, name + where)


def _words_of(words: str, start: int, mention: Mention) -> str:
    """Return the words of a mention inside a phrase that begins at ``start``."""
    return words[mention.start - start : mention.end - start]


def _addressed(sentence: Sentence) -> Iterator[Token]:
    """Yield the common nouns of whom an operative paragraph asks, allows or rules something."""
    nouns = _addressees()
    for part in parts_of(sentence):
        if part.role == "bare":
            continue
        that = next((t for t in part.rest[:3] if t.lower_ == "that"), None)
        if that is None and part.role in {"own", "uphold"}:
            continue
        for token in part.rest:
            if (token.lower_ == "to" and token.head.tag_ == "VB") or (
                that is not None and token.i > that.i and token.pos_ in {"VERB", "AUX"} and token.dep_ != "acl"
            ):
                break
            if token.lower_ in nouns and token.dep_ not in {"compound", "amod", "nmod"}:
                yield token


#: Words before a common noun that belong to it: "all other armed groups", "neighbouring countries".
_LEFT = frozenset({"det", "amod", "compound", "nmod", "predet", "punct", "nummod", "npadvmod"})
_BOTH = frozenset({"both", "two", "either", "neither", "each", "no"})
_CONCERNED = re.compile(r"\s+(?:directly\s+)?(?:concerned|involved)\b")
_IN = re.compile(r"\s+in\s+(?:the\s+)?")
_GENERIC = re.compile(r"(?:the\s+)?states?", re.IGNORECASE)
