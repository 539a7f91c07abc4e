"""``foedera remove``: documents out of the store."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.progress import progress

__all__ = ["EXAMPLE", "NAME", "run"]

NAME = "remove"
EXAMPLE = "foedera remove 1f79c377e6bee888"


def run(
    documents: Annotated[list[str], typer.Argument(help="The IRI of a document, or the last part of it.")],
) -> None:
    """Take documents out of the store, with all that is only said by them; all of them, or none."""
    with progress() as say:
        say("removing", 0, 0)
        from kg.ingest.remove import remove
        from kg.settings import load_settings
        from kg.store.open import open_store

        settings = load_settings()
        with open_store(settings, make=False) as store:
            gone = remove(documents, store, base=settings.base)
    for document in gone:
        typer.echo(f"removed  {document}")
