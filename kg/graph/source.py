"""The source: the document itself, who made it, and its own voice."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rdflib import Literal, URIRef

from kg.document.model import DocumentKind, SourceDocument
from kg.extract.frames import ActorType, Extraction
from kg.graph import literals, mint
from kg.graph.model import Triple
from kg.graph.parties import names
from kg.namespaces import DCTERMS, FDR, RDF, RDFS
from kg.text.moment import Moment
from kg.text.slug import slug

__all__ = ["Maker", "Makers", "looks_like_organisation", "makers_of", "source"]

_WORDS = Path(__file__).parent / "data" / "organisation-words.toml"
_LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Maker:
    """Be the author or publisher of a document; ``type`` is None where the extraction already says what it is."""

    iri: URIRef
    name: str
    type: ActorType | None


@dataclass(frozen=True, slots=True)
class Makers:
    """Hold who made a document, as far as is known."""

    creator: Maker | None
    publisher: Maker | None

    @property
    def voice(self) -> URIRef | None:
        """Who speaks where the document speaks for itself: its author, else its publisher."""
        maker = self.creator or self.publisher
        return maker.iri if maker else None


def makers_of(extraction: Extraction, *, base: str) -> Makers:
    """Tell who made the document; one whom the text names too is that same actor."""
    document = extraction.document
    actors = sorted(extraction.actors, key=lambda actor: actor.key, reverse=True)
    known = {name.casefold(): mint.actor(base, actor.key) for actor in actors for name in actor.alt_labels}
    known |= {actor.label.casefold(): mint.actor(base, actor.key) for actor in actors}
    written = set(known.values())

    def maker(name: str | None, type_: ActorType) -> Maker | None:
        if name is None or not name.strip():
            return None
        if name.casefold() in known:
            return Maker(known[name.casefold()], name, None)
        iri = mint.actor(base, f"{type_.lower()}/{slug(name)}")
        return Maker(iri, name, None if iri in written else type_)

    publisher = maker(document.publisher, _type_of_publisher(document))
    if publisher and document.creator == document.publisher:
        return Makers(publisher, publisher)
    organised = document.creator is not None and looks_like_organisation(document.creator)
    return Makers(maker(document.creator, ActorType.ORGANIZATION if organised else ActorType.PERSON), publisher)


def looks_like_organisation(name: str) -> bool:
    """Tell whether an author's name is that of an organisation rather than a person.

    >>> looks_like_organisation("Ministry of Foreign Affairs"), looks_like_organisation("Ada Lovelace")
    (True, False)
    """
    words = re.findall(r"\w+", name.casefold())
    return bool(set(words) & _organisation_words()) or (len(words) == 1 and name.isupper() and len(name) > 1)


def source(extraction: Extraction, makers: Makers, node: URIRef) -> Iterator[Triple]:
    """Write the document and its makers."""
    document = extraction.document
    yield node, RDF.type, FDR.SourceDocument
    if document.kind is not None:
        yield node, RDF.type, FDR[document.kind]
    yield node, RDFS.label, literals.english(document.title or _first_words(document.text))
    if document.title is not None:
        yield node, DCTERMS.title, literals.english(document.title)
    for predicate, maker in ((DCTERMS.creator, makers.creator), (DCTERMS.publisher, makers.publisher)):
        if maker is not None:
            yield node, predicate, maker.iri
            yield from _maker(maker)
    if document.date is not None:
        yield node, DCTERMS.issued, literals.moment(Moment.of(document.date))
    if document.source is not None:
        yield node, DCTERMS.source, _address(document.source)
    if document.licence is not None:
        yield node, DCTERMS.rights, literals.english(document.licence)
    yield node, FDR.sha256, literals.plain(document.sha256)


def _maker(maker: Maker) -> Iterator[Triple]:
    if maker.type is not None:
        yield maker.iri, RDF.type, FDR.Actor
        yield maker.iri, RDF.type, FDR[maker.type]
        yield from names(maker.iri, maker.name)


def _type_of_publisher(document: SourceDocument) -> ActorType:
    """A news text is published by a medium; any other text by whatever organisation."""
    return ActorType.MEDIA if document.kind in (None, DocumentKind.NEWS) else ActorType.ORGANIZATION


def _first_words(text: str) -> str:
    line = next((line.strip() for line in text.split("\n") if any(ch.isalnum() for ch in line)), text.strip())
    line = " ".join(line.split())
    return line if len(line) <= _LONGEST_LABEL else f"{line[:_LONGEST_LABEL].rsplit(' ', 1)[0]} …"


def _address(source: str) -> URIRef | Literal:
    """Return an address as an IRI, or as a string where it is none."""
    return URIRef(source) if mint.is_iri(source) else literals.plain(source)


@cache
def _organisation_words() -> frozenset[str]:
    words: list[str] = tomllib.loads(_WORDS.read_text(encoding="utf-8"))["words"]
    return frozenset(words)
