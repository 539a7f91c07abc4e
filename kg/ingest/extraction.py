"""Extraction: from a document to its graphs, checked, with the language model loaded when it is first needed."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable
from dataclasses import dataclass

from rdflib import Graph, URIRef

from kg.document.model import SourceDocument
from kg.extract.frames import Extraction
from kg.extract.llm.options import RULES, Extractor, Method
from kg.extract.llm.told import Told
from kg.extract.model import describe
from kg.extract.theme import told_by
from kg.graph import mint
from kg.graph.builder import build
from kg.graph.model import DocumentGraph, Triple, new_graph
from kg.graph.provenance import Run
from kg.ingest.fingerprint import Fingerprints, record
from kg.ingest.result import Stage
from kg.namespaces import RDFS
from kg.validate.report import Report

__all__ = ["Made", "extraction_by", "extraction_of", "graph_of", "make"]

#: Is told what is being done to a document.
StageListener = Callable[[Stage], None]


@dataclass(frozen=True, slots=True)
class Made:
    """Be what was made of a document: the triples of its graphs by their names, and what is to be said of them.

    It holds nothing that cannot be sent from one process to another. ``note`` says what a language model told, if one
    was asked.
    """

    triples: dict[str, tuple[Triple, ...]]
    report: Report
    note: str | None = None

    @property
    def size(self) -> int:
        """The number of its triples."""
        return sum(map(len, self.triples.values()))

    def graphs(self) -> dict[str, Graph]:
        """Return the graphs by their names."""
        return {name: new_graph(URIRef(name), triples) for name, triples in self.triples.items()}


def make(
    document: SourceDocument,
    digests: Fingerprints,
    *,
    base: str,
    extractor: Extractor = RULES,
    listener: StageListener | None = None,
) -> Made:
    """Extract what a document says, write it as graphs, and check these.

    Args:
        document: The document.
        digests: Its fingerprints.
        base: The IRI that every minted IRI starts with.
        extractor: What finds the frames.
        listener: Is told of every step.

    Raises:
        ModelError: If there is no language model, or one that is to be asked cannot be.
    """
    built = graph_of(document, base=base, extractor=extractor, listener=listener)
    record(built.provenance, built.iri, digests)
    if listener is not None:
        listener(Stage.VALIDATE)
    from kg.validate.graph import validate  # imports pyshacl, which a document that is unchanged does not need

    report = validate(built.graph, {document.sha256: document.text}, base=base)
    triples = {str(graph.identifier): tuple(graph) for graph in built.graphs()}
    note = built.provenance.value(mint.extraction(built.iri), RDFS.comment)
    return Made(triples, report, note=None if note is None else str(note))  # type: ignore[arg-type]


def graph_of(
    document: SourceDocument, *, base: str, extractor: Extractor = RULES, listener: StageListener | None = None
) -> DocumentGraph:
    """Extract what a document says and write it as graphs.

    Raises:
        ModelError: If there is no language model, or one that is to be asked cannot be.
    """
    extraction, told = extraction_by(extractor, document, listener=listener)
    model = describe()
    ended = datetime.datetime.now(datetime.UTC)
    name = f"{model.name} {model.version}; themes by {told_by()}"
    run = Run(model=name, digest=model.digest, ended=ended, original=document.original, told=told)
    return build(extraction, base=base, run=run)


def extraction_by(
    extractor: Extractor, document: SourceDocument, *, listener: StageListener | None = None
) -> tuple[Extraction, Told | None]:
    """Extract the frames of a document by rules or with a language model; only then is anything sent.

    Raises:
        ModelError: If there is no language model, or one that is to be asked cannot be.
        InputError: If there is no key for it.
    """
    if extractor.method is Method.RULES:
        return extraction_of(document, listener=listener), None
    from kg.extract.llm.extract import extract_with_model

    if listener is not None:
        listener(Stage.ASK)
    return extract_with_model(document, extractor)


def extraction_of(document: SourceDocument, *, listener: StageListener | None = None) -> Extraction:
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
