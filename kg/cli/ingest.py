"""``foedera ingest``: read texts into the store."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kg.cli.arguments import KINDS, BaseUrl, ExtractorName, ModelName, parse_date
from kg.cli.outcome import Outcome, note
from kg.cli.progress import Say, progress
from kg.extract.llm.options import Extractor, Method

if TYPE_CHECKING:
    from kg.ingest.result import IngestResult, Stage
    from kg.settings import Settings
    from kg.store.summary import Summary

__all__ = ["EXAMPLE", "NAME", "run"]

NAME = "ingest"
EXAMPLE = "foedera ingest seeds"
#: Of more documents than these only the numbers are told, and what failed.
_MANY: Final = 100


def run(
    paths: Annotated[
        list[Path],
        typer.Argument(help="Texts, Markdown, HTML, PDF or Word files, or folders of them.", show_default=False),
    ],
    date: Annotated[
        str | None, typer.Option(help="The day the texts were published, as 2020-03-05.", show_default=False)
    ] = None,
    kind: Annotated[str | None, typer.Option(help=f"What they are: {KINDS}.", show_default=False)] = None,
    extractor: ExtractorName = Method.RULES,
    model: ModelName = None,
    base_url: BaseUrl = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do all but the writing.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Read also what the store holds already.")] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=0, max=256, help="How many processes extract; 0: one for each core.")
    ] = 1,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Pass over what cannot be read, and say so at the end.")
    ] = False,
) -> Outcome:
    """Read texts, find what they say, check it and store it.

    Up to 64 files are all stored, or none is. More are stored in portions: what is stored stays when the run is
    stopped, and the same command goes on from there.
    """
    with progress() as say:
        say("opening the store", 0, 0)
        from kg.document.kind import parse_kind
        from kg.ingest.ingest import ingest
        from kg.settings import load_settings
        from kg.store.open import open_store
        from kg.store.summary import summarise

        settings = load_settings()
        asked = Extractor(extractor, model, base_url, settings.llm_seconds)
        with open_store(settings) as store:
            result = ingest(
                paths,
                store,
                base=settings.base,
                date=parse_date(date),
                kind=parse_kind(kind, source="--kind") if kind else None,
                extractor=asked,
                dry_run=dry_run,
                again=again,
                jobs=jobs or _cores(),
                keep_going=keep_going,
                listener=_listener(say),
            )
            summary = summarise(store)
    return _report(result, summary, store.where, settings)


def _cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _listener(say: Say) -> Callable[[Stage, str, int, int], None]:
    def listen(stage: Stage, name: str, number: int, total: int) -> None:
        say(f"{stage} {name}".rstrip(), max(number - 1, 0), total)

    return listen


def _report(result: IngestResult, summary: Summary, where: str, settings: Settings) -> Outcome:
    from kg.ingest.result import Status

    failed = result.having(Status.FAILED)
    _list(result)
    for document in failed:
        if document.problem is not None:
            note(f"foedera: {document.problem.message}")
            note(f"  {document.problem.hint or ''}".rstrip())
    unread = f" {len(failed)} could not be read." if failed else ""
    if not result.stored:
        typer.echo(f"Conforms.{unread} Nothing was stored: this was a dry run.")
        return Outcome.FINDINGS if failed else Outcome.GOOD
    written = len(result.having(Status.WRITTEN))
    typer.echo(f"Conforms.{unread} {written} of {len(result.documents)} documents written to {where}, which now holds")
    for name, number in summary.rows():
        typer.echo(f"{number:>9,}  {name}")
    for conflict in result.conflicts:
        typer.echo(f"look again: {conflict}")
    if any(document.warnings for document in result.documents):
        typer.echo("What to look at is told by: foedera validate --store")
    typer.echo(f"Look at it: foedera serve, then http://{settings.host}:{settings.port}")
    typer.echo("Ask it:     foedera query 'SELECT ?who ?what { ?c fdr:obligor/rdfs:label ?who ; fdr:action ?what }'")
    return Outcome.FINDINGS if failed else Outcome.GOOD


def _list(result: IngestResult) -> None:
    """Tell what became of each document, or of how many where there are many."""
    from kg.ingest.result import Status

    if len(result.documents) > _MANY:
        for status in Status:
            typer.echo(f"{len(result.having(status)):>9,}  {status}")
        return
    for document in result.documents:
        warnings = f", {len(document.warnings)} to look at" if document.warnings else ""
        typer.echo(f"{document.status:>9}  {document.name}{warnings}")
        if document.note:
            note(document.note)
