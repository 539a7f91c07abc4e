"""The fingerprint: whether a document was already read by the same software in the same way."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Final

from rdflib import Graph, Literal, URIRef

from kg import __version__
from kg.document.model import SourceDocument
from kg.extract.model import describe
from kg.graph import mint
from kg.namespaces import DCTERMS
from kg.resources import ontology_files
from kg.store.base import Store

__all__ = ["fingerprint", "is_recorded", "record", "software_digest"]

#: The packages whose code and tables decide what a document's graph holds.
_DECISIVE: Final = ("document", "extract", "graph", "ingest", "text", "validate")
_PACKAGE = Path(__file__).resolve().parent.parent
_PREFIX: Final = "sha256:"


def fingerprint(document: SourceDocument, *, base: str) -> str:
    """Return a digest of all that the graph of a document depends on.

    It covers the text, what is told about it, the base of IRIs, the version and files of the software, and the files
    of the language model.

    Raises:
        ModelError: If there is no language model.
    """
    told = (
        document.sha256,
        document.kind,
        document.date.isoformat() if document.date else None,
        document.title,
        document.creator,
        document.publisher,
        document.source,
        document.licence,
        base,
        __version__,
        software_digest(),
        describe().digest,
    )
    return _PREFIX + hashlib.sha256(json.dumps(told).encode()).hexdigest()


@cache
def software_digest() -> str:
    """Return the SHA-256 over the code, tables and shapes that decide what is stored."""
    overall = hashlib.sha256()
    files = (file for name in _DECISIVE for file in (_PACKAGE / name).rglob("*") if "__pycache__" not in file.parts)
    for file in [*sorted(file for file in files if file.is_file()), *ontology_files("core", "shapes", "themes")]:
        overall.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return overall.hexdigest()


def record(provenance: Graph, document: URIRef, digest: str) -> None:
    """Write the fingerprint into the provenance graph of a document."""
    provenance.add((mint.extraction(document), DCTERMS.identifier, Literal(digest)))


def is_recorded(store: Store, document: URIRef, digest: str) -> bool:
    """Tell whether the store holds the document with that fingerprint."""
    activity, graph = mint.extraction(document), mint.provenance(document)
    return bool(store.query(f'ASK {{ GRAPH <{graph}> {{ <{activity}> <{DCTERMS.identifier}> "{digest}" }} }}'))
