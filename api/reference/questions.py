"""Questions: which of them use which term."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from api.pages.examples import examples
from api.reference.names import Ref, anchor, ref
from api.vocabulary import local_name
from kg.namespaces import AGREEMENT_TYPE, FDR, PREFIXES, THEME

__all__ = ["Question", "questions", "questions_about", "used_in"]

_OURS = tuple(map(str, (FDR, THEME, AGREEMENT_TYPE)))
_TOKEN = re.compile(
    r"(?P<skipped>\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')"
    r"|<(?P<iri>[^<>\"{}|^`\\\s]*)>"
    r"|(?P<comment>\#[^\n]*)"
    r"|(?P<prefix>[A-Za-z][\w-]*):(?P<name>\w(?:[\w.-]*[\w-])?)"
)


@dataclass(frozen=True, slots=True)
class Question:
    """Be a question that the ontology is made to answer.

    Args:
        ref: Its number, and where it stands.
        words: The question.
        query: The question in SPARQL, with its prefixes.
        terms: The terms that the query names.
    """

    ref: Ref
    words: str
    query: str
    terms: tuple[Ref, ...]


def used_in(query: str) -> set[str]:
    """Return the IRIs of the terms of Foedera that a query names, whether whole or by a prefix of Foedera.

    >>> sorted(used_in('SELECT ?c { ?c fdr:theme <https://w3id.org/foedera/theme/trade> # fdr:place'))
    ['https://w3id.org/foedera/ontology#theme', 'https://w3id.org/foedera/theme/trade']
    """
    found = set()
    for token in _TOKEN.finditer(query):
        iri = token["iri"] or (PREFIXES.get(token["prefix"], "") + token["name"] if token["name"] else "")
        if iri.startswith(_OURS) and iri not in _OURS:
            found.add(iri)
    return found


@cache
def questions() -> tuple[Question, ...]:
    """Return the questions of the ontology, in the order of their names."""
    found = (
        Question(_numbered(item.iri), item.question, item.query, tuple(sorted(map(ref, used_in(item.query)))))
        for item in examples()
        if item.iri
    )
    return tuple(sorted(found, key=lambda question: question.ref))


def _numbered(iri: str) -> Ref:
    """Return what points at a question: it is called by its number."""
    return Ref(local_name(iri), iri, anchor(iri))


@cache
def questions_about() -> dict[str, tuple[Question, ...]]:
    """Return the questions that name each term."""
    found: dict[str, list[Question]] = {}
    for question in questions():
        for item in question.terms:
            found.setdefault(item.iri, []).append(question)
    return {iri: tuple(group) for iri, group in found.items()}
