"""Provenance: by what and when a document's graph was made; the only graph that knows the time."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import Literal, URIRef

from kg import __version__
from kg.document.model import Original
from kg.errors import InputError
from kg.extract.llm.told import Told
from kg.graph import literals, mint
from kg.graph.model import Triple
from kg.namespaces import DCTERMS, FDR, OWL, PROV, RDF, RDFS, XSD

__all__ = ["Run", "provenance"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Be one run of the extraction.

    Args:
        model: The name and version of the language model, or None where none was used.
        digest: The SHA-256 of its files.
        ended: When the run ended; None leaves the time out.
        original: The file that the text was read from.
        told: What a language model that was asked had a part in.

    Raises:
        InputError: If the time has no zone, or a digest is given without a model.
    """

    model: str | None = None
    digest: str | None = None
    ended: datetime.datetime | None = None
    original: Original | None = None
    told: Told | None = None

    def __post_init__(self) -> None:
        if self.ended is not None and self.ended.utcoffset() is None:
            raise InputError("the time at which a run ended needs a time zone")
        if self.digest is not None and self.model is None:
            raise InputError("a digest without the name of its model")


def provenance(document: URIRef, run: Run, *, base: str) -> Iterator[Triple]:
    """Write how the document's graph was made, and of what kind each of its graphs is."""
    graph, own, text = mint.graph(document), mint.provenance(document), mint.text(document)
    for name, kind in ((graph, FDR.DocumentGraph), (own, FDR.ProvenanceGraph), (text, FDR.TextGraph)):
        yield name, RDF.type, kind
        yield name, DCTERMS.subject, document
    activity = mint.extraction(document)
    yield document, RDF.type, PROV.Entity
    yield graph, RDF.type, PROV.Entity
    yield graph, PROV.wasDerivedFrom, document
    yield graph, PROV.wasGeneratedBy, activity
    yield activity, RDF.type, PROV.Activity
    yield activity, RDFS.label, literals.english("extraction")
    yield activity, PROV.used, document
    if run.ended is not None:
        utc = run.ended.astimezone(datetime.UTC).replace(tzinfo=None).isoformat(timespec="seconds")
        yield activity, PROV.endedAtTime, Literal(f"{utc}Z", datatype=XSD.dateTime, normalize=False)
    agent = URIRef(f"{base}software/{mint.path(f'foedera/{__version__}')}")
    yield activity, PROV.wasAssociatedWith, agent
    yield agent, RDF.type, PROV.SoftwareAgent
    yield agent, RDFS.label, literals.english(f"Foedera {__version__}")
    yield agent, OWL.versionInfo, literals.plain(__version__)
    if run.original is not None:
        file = URIRef(f"{base}file/{run.original.sha256}")
        yield document, PROV.wasDerivedFrom, file
        yield activity, PROV.used, file
        yield file, RDF.type, PROV.Entity
        yield file, RDFS.label, literals.english("file that was read")
        yield file, DCTERMS["format"], literals.plain(run.original.media_type)
        yield file, DCTERMS.identifier, literals.plain(f"sha256:{run.original.sha256}")
    if run.model is not None:
        model = URIRef(f"{base}model/{mint.path(run.model)}" + (f"/{mint.path(run.digest[:16])}" if run.digest else ""))
        yield activity, PROV.used, model
        yield model, RDF.type, PROV.Entity
        yield model, RDFS.label, literals.english(run.model)
        if run.digest is not None:
            yield model, DCTERMS.identifier, literals.plain(f"sha256:{run.digest}")
    if run.told is not None:
        yield from _asked(document, run.told, base=base)


def _asked(document: URIRef, told: Told, *, base: str) -> Iterator[Triple]:
    """Write which language model was asked, and which frames, or which slots of them, are from it."""
    activity, chosen = mint.extraction(document), told.extractor
    agent = URIRef(f"{base}software/{mint.path(f'llm/{chosen.name}/{chosen.protocol} {chosen.address}')}")
    yield activity, PROV.wasAssociatedWith, agent
    yield activity, RDFS.comment, literals.english(told.sentence)
    yield agent, RDF.type, PROV.SoftwareAgent
    yield agent, RDFS.label, literals.english(f"language model {chosen.described}")
    for key in sorted(told.frames):
        frame = mint.said(document, key)
        yield frame, PROV.wasAttributedTo, agent
        if told.frames[key]:
            part = URIRef(f"{activity}/{mint.path(key)}")
            yield frame, PROV.qualifiedAttribution, part
            yield part, RDF.type, PROV.Attribution
            yield part, PROV.agent, agent
            yield part, RDFS.label, literals.english(", ".join(sorted(told.frames[key])))
