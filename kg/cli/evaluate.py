"""``foedera evaluate``: how well extraction finds what a careful reader found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.progress import progress

__all__ = ["EXAMPLE", "NAME", "run"]

NAME = "evaluate"
EXAMPLE = "foedera evaluate tests/golden"


def run(
    folder: Annotated[
        Path,
        typer.Argument(metavar="GOLD_DIR", help="The folder with NAME.gold.json and NAME.txt.", show_default=False),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Write all figures as JSON.")] = False,
    explain: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="List all that is wrong in this text, or in all.", show_default=False),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Read only this text; may be given several times.", show_default=False),
    ] = None,
    graphs: Annotated[
        Path | None,
        typer.Option(help="Do not extract, but look at the graphs NAME.ttl of this folder.", show_default=False),
    ] = None,
    worst: Annotated[int, typer.Option(min=0, help="How many of the worst sentences to show.")] = 10,
) -> None:
    """Compare what is found in annotated texts with the annotation: F1 by text, genre and sort of frame."""
    with progress() as say:
        say(f"reading {folder}", 0, 0)
        from kg.evaluate.cases import worst as worst_cases
        from kg.evaluate.corpus import evaluate, evaluate_graphs
        from kg.evaluate.gold import read_golds
        from kg.evaluate.report import as_json as report_as_json
        from kg.evaluate.table import show_cases, show_faults, show_report

        explained = [name for name in explain or () if name != "all"]
        if explained and not only:
            read_golds(folder, tuple(explained))  # a name that is not there is told before the work
        golds = read_golds(folder, (*only, *explained) if only else ())
        if graphs is not None:
            result = evaluate_graphs(golds, graphs)
        else:
            result = evaluate(golds, lambda name, done, total: say(f"extracting {name}", done, total))
    if as_json:
        typer.echo(json.dumps(report_as_json(result), ensure_ascii=False, indent=1))
        return
    typer.echo(show_report(result))
    typer.echo(show_cases(worst_cases(result.scores.values(), worst)))
    for name, score in result.scores.items():
        if explain and (name in explain or "all" in explain):
            typer.echo(show_faults(score))
