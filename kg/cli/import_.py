"""``foedera import``: take in a table of treaties, agreements, actors or meetings that others made."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from kg.cli.outcome import Outcome, note
from kg.cli.progress import progress

__all__ = ["EXAMPLE", "NAME", "Table", "run"]

NAME = "import"
EXAMPLE = "foedera import ucdp ucdp_peace_agreements.csv"
#: So many warnings are told one by one.
_MANY: Final = 20


class Table(StrEnum):
    """Name what can be imported."""

    PAX = "pax"
    UCDP = "ucdp"
    UCDP_ACTORS = "ucdp-actors"
    PAAX = "paax"
    UK_TREATIES = "uk-treaties"
    MANYTREATIES = "manytreaties"
    MEND = "mend"
    WIKIDATA = "wikidata"
    CDM = "cdm"
    JOLUX = "jolux"


def run(
    table: Annotated[Table, typer.Argument(help="Which table it is.", show_default=False)],
    path: Annotated[Path, typer.Argument(help="The file, plain or gzipped.", show_default=False)],
    warnings: Annotated[
        Path | None, typer.Option(help="A file for all warnings, one a line.", show_default=False)
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Write what was found as JSON.")] = False,
) -> Outcome:
    """Take a table of others into a graph of its own; what the last import of that table wrote goes.

    Cells that cannot be read are told with row and column; a row that cannot be used is left out and counted.
    """
    with progress() as say:
        say(f"reading {path.name}", 0, 0)
        from json import dumps

        from kg.link.importers.load import import_table
        from kg.link.importers.source import sources
        from kg.settings import load_settings
        from kg.store.open import open_store

        settings = load_settings()
        with open_store(settings) as store:
            found = import_table(table.value, path, store, settings.base)
    lines = [str(warning) for warning in found.warnings]
    for line in lines if warnings is None and len(lines) <= _MANY else lines[:_MANY]:
        note(line)
    if warnings is not None:
        warnings.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        note(f"{len(lines):,} warnings are in {warnings}.")
    elif len(lines) > _MANY:
        note(f"… and {len(lines) - _MANY:,} more; see them all with --warnings FILE.")
    outcome = Outcome.FINDINGS if found.rejected else Outcome.GOOD
    if json:
        members = {"rows": found.rows, "rejected": found.rejected, "things": found.things, "graph": found.graph}
        typer.echo(dumps(members | {"warnings": lines}, indent=2, ensure_ascii=False))
        return outcome
    typer.echo(f"{found.rows - found.rejected:,} of {found.rows:,} rows imported, {found.rejected:,} left out, into")
    typer.echo(f"  {found.graph}")
    for name, number in found.things.items():
        typer.echo(f"{number:>9,}  {name}")
    source = sources()[table.value]
    typer.echo(source.rights)
    if source.restricted:
        typer.echo("It is left out of exports unless they are told --all.")
    return outcome
