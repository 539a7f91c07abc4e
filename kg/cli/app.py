"""The application: all commands, and what happens before and after each."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg import __version__
from kg.cli import (
    compare,
    consolidate,
    discrepancies,
    doctor,
    evaluate,
    export,
    extract,
    import_,
    ingest,
    link,
    query,
    reason,
    remove,
    review,
    serve,
    status,
    token,
    validate,
)
from kg.cli.outcome import guarded

__all__ = ["app", "main"]

app = typer.Typer(
    name="foedera",
    help="A knowledge graph of what states and armed parties agreed, each statement with the passage that says it.",
    epilog="Start with: foedera ingest PATH, then foedera serve. Settings are read from FOEDERA_… in the environment.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for _module in (
    ingest,
    remove,
    extract,
    validate,
    query,
    export,
    serve,
    reason,
    consolidate,
    discrepancies,
    compare,
    status,
    import_,
    link,
    evaluate,
    doctor,
):
    app.command(_module.NAME, epilog=f"Example: {_module.EXAMPLE}")(guarded(_module.run))
app.add_typer(review.app)
app.add_typer(token.app)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"foedera {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and end.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Be the options of ``foedera`` itself."""


def main() -> None:
    """Run the command line: the entry point."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    app()
