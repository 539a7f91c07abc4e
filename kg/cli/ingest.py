"""``foedera ingest``: read texts into the store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.arguments import KINDS, parse_date
from kg.cli.progress import Say, progress

if TYPE_CHECKING:
    from kg.ingest.result import IngestResult, Stage
    from kg.settings import Settings
    from kg.store.summary import Summary

__all__ = ["EXAMPLE", "NAME", "run"]

NAME = "ingest"
EXAMPLE = "foedera ingest seeds"


def run(
    paths: Annotated[list[Path], typer.Argument(help="Texts, or folders of texts.", show_default=False)],
    date: Annotated[
        str | None, typer.Option(help="The day the texts were published, as 2020-03-05.", show_default=False)
    ] = None,
    kind: Annotated[str | None, typer.Option(help=f"What they are: {KINDS}.", show_default=False)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do all but the writing.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Read also what the store holds already.")] = False,
) -> None:
    """Read texts, find what they say, check it and store it: all of them, or none."""
    with progress() as say:
        say("opening the store", 0, 0)
        from kg.document.kind import parse_kind
        from kg.ingest.ingest import ingest
        from kg.settings import load_settings
        from kg.store.open import open_store
        from kg.store.summary import summarise

        settings = load_settings()
        with open_store(settings) as store:
            result = ingest(
                paths,
                store,
                base=settings.base,
                date=parse_date(date),
                kind=parse_kind(kind, source="--kind") if kind else None,
                dry_run=dry_run,
                again=again,
                listener=_listener(say),
            )
            summary = summarise(store)
    _report(result, summary, store.where, settings)


def _listener(say: Say) -> Callable[[Stage, str, int, int], None]:
    def listen(stage: Stage, name: str, number: int, total: int) -> None:
        say(f"{stage} {name}".rstrip(), max(number - 1, 0), total)

    return listen


def _report(result: IngestResult, summary: Summary, where: str, settings: Settings) -> None:
    from kg.ingest.result import Status

    for document in result.documents:
        warnings = f", {len(document.warnings)} to look at" if document.warnings else ""
        typer.echo(f"{document.status:>9}  {document.name}{warnings}")
    if not result.stored:
        typer.echo("Conforms. Nothing was stored: this was a dry run.")
        return
    written = len(result.having(Status.WRITTEN))
    typer.echo(f"Conforms. {written} of {len(result.documents)} documents written to {where}, which now holds")
    for name, number in summary.rows():
        typer.echo(f"{number:>9,}  {name}")
    if any(document.warnings for document in result.documents):
        typer.echo("What to look at is told by: foedera validate --store")
    typer.echo(f"Look at it: foedera serve, then http://{settings.host}:{settings.port}")
    typer.echo("Ask it:     foedera query 'SELECT ?who ?what { ?c fdr:obligor/rdfs:label ?who ; fdr:action ?what }'")
