"""``foedera review``: let a person accept, correct, reject and add what was read in a document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.outcome import Outcome, guarded, note
from kg.cli.output import output

__all__ = ["EXAMPLE", "NAME", "app"]

NAME = "review"
EXAMPLE = "foedera review export DOC -o review.yaml"

_APPLY = 'foedera review apply review.yaml --reviewer "Jane Doe <mailto:jane@example.org>"'
_DOCUMENT = "The document: its IRI, the end of it, its SHA-256 or its title. `foedera review list` shows them."

app = typer.Typer(
    name=NAME,
    help="Let a person accept, correct, reject and add what was read in a document.",
    epilog=f"Example: {EXAMPLE}",
    no_args_is_help=True,
    rich_markup_mode="rich",
)


def export(
    document: Annotated[str, typer.Argument(help=_DOCUMENT, show_default=False)],
    to: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write, else standard output.", show_default=False)
    ] = None,
) -> None:
    """Write what was read in a document, each frame with its quote, as a YAML file to be filled in."""
    from kg.review.sheet import write_sheet
    from kg.review.state import load
    from kg.settings import load_settings
    from kg.store.open import open_store

    with open_store(load_settings(), read_only=True) as store:
        data = write_sheet(load(store, document)).encode("utf-8")
    with output(to) as stream:
        stream.write(data)
    if to is not None:
        note(f"Fill it in, then: {_APPLY}")


def apply(
    file: Annotated[Path, typer.Argument(help="The file that was filled in.", show_default=False)],
    reviewer: Annotated[
        str, typer.Option(help='Who decided: "Name <mailto:…>" or "Name <ORCID>".', show_default=False)
    ],
) -> None:
    """Check what a person decided against the text, and lay it over what the software read: all of it, or nothing."""
    import datetime

    from kg.graph import mint
    from kg.link.renew import keeping
    from kg.review.apply import apply_sheet
    from kg.review.sheet_reader import read_sheet
    from kg.review.state import find_document
    from kg.settings import load_settings
    from kg.store.open import open_store

    settings, now = load_settings(), datetime.datetime.now(datetime.UTC)
    with open_store(settings, make=False) as store:
        graph = str(mint.graph(find_document(store, read_sheet(file).document)[0]))
        with keeping(store, [graph], base=settings.base):
            done = apply_sheet(store, file, reviewer=reviewer, at=now)
    counts = ", ".join(f"{number} {status}" for status, number in done.counts.items()) or "nothing is reviewed"
    typer.echo(f"{'Applied' if done.changed else 'Nothing changed'}: “{done.title}”: {counts}.")
    for conflict in done.conflicts:
        typer.echo(f"look again: {conflict}")


def list_() -> None:
    """List the documents of the store, and how far each is reviewed."""
    from kg.review.progress import progress_of_all
    from kg.settings import load_settings
    from kg.store.open import open_store

    with open_store(load_settings(), read_only=True) as store:
        rows = progress_of_all(store)
    if not rows:
        typer.echo("The store has no documents. Read a text: foedera ingest PATH")
    for row in rows:
        counts = ", ".join(f"{number} {status}" for status, number in row.counts.items())
        typer.echo(f"{row.document.rsplit('/', 1)[-1]}  {row.title}: {counts or 'nothing was read in it'}")


def status(document: Annotated[str, typer.Argument(help=_DOCUMENT, show_default=False)]) -> Outcome:
    """Show what was decided on a document, by whom, and what is to be looked at again. Ends with 1 if something is."""
    from kg.review.progress import status_lines
    from kg.review.state import load
    from kg.settings import load_settings
    from kg.store.open import open_store

    with open_store(load_settings(), read_only=True) as store:
        state = load(store, document)
    for line in status_lines(state):
        typer.echo(line)
    return Outcome.FINDINGS if state.laid().conflicts else Outcome.GOOD


app.command("export", epilog=f"Example: {EXAMPLE}")(guarded(export))
app.command("apply", epilog=f"Example: {_APPLY}")(guarded(apply))
app.command("list", epilog="Example: foedera review list")(guarded(list_))
app.command("status", epilog="Example: foedera review status DOC")(guarded(status))
