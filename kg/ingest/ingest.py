"""Ingest: read, extract, build, validate and store; all of it, or nothing."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from rdflib import Graph

from kg.document.model import DocumentKind, SourceDocument
from kg.document.reader import read_documents
from kg.errors import ConformanceError
from kg.extract.frames import Extraction
from kg.extract.model import describe
from kg.graph import mint
from kg.graph.builder import build
from kg.graph.model import DocumentGraph
from kg.graph.provenance import Run
from kg.ingest.fingerprint import fingerprint, is_recorded, record
from kg.ingest.result import Ingested, IngestResult, Stage, Status
from kg.reason.background import ONTOLOGY_GRAPH, background
from kg.store.base import Store
from kg.validate.report import Finding

__all__ = ["Listener", "extraction_of", "graph_of", "ingest"]

#: Is told what is being done, the document it is done to, and which of how many that is, counted from 1.
Listener = Callable[[Stage, str, int, int], None]
#: How many findings a refusal lists for one document.
_LISTED = 20


def ingest(
    paths: Iterable[Path | str],
    store: Store,
    *,
    base: str,
    date: datetime.date | None = None,
    kind: DocumentKind | None = None,
    dry_run: bool = False,
    again: bool = False,
    listener: Listener | None = None,
) -> IngestResult:
    """Read documents into the store in one transaction.

    A document that the store holds already, read by the same software with the same model and told the same about, is
    left alone. If any document cannot be read or does not conform, none is stored. With the first document, and with
    the first after an update of the software, the ontology and its themes are stored too.

    Args:
        paths: Files and folders.
        store: Where to write.
        base: The IRI that every minted IRI starts with.
        date: The day of publication of all of them.
        kind: The kind of all of them.
        dry_run: Do all but the writing.
        again: Read also what the store holds already.
        listener: Is told of every step.

    Raises:
        InputError: If a document cannot be read.
        ConformanceError: If what was found in one does not conform to the shapes.
        StoreError: If the store cannot be written.
    """
    tell = listener or _silent
    tell(Stage.READ, "", 0, 0)
    documents = list(read_documents(paths, date=date, kind=kind))
    ingested: list[Ingested] = []
    graphs: dict[str, Graph] = {}
    met: set[str] = set()
    for number, document in enumerate(documents, 1):
        iri = mint.document(base, document.sha256)
        if document.sha256 in met:
            ingested.append(Ingested(document.name, iri, Status.REPEATED))
            continue
        met.add(document.sha256)
        digest = fingerprint(document, base=base)
        if not again and is_recorded(store, iri, digest):
            ingested.append(Ingested(document.name, iri, Status.UNCHANGED))
            continue

        def step(stage: Stage, name: str = document.name, number: int = number) -> None:
            tell(stage, name, number, len(documents))

        built = graph_of(document, base=base, listener=step)
        record(built.provenance, built.iri, digest)
        step(Stage.VALIDATE)
        warnings = _validated(built, document, base)
        graphs |= {str(graph.identifier): graph for graph in built.graphs()}
        ingested.append(Ingested(document.name, iri, Status.WRITTEN, warnings))
    if graphs and not dry_run:
        tell(Stage.STORE, "", len(documents), len(documents))
        store.replace(graphs | {ONTOLOGY_GRAPH: background()})
    return IngestResult(tuple(ingested), stored=not dry_run)


def graph_of(document: SourceDocument, *, base: str, listener: Callable[[Stage], None] | None = None) -> DocumentGraph:
    """Extract what a document says and write it as graphs.

    Raises:
        ModelError: If there is no language model.
    """
    extraction = extraction_of(document, listener=listener)
    model = describe()
    ended = datetime.datetime.now(datetime.UTC)
    run = Run(model=f"{model.name} {model.version}", digest=model.digest, ended=ended)
    return build(extraction, base=base, run=run)


def extraction_of(document: SourceDocument, *, listener: Callable[[Stage], None] | None = None) -> Extraction:
    """Extract the frames of a document, telling the listener when the language model has to be loaded first.

    Raises:
        ModelError: If there is no language model.
    """
    if listener is not None and "spacy" not in sys.modules:
        listener(Stage.MODEL)
    from kg.extract.model import load  # imports spaCy, which a document that is unchanged does not need
    from kg.extract.pipeline import extract

    load()
    if listener is not None:
        listener(Stage.EXTRACT)
    return extract(document)


def _validated(built: DocumentGraph, document: SourceDocument, base: str) -> tuple[Finding, ...]:
    from kg.validate.graph import validate  # imports pyshacl, which a document that is unchanged does not need

    report = validate(built.graph, {document.sha256: document.text}, base=base)
    if report.conforms:
        return report.warnings
    sentences = tuple(finding.sentence for finding in report.violations)
    raise ConformanceError(
        f"{document.name}: what was found in it does not conform, so nothing was stored; findings: {len(sentences)}",
        sentences[:_LISTED],
        hint="Look at what was found: foedera extract PATH --format turtle. The text may need a correction.",
    )


def _silent(stage: Stage, name: str, number: int, total: int) -> None:
    """Tell nobody."""
