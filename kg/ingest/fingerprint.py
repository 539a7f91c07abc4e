"""The fingerprint: whether a document was already read by the same software in the same way."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, QuerySolutions
from rdflib import Graph, Literal, URIRef

from kg import __version__
from kg.document.model import SourceDocument
from kg.document.reader import Source
from kg.extract.model import describe
from kg.extract.theme import told_by
from kg.graph import mint
from kg.namespaces import DCTERMS
from kg.resources import ontology_files
from kg.store.base import Store

__all__ = ["Fingerprints", "is_recorded", "of_file", "of_text", "record", "recorded_document", "software_digest"]

#: The packages whose code and tables decide what a document's graph holds.
_DECISIVE: Final = ("document", "extract", "graph", "ingest", "review", "text", "validate")
_PACKAGE = Path(__file__).resolve().parent.parent
_PREFIX: Final = "sha256:"
#: The packages that decide what text is read from a file.
_READERS: Final = ("charset-normalizer", "lxml", "py3langid", "pypdf", "python-docx", "pyyaml", "trafilatura")
_RECORDED: Final = f"""
SELECT ?document {{{{
  GRAPH ?graph {{{{ ?activity <{DCTERMS.identifier}> "{{digest}}" . ?graph <{DCTERMS.subject}> ?document }}}}
}}}}
"""


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Be the digests of all that the graph of a document depends on.

    Args:
        file: From the file on: its bytes and what is told about it. It spares reading a file that was read already.
        text: From the text on. It spares extracting from a text that was read already from another file.
    """

    file: str
    text: str


def of_file(source: Source, *, base: str, extractor: str = "rules") -> str:
    """Return a digest of all that the graph of a file's document depends on, without reading the text.

    It covers the bytes, what is told about them, the base of IRIs, the version and files of the software, the versions
    of what reads files, the files of the language model, what tells themes, and what finds the frames.

    Raises:
        ModelError: If there is no language model, or none for the meaning of themes where that is asked for.
    """
    told = dataclasses.asdict(dataclasses.replace(source.told, file="", line=0))
    told_text = json.dumps(told, default=str)
    return _digest("file", source.digest, source.path.suffix.lower(), told_text, _readers(), base, extractor=extractor)


def of_text(document: SourceDocument, *, base: str, extractor: str = "rules") -> str:
    """Return a digest of all that the graph of a document depends on, from its text on.

    It covers the text, what is told about it, the base of IRIs, the version and files of the software, the files
    of the language model, what tells themes, and what finds the frames.

    Raises:
        ModelError: If there is no language model, or none for the meaning of themes where that is asked for.
    """
    return _digest(
        document.sha256,
        document.kind,
        document.date.isoformat() if document.date else None,
        document.title,
        document.creator,
        document.publisher,
        document.source,
        document.licence,
        base,
        extractor=extractor,
    )


def _digest(*told: object, extractor: str) -> str:
    whole = json.dumps([*told, extractor, __version__, software_digest(), describe().digest, told_by()])
    return _PREFIX + hashlib.sha256(whole.encode()).hexdigest()


@cache
def _readers() -> tuple[tuple[str, str], ...]:
    return tuple((package, version(package)) for package in _READERS)


@cache
def software_digest() -> str:
    """Return the SHA-256 over the code, tables and shapes that decide what is stored."""
    overall = hashlib.sha256()
    files = (file for name in _DECISIVE for file in (_PACKAGE / name).rglob("*") if "__pycache__" not in file.parts)
    for file in [*sorted(file for file in files if file.is_file()), *ontology_files("core", "shapes", "themes")]:
        overall.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return overall.hexdigest()


def record(provenance: Graph, document: URIRef, digests: Fingerprints) -> None:
    """Write the fingerprints into the provenance graph of a document."""
    for digest in (digests.file, digests.text):
        provenance.add((mint.extraction(document), DCTERMS.identifier, Literal(digest)))


def is_recorded(store: Store, document: URIRef, digest: str) -> bool:
    """Tell whether the store holds the document with that fingerprint of its text."""
    activity, graph = mint.extraction(document), mint.provenance(document)
    return bool(store.query(f'ASK {{ GRAPH <{graph}> {{ <{activity}> <{DCTERMS.identifier}> "{digest}" }} }}'))


def recorded_document(store: Store, digest: str) -> str | None:
    """Return the document that the store holds with that fingerprint of its file, or None."""
    results = store.query(_RECORDED.format(digest=digest))
    assert isinstance(results, QuerySolutions)  # noqa: S101 - a SELECT query, told to mypy
    found = next(results, None)
    document = found["document"] if found is not None else None
    return document.value if isinstance(document, NamedNode) else None
