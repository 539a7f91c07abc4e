"""The vocabulary: what the terms of the ontology are called, read from its Turtle files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat

from kg.namespaces import PREFIXES, RDFS, SKOS
from kg.resources import ontology_files

__all__ = ["Entry", "curie", "entry", "local_name"]

_LABELS = (str(SKOS.prefLabel), str(RDFS.label))


@dataclass(frozen=True, slots=True)
class Entry:
    """Be what the ontology says of a term to people."""

    label: str
    definition: str | None = None


def entry(iri: str) -> Entry | None:
    """Return what the ontology says of a term, or None if the term is not its own."""
    return _entries().get(iri)


def local_name(iri: str) -> str:
    """Return the last part of an IRI.

    >>> local_name("https://w3id.org/foedera/ontology#hasClause")
    'hasClause'
    """
    return re.split(r"[/#]", iri.rstrip("/#"))[-1]


def curie(iri: str) -> str | None:
    """Return the short form of an IRI, or None if it has no prefix of ours.

    >>> curie("https://w3id.org/foedera/theme/joint-patrol")
    'theme:joint-patrol'
    """
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and re.fullmatch(r"\w[\w-]*", local):
            return f"{prefix}:{local}"
    return None


@cache
def _entries() -> dict[str, Entry]:
    labels: dict[str, str] = {}
    definitions: dict[str, str] = {}
    for path in ontology_files("core", "themes"):
        for quad in pyoxigraph.parse(path.read_bytes(), format=RdfFormat.TURTLE):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                iri, text = quad.subject.value, quad.object.value
                if quad.predicate.value in _LABELS:
                    labels.setdefault(iri, text)
                elif quad.predicate.value == str(SKOS.definition):
                    definitions[iri] = text
    return {iri: Entry(label, definitions.get(iri)) for iri, label in labels.items()}
