"""Read a document: segment it, parse it, find its entities, times, quantities and parties."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.document.model import DocumentKind, SourceDocument
from kg.extract.affiliation import find_affiliations
from kg.extract.entities.find import find_entities
from kg.extract.kind import document_kind
from kg.extract.party import find_opponents, find_parties
from kg.extract.reading import Reading, Subject
from kg.extract.roles import actors_of
from kg.extract.sentence import parse
from kg.text.clean import clean
from kg.text.quantities import find_quantities
from kg.text.segment import segment
from kg.text.times import find_times

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["read"]


def _find_subjects(reading: Reading) -> Reading:
    """Resolve the subjects of all clauses in the order of the text, each pronoun by those before it."""
    subjects: list[Subject] = []
    reading = replace(reading, subjects=subjects)
    for sentence in reading.sentences:
        found: list[Subject] = []
        for token in sentence.tokens:
            if not _can_be_referred_to(token):
                continue
            keys = actors_of(reading, sentence, token)
            if keys:
                several = len(keys) > 1 or token.tag_ in {"NNS", "NNPS"}
                plural = several or reading.entities.table[keys[0]].type == "ArmedGroup"
                found.append(Subject(sentence.at(token)[0], keys, plural))
        subjects += found
    return reading


def _can_be_referred_to(token: Token) -> bool:
    """Tell whether a later pronoun may mean what this token names."""
    if token.pos_ not in {"NOUN", "PROPN", "DET", "NUM"}:
        return False
    if token.dep_ in {"nsubj", "nsubjpass"}:
        return True
    return token.dep_ == "pobj" and token.head.lower_ in {"between", "by"}


def read(document: SourceDocument) -> Reading:
    """Read a document.

    Args:
        document: The document.

    Raises:
        ModelError: If the language model is missing or is not the pinned one.
    """
    blocks = segment(document.text)
    cleaned = clean(document.text)
    kind = document_kind(document, blocks)
    treaty = kind is DocumentKind.AGREEMENT
    sentences = parse(cleaned, blocks, formal=treaty or kind is DocumentKind.RESOLUTION, treaty=treaty)
    reading = Reading(
        document=document,
        kind=kind,
        cleaned=cleaned,
        blocks=blocks,
        sentences=sentences,
        entities=find_entities(cleaned, kind, document.date, blocks, sentences),
        times=find_times(cleaned, document.date),
        quantities=find_quantities(cleaned),
    )
    sides = {found.person: found.of for found in find_affiliations(reading)}
    reading = replace(reading, affiliations=sides)
    reading = replace(reading, parties=find_parties(reading), opponents=find_opponents(reading))
    return _find_subjects(reading)
