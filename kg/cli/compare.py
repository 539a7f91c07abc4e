"""``foedera compare``: two agreements side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.progress import progress

__all__ = ["EXAMPLE", "NAME", "run"]

NAME = "compare"
EXAMPLE = "foedera compare IRI IRI --json"


def run(
    first: Annotated[str, typer.Argument(help="The IRI of an agreement in the store.", show_default=False)],
    second: Annotated[str, typer.Argument(help="The IRI of another.", show_default=False)],
    json: Annotated[bool, typer.Option("--json", help="Write the differences as JSON.")] = False,
) -> None:
    """Tell what only one of two agreements provides, and where the second is stricter, weaker, earlier or later."""
    with progress() as say:
        say("reading the agreements", 0, 0)
        from kg.link.compare import How, compare
        from kg.link.provisions import provisions
        from kg.settings import load_settings
        from kg.store.open import open_store

        settings = load_settings()
        with open_store(settings, read_only=True) as store:
            differences = compare(*(provisions(store, iri, base=settings.base) for iri in (first, second)))
    if json:
        from dataclasses import asdict
        from json import dumps

        typer.echo(dumps([asdict(found) for found in differences], ensure_ascii=False, indent=2))
        return
    theme = None
    for found in differences:
        if found.theme != theme:
            theme = found.theme
            typer.echo(theme)
        if found.how in (How.ONLY_FIRST, How.ONLY_SECOND, How.SAME):
            typer.echo(f"  {found.how}: {found.first or found.second}")
        else:
            typer.echo(f"  {found.slot} {found.how}: {found.first or 'not said'} → {found.second or 'not said'}")
