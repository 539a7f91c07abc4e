"""Nominals: actors that a resolution names only by a common noun: "all parties concerned", "Member States"."""

from __future__ import annotations

import re

from kg.extract.entities.lexicon import lexicon
from kg.extract.entities.model import Form, Table
from kg.extract.sentence import Sentence
from kg.text.slug import slug

__all__ = ["add_nominals", "add_reported_nominals"]

_NOMINAL = re.compile(
    r"\b(?<!both )(?<!two )((?:(?:all|the|other|those)\s+){0,3}"
    r"(?:parties|sides|states|member states|governments|states members(?:\s+of\s+the\s+united\s+nations)?"
    r"|factions|warring\s+parties)"
    r"(?:\s+(?:directly\s+)?(?:concerned|involved))?)\b",
    re.IGNORECASE,
)


def add_nominals(table: Table, text: str) -> None:
    """Add the common nouns that a resolution addresses as actors.

    Args:
        table: Where they go.
        text: The cleaned text of a resolution.
    """
    for match in _NOMINAL.finditer(text):
        start, end = match.span(1)
        if any(m.form is not Form.PLACE for m in table.taken(start, end)):
            continue
        name = " ".join(match.group(1).split())
        label = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
        key = f"organization/{slug(label)}"
        table.entity(key, "Organization", label)
        table.add(start, end, key, Form.NOMINAL, name)


_ACTING = frozenset({"nsubj", "nsubjpass", "conj"})


def add_reported_nominals(table: Table, text: str, sentences: tuple[Sentence, ...]) -> None:
    """Add the groups that a report tells of without a name: "fourteen armed groups", "separatists", "critics".

    Args:
        table: Where they go.
        text: The cleaned text of a report.
        sentences: Its sentences.
    """
    kinds = lexicon().nominal
    for sentence in sentences:
        for token in sentence.tokens:
            kind = kinds.get(token.lemma_.lower())
            if kind is None or token.pos_ not in {"NOUN", "PROPN"}:
                continue
            agent = token.dep_ == "pobj" and token.head.lower_ in {"by", "between", "against"}
            if not (token.dep_ in _ACTING or agent) or any(
                w.lower_ in {"the", "these", "those"} for w in token.children
            ):
                continue
            words = [w for w in token.lefts if w.dep_ in {"amod", "compound", "nummod", "nmod"}] + [token]
            start, end = sentence.cover([words[0], token])
            if any(m.form is not Form.PLACE for m in table.taken(start, end)):
                continue
            name = " ".join(text[start:end].split())
            key = f"{kind.lower()}/{slug(name)}"
            table.entity(key, kind, name)
            table.add(start, end, key, Form.NOMINAL, name)
