"""``foedera link``: which records of two imported graphs are one."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.progress import progress
from kg.errors import InputError, NotFoundError

__all__ = ["EXAMPLE", "NAME", "run"]

NAME = "link"
EXAMPLE = "foedera link pax ucdp --learn gold.csv --out links.csv"

_METHOD = "agreements by date, country, titles, parties and themes, and by their lead over rivals"


def run(
    left: Annotated[str, typer.Argument(help="An imported table, such as pax, or the name of a graph.")],
    right: Annotated[str, typer.Argument(help="Another.")],
    learn: Annotated[
        Path, typer.Option("--learn", help="A table of pairs that people have linked: two columns of identifiers.")
    ],
    out: Annotated[Path | None, typer.Option("--out", help="Where to write the links, as CSV.")] = None,
    verdicts: Annotated[
        Path | None, typer.Option("--verdicts", help="Links that a person has gone through: accept or reject.")
    ] = None,
    evaluate: Annotated[bool, typer.Option("--evaluate", help="Tell by cross-validation how good they are.")] = False,
    doubtful: Annotated[
        list[str] | None, typer.Option("--doubtful", help="An identifier whose links count neither way.")
    ] = None,
    least: Annotated[float, typer.Option(min=0, max=1, help="The least score of a link.")] = 0.1,
) -> None:
    """Link the agreements of two graphs, by what was learnt from pairs that people have linked."""
    with progress() as say:
        say("reading the graphs", 0, 0)
        from kg.link.agreements import FEATURES, pairs
        from kg.link.links import links, read_verdicts, to_table
        from kg.link.read import agreement_records
        from kg.link.validation import cross_validate
        from kg.link.validation import learn as learnt
        from kg.settings import load_settings
        from kg.store.open import open_store

        settings = load_settings()
        graphs = [name if ":" in name else f"{settings.base}import/{name}/graph" for name in (left, right)]
        with open_store(settings, read_only=True) as store:
            records = [agreement_records(store, graph) for graph in graphs]
        for name, found in zip(graphs, records, strict=True):
            if not found:
                raise NotFoundError(f"the store has no agreements in the graph {name}", hint="foedera import …")
        say("comparing", 0, 0)
        compared = pairs(*records)
        gold = _gold(learn, *([record.iri for record in found] for found in records))
        if evaluate:
            say("cross-validating", 0, 0)
            unsure = {record.iri for found in records for record in found if _tail(record.iri) in (doubtful or ())}
            result = cross_validate(FEATURES, compared, gold, least=least, doubtful=unsure)
            typer.echo(f"precision {result.precision:.3f}  recall {result.recall:.3f}  F1 {result.f1:.3f}")
        given = read_verdicts(verdicts) if verdicts is not None else {}
        made = links(compared, learnt(FEATURES, compared, gold), least, method=_METHOD, verdicts=given)
    if out is not None:
        out.write_text(to_table(made), encoding="utf-8")
    typer.echo(f"{len(made)} links" + (f" in {out}" if out is not None else ""))


def _gold(path: Path, left: list[str], right: list[str]) -> set[tuple[str, str]]:
    """Read pairs of identifiers, and return those of IRIs; identifiers are the last part of IRIs."""
    ends = [{_tail(iri): iri for iri in found} for found in (left, right)]
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"the table cannot be read: {error}", source=str(path)) from error
    if not rows or len(rows[0]) < 2:
        raise InputError("the table needs two columns of identifiers", source=str(path), line=1)
    columns = [name for name in rows[0] if "id" in name.lower()][:2] or list(rows[0])[:2]
    found = {(ends[0].get(row[columns[0]]), ends[1].get(row[columns[1]])) for row in rows}
    known = {(one, other) for one, other in found if one is not None and other is not None}
    if not known:
        raise InputError(f"no pair of the columns {' and '.join(columns)} is in the graphs", source=str(path))
    return known


def _tail(iri: str) -> str:
    return iri.rpartition("/")[2]
