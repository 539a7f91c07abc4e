"""``foedera consolidate``: what several documents tell of, side by side."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.outcome import Outcome
from kg.cli.progress import progress

if TYPE_CHECKING:
    from kg.link.consolidate import Consolidated

__all__ = ["EXAMPLE", "NAME", "run"]

NAME = "consolidate"
EXAMPLE = "foedera consolidate"


def run(
    forget: Annotated[bool, typer.Option("--forget", help="Take the consolidated graph out again.")] = False,
) -> Outcome:
    """Find which agreements, talks, commitments and incidents several documents tell of, and what they disagree on.

    What is found stands in a graph of its own; those of the documents stay as they are. From then on "ingest",
    "remove" and "review apply" keep it up, until "--forget". Run it again after an update by SPARQL.
    """
    with progress() as say:
        say("reading what documents tell", 0, 0)
        from kg.link.consolidate import consolidated_name
        from kg.link.renew import renew
        from kg.settings import load_settings
        from kg.store.open import open_store

        settings = load_settings()
        with open_store(settings, make=False) as store:
            if forget:
                gone = store.replace({}, remove=[consolidated_name(settings.base)])
                sentence = "Taken out." if gone else "There was no consolidated graph."
            else:
                say("comparing", 0, 0)
                sentence = _sentence(renew(store, base=settings.base))
    typer.echo(sentence)
    return Outcome.GOOD


def _sentence(found: Consolidated) -> str:
    counts = Counter(members[0].kind.lower() for members in found.groups.values())
    parts = (f"{number} {kind}{'' if number == 1 else 's'}" for kind, number in sorted(counts.items()))
    points = len(found.conflicts)
    return (
        f"Several documents tell of {', '.join(parts) or 'nothing'}. They disagree on {points}"
        f" {'point' if points == 1 else 'points'}{': foedera discrepancies' if points else '.'}"
    )
