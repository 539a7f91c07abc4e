"""``foedera validate``: whether graphs conform to the shapes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.outcome import Outcome, note
from kg.cli.progress import Say, progress
from kg.errors import InputError, StoreBusyError

if TYPE_CHECKING:
    from kg.settings import Settings
    from kg.validate.report import Report

__all__ = ["EXAMPLE", "NAME", "run"]

NAME = "validate"
EXAMPLE = "foedera validate article.ttl --text article.txt"


def run(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Turtle, TriG, N-Triples or N-Quads files.", show_default=False)
    ] = None,
    store: Annotated[bool, typer.Option("--store", help="Check what the store holds.")] = False,
    document: Annotated[
        str | None,
        typer.Option(
            help="With --store: the IRI of one document. What it speaks of is checked as all documents describe it.",
            show_default=False,
        ),
    ] = None,
    text: Annotated[
        list[Path] | None, typer.Option(help="A text that the files take passages from.", show_default=False)
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Write the findings as JSON.")] = False,
) -> Outcome:
    """Check graphs against the shapes, and their passages against the texts. Ends with 1 if they do not conform."""
    if bool(paths) == store:
        raise InputError("name the files to check, or --store", hint=f"Example: {EXAMPLE}")
    if document is not None and not store:
        raise InputError("--document names a document of the store, so --store is needed too")
    with progress() as say:
        say("reading the graph", 0, 0)
        from kg.settings import load_settings

        settings = load_settings()
        texts = _texts(text or [])
        if document is not None:
            report = _validated_document(settings, document)
        elif store:
            report = _validated_store(settings, texts, say)
        else:
            report = _validated_files(settings, paths or [], texts, say)
    typer.echo(_as_json(report) if json else report.render())
    return Outcome.GOOD if report.conforms else Outcome.FINDINGS


def _validated_store(settings: Settings, texts: dict[str, str], say: Say) -> Report:
    """Check each graph by itself, as it was when it was stored: two sources may well call a place by two names.

    What is consolidated speaks of what stands in the documents' graphs, and is checked with them.
    """
    from kg.link.consolidate import consolidated_name
    from kg.store.context import validate_document
    from kg.store.kinds import told_names
    from kg.store.open import open_store
    from kg.store.terms import to_rdflib
    from kg.store.texts import texts_of
    from kg.validate.graph import validate
    from kg.validate.report import Report

    with open_store(settings, read_only=True) as store:
        texts = texts_of(store) | texts
        names = told_names(store)
        report = Report()
        for number, name in enumerate(names):
            say(f"validating {name}", number, len(names))
            if name == consolidated_name(settings.base):
                report += validate_document(store, name, base=settings.base)
            else:
                report += validate(to_rdflib(store.quads([name])), texts, base=settings.base)
    return report


def _validated_document(settings: Settings, document: str) -> Report:
    from rdflib import URIRef

    from kg.graph import mint
    from kg.store.context import validate_document
    from kg.store.open import open_store

    if not mint.is_iri(document):
        raise InputError(f"{document!r} is not an IRI", hint="foedera query lists documents: ?d a fdr:SourceDocument")
    with open_store(settings, read_only=True) as store:
        return validate_document(store, str(mint.graph(URIRef(document))), base=settings.base)


def _validated_files(settings: Settings, paths: list[Path], texts: dict[str, str], say: Say) -> Report:
    """Check files as one graph."""
    from kg.store.read import read_graphs
    from kg.validate.graph import validate

    graph = read_graphs(paths)
    say("validating", 0, 0)
    return validate(graph, _texts_in_store(settings) | texts)


def _texts(paths: list[Path]) -> dict[str, str]:
    from kg.document.reader import read_document

    documents = [read_document(path) for path in paths]
    return {document.sha256: document.text for document in documents}


def _texts_in_store(settings: Settings) -> dict[str, str]:
    """Return the texts of the store, if there is one that is free; a file can be checked without."""
    from kg.store.open import open_store, store_exists
    from kg.store.texts import texts_of

    if not store_exists(settings):
        return {}
    try:
        with open_store(settings, read_only=True) as store:
            return texts_of(store)
    except StoreBusyError:
        note("The store is in use, so that passages are compared only with the texts named by --text.")
        return {}


def _as_json(report: Report) -> str:
    import dataclasses
    import json

    findings = [dataclasses.asdict(finding) | {"sentence": finding.sentence} for finding in report.findings]
    return json.dumps({"conforms": report.conforms, "findings": findings}, ensure_ascii=False, indent=2)
