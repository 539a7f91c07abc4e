"""A reviewer: the person who decides, known by an ORCID or an address of mail."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rdflib import Graph, Namespace, URIRef

from kg.errors import InputError
from kg.graph import literals
from kg.graph.model import Triple
from kg.namespaces import PROV, RDF, RDFS
from kg.text.slug import slug

__all__ = ["Reviewer", "parse_reviewer", "reviewer_in"]

FOAF: Final = Namespace("http://xmlns.com/foaf/0.1/")
_WRITTEN: Final = re.compile(r"(?P<name>[^<>\n]*\w[^<>\n]*?)\s*<(?P<contact>[^<>\s]+)>")
_ORCID: Final = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])", re.ASCII)
_MAIL: Final = re.compile(r"(?:mailto:)?([^\s@:/?#<>\"\\^`{|}]+@[^\s@:/?#<>\"\\^`{|}]+\.[^\s@:/?#<>\"\\^`{|}]+)")
_HINT: Final = 'Write it as "Jane Doe <mailto:jane@example.org>" or "Jane Doe <https://orcid.org/0000-0002-1825-0097>".'


@dataclass(frozen=True, slots=True, order=True)
class Reviewer:
    """Be a person who reviews.

    Args:
        iri: The person's IRI.
        name: The person's name.
        mail: The person's address as a ``mailto:`` IRI, if that is what is known; only the review graph has it.
    """

    iri: URIRef
    name: str
    mail: str | None = None

    def triples(self, *, mail: bool) -> Iterator[Triple]:
        """Say who the person is, with or without the address."""
        yield self.iri, RDF.type, PROV.Person
        yield self.iri, RDFS.label, literals.english(self.name)
        if mail and self.mail is not None:
            yield self.iri, FOAF.mbox, URIRef(self.mail)


def parse_reviewer(text: str, *, base: str) -> Reviewer:
    """Read a name with an ORCID or an address of mail.

    The IRI of who has an ORCID is that; of others it is minted from the name and a digest of the address.

    Raises:
        InputError: If it is none, or the ORCID has a wrong check digit.

    >>> parse_reviewer("Josiah Carberry <0000-0002-1825-0097>", base="https://example.org/").iri
    rdflib.term.URIRef('https://orcid.org/0000-0002-1825-0097')
    """
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        raise InputError(f"{text!r} does not name a reviewer", source="--reviewer", hint=_HINT)
    name, contact = " ".join(match["name"].split()), match["contact"]
    orcid = _ORCID.fullmatch(contact)
    if orcid is not None:
        if not _checks(orcid[1]):
            message = f"{contact} is no ORCID: its last digit does not fit the others"
            raise InputError(message, source="--reviewer", hint=_HINT)
        return Reviewer(URIRef(f"https://orcid.org/{orcid[1]}"), name)
    mail = _MAIL.fullmatch(contact)
    if mail is None:
        raise InputError(f"{contact!r} is neither an ORCID nor an address of mail", source="--reviewer", hint=_HINT)
    address = f"mailto:{mail[1]}"
    digest = hashlib.sha256(address.lower().encode("utf-8")).hexdigest()[:8]
    return Reviewer(URIRef(f"{base}reviewer/{slug(name) or 'person'}-{digest}"), name, address)


def reviewer_in(graph: Graph, iri: URIRef) -> Reviewer:
    """Return the reviewer whom a review graph describes."""
    mail = graph.value(iri, FOAF.mbox)
    return Reviewer(iri, str(graph.value(iri, RDFS.label) or iri), None if mail is None else str(mail))


def _checks(orcid: str) -> bool:
    """Tell whether the check digit is right (ISO 7064, MOD 11-2)."""
    digits = orcid.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return digits[-1] == "0123456789X"[(12 - total % 11) % 11]
