"""The result: what an ingest did, document by document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.errors import FoederaError
from kg.validate.report import Finding

__all__ = ["IngestResult", "Ingested", "Stage", "Status"]


class Stage(StrEnum):
    """Name what is being done; each is said while it is done."""

    READ = "reading"
    MODEL = "loading the language model"
    EXTRACT = "extracting"
    ASK = "asking the language model about"
    VALIDATE = "validating"
    STORE = "storing"


class Status(StrEnum):
    """Name what became of a document."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    REPEATED = "repeated"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Ingested:
    """Be one document of an ingest.

    Args:
        name: The file.
        iri: The document, or None where it could not be read.
        status: What became of it.
        warnings: What a person should look at.
        problem: Why it failed.
        note: What a language model told of it, if one was asked.
    """

    name: str
    iri: str | None
    status: Status
    warnings: tuple[Finding, ...] = ()
    problem: FoederaError | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class IngestResult:
    """Hold the documents in the order they were given; ``stored`` is False after a dry run.

    ``conflicts`` says where persons' reviews disagree with what the software finds now.
    """

    documents: tuple[Ingested, ...]
    stored: bool = True
    conflicts: tuple[str, ...] = ()

    def having(self, status: Status) -> tuple[Ingested, ...]:
        """Return the documents that became so."""
        return tuple(document for document in self.documents if document.status is status)
