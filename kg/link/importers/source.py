"""Sources: which tables can be imported, under which terms, and what reads each."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.link.importers.frame import Frame, english, plain, term
from kg.namespaces import DCTERMS, FDR, PROV, RDF, RDFS
from kg.store.export import RESTRICTED

__all__ = ["DCAT", "PUBLIC", "Source", "describe", "sources"]

_DATA: Final = Path(__file__).parents[1] / "data" / "sources.toml"
#: The Data Catalog Vocabulary.
DCAT: Final = "http://www.w3.org/ns/dcat#"
#: Who may see a table, in the words of the Publications Office of the European Union, as DCAT-AP asks.
PUBLIC: Final = NamedNode("http://publications.europa.eu/resource/authority/access-right/PUBLIC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Be a table that can be imported.

    Args:
        key: What it is called on the command line and in IRIs.
        title: Its name.
        row: What one of its rows is called, before the identifier.
        homepage: Where it is published.
        publisher: By whom.
        rights: Under which terms, in words.
        restricted: Whether it must not be passed on.
        version: Its version, if it has one.
        license: The IRI of its licence, if it has one.
        shelf: The key of the source under which its things are named, if it is another's.
    """

    key: str
    title: str
    row: str
    homepage: str
    publisher: str
    rights: str
    restricted: bool
    version: str | None = None
    license: str | None = None
    shelf: str = ""

    def frame(self, base: str) -> Frame:
        """Return its place in a store whose IRIs start with the base."""
        return Frame(base, self.key, self.row, self.shelf)


@cache
def sources() -> Mapping[str, Source]:
    """Return all sources by their keys."""
    return {key: Source(key=key, **row) for key, row in tomllib.loads(_DATA.read_text(encoding="utf-8")).items()}


def describe(source: Source, frame: Frame, digest: str) -> Iterator[Quad]:
    """Write the graph that says where the imported graph comes from, under which terms, and of what kind each graph is.

    Args:
        source: The table.
        frame: Its place.
        digest: The SHA-256 of the file that was read.
    """

    def say(subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> Quad:
        return Quad(subject, predicate, value, frame.provenance)

    dataset = NamedNode(frame.dataset)
    for graph, kind in (
        (frame.graph, "ImportedGraph"),
        (frame.provenance, "ProvenanceGraph"),
        (frame.text, "TextGraph"),
    ):
        yield say(graph, term(RDF, "type"), term(FDR, kind))
        yield say(graph, term(PROV, "wasDerivedFrom"), dataset)
    yield say(dataset, term(RDF, "type"), NamedNode(f"{DCAT}Dataset"))
    yield say(dataset, term(RDFS, "label"), english(source.title))
    yield say(dataset, term(DCTERMS, "title"), english(source.title))
    yield say(dataset, term(DCTERMS, "publisher"), plain(source.publisher))
    yield say(dataset, term(DCTERMS, "rights"), english(source.rights))
    yield say(dataset, term(DCTERMS, "accessRights"), NamedNode(RESTRICTED) if source.restricted else PUBLIC)
    yield say(dataset, NamedNode(f"{DCAT}landingPage"), NamedNode(source.homepage))
    yield say(dataset, term(DCTERMS, "identifier"), plain(f"sha256:{digest}"))
    if source.license is not None:
        yield say(dataset, term(DCTERMS, "license"), NamedNode(source.license))
    if source.version is not None:
        yield say(dataset, NamedNode(f"{DCAT}version"), plain(source.version))
