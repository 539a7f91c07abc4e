"""``foedera import``: other people's tables of agreements, in the contract's terms."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.outcome import note
from kg.cli.progress import progress

__all__ = ["EXAMPLE", "NAME", "run"]

NAME = "import"
EXAMPLE = "foedera import pax pax_agreements_v10.csv.gz"


def run(
    table: Annotated[str, typer.Argument(help="Which table it is: pax, ucdp or ucdp-actors.", show_default=False)],
    path: Annotated[Path, typer.Argument(help="The file: CSV, plain or gzip.", show_default=False)],
    json: Annotated[bool, typer.Option("--json", help="Write what was found as JSON.")] = False,
) -> None:
    """Read a table into a graph of its own, whole or not at all; what is wrong in a cell is told with its row."""
    with progress() as say:
        say(f"reading {path}", 0, 0)
        from kg.link.importers.load import import_table
        from kg.settings import load_settings
        from kg.store.open import open_store

        settings = load_settings()
        with open_store(settings) as store:
            found = import_table(table, path, store, settings.base)
    for warning in found.warnings:
        note(str(warning))
    if json:
        from json import dumps

        members = {"rows": found.rows, "rejected": found.rejected, "things": found.things, "graph": found.graph}
        typer.echo(dumps(members | {"warnings": [str(warning) for warning in found.warnings]}, indent=2))
        return
    things = ", ".join(f"{number} {name}" for name, number in found.things.items())
    typer.echo(f"{found.rows} rows, {found.rejected} of them rejected, in {found.graph}: {things}")
