"""Mint: the IRI of every thing, from what it is or where it is said, never from how a store spells a literal."""

from __future__ import annotations

import hashlib
import re
from typing import Final

import pyoxigraph as ox
from rdflib import URIRef

from kg.errors import InputError
from kg.text.slug import slug
from kg.text.span import Span

__all__ = [
    "RESERVED",
    "actor",
    "document",
    "extraction",
    "geometry",
    "graph",
    "is_iri",
    "machine",
    "passage",
    "path",
    "place",
    "provenance",
    "quantity",
    "review",
    "said",
    "text",
]

#: Names below a document that are not free for what it says.
RESERVED: Final = frozenset({"added", "extraction", "graph", "machine", "passage", "provenance", "review", "text"})

#: A part of a key that can stand in an IRI as it is.
_PLAIN = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.~-]*[A-Za-z0-9_~-])?")


def is_iri(text: str) -> bool:
    """Tell whether a text is an absolute IRI that every store takes.

    >>> is_iri("https://example.org/a"), is_iri("a letter of 5 May")
    (True, False)
    """
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def path(key: str) -> str:
    """Return the key as a path of an IRI: plain parts as they are, others as a slug with a digest.

    >>> path("commitment/120-260")
    'commitment/120-260'
    >>> path("person/Kofi Annan")
    'person/kofi-annan-0ca37dd7'
    """
    return "/".join(_part(part) for part in key.split("/"))


def document(base: str, sha256: str) -> URIRef:
    """Return the IRI of the text with that digest."""
    return URIRef(f"{base}document/{sha256[:16]}")


def graph(document: URIRef) -> URIRef:
    """Return the name of the graph of what the document says."""
    return URIRef(f"{document}/graph")


def provenance(document: URIRef) -> URIRef:
    """Return the name of the graph of how that graph was made."""
    return URIRef(f"{document}/provenance")


def machine(document: URIRef) -> URIRef:
    """Return the name of the graph of what the software alone read in a document that is reviewed."""
    return URIRef(f"{document}/machine")


def review(document: URIRef) -> URIRef:
    """Return the name of the graph of what persons decided on what was read in the document."""
    return URIRef(f"{document}/review")


def text(document: URIRef) -> URIRef:
    """Return the name of the graph that holds the document's text."""
    return URIRef(f"{document}/text")


def extraction(document: URIRef) -> URIRef:
    """Return the IRI of the activity that read the document."""
    return URIRef(f"{document}/extraction")


def passage(document: URIRef, span: Span) -> URIRef:
    """Return the IRI of a stretch of the document."""
    return URIRef(f"{document}/passage/{span.start}-{span.end}")


def said(document: URIRef, key: str) -> URIRef:
    """Return the IRI of something that the document says, such as a commitment.

    Raises:
        InputError: If the key is empty or begins with a reserved name.

    >>> said(URIRef("https://example.org/document/1f79"), "meeting/10-90")
    rdflib.term.URIRef('https://example.org/document/1f79/meeting/10-90')
    """
    if not key or key.split("/")[0] in RESERVED:
        raise InputError(f"{key!r} cannot be the key of a thing that a document says")
    return URIRef(f"{document}/{path(key)}")


def actor(base: str, key: str) -> URIRef:
    """Return the IRI of an actor.

    >>> actor("https://example.org/", "state/russia")
    rdflib.term.URIRef('https://example.org/actor/state/russia')
    """
    return URIRef(f"{base}actor/{path(key)}")


def place(base: str, key: str) -> URIRef:
    """Return the IRI of a place; a key that already says ``place/`` does not say it twice.

    >>> place("https://example.org/", "place/idlib")
    rdflib.term.URIRef('https://example.org/place/idlib')
    """
    return URIRef(f"{base}place/{path(key.removeprefix('place/'))}")


def geometry(place: URIRef) -> URIRef:
    """Return the IRI of where a place lies."""
    return URIRef(f"{place}/geometry")


def quantity(commitment: URIRef, number: int) -> URIRef:
    """Return the IRI of the quantity of that number, counted from 1, of a commitment."""
    return URIRef(f"{commitment}/quantity/{number}")


def _part(part: str) -> str:
    if _PLAIN.fullmatch(part):
        return part
    digest = hashlib.sha256(part.encode("utf-8")).hexdigest()[:8]
    name = slug(part)
    return f"{name}-{digest}" if name else digest
