"""``foedera discrepancies``: what sources disagree on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.progress import progress

if TYPE_CHECKING:
    from kg.link.consolidate import Conflict

__all__ = ["EXAMPLE", "NAME", "run"]

NAME = "discrepancies"
EXAMPLE = "foedera discrepancies --json"


def run(json: Annotated[bool, typer.Option("--json", help="Write them as JSON.")] = False) -> None:
    """List what the documents of the store disagree on, with the words of both."""
    with progress() as say:
        say("comparing what documents tell", 0, 0)
        from kg.link.consolidate import consolidate
        from kg.settings import load_settings
        from kg.store.kinds import document_names
        from kg.store.open import open_store

        settings = load_settings()
        with open_store(settings, read_only=True) as store:
            found = consolidate(store, document_names(store, settings.base), base=settings.base)
    if json:
        from json import dumps

        typer.echo(dumps([_members(conflict) for conflict in found.conflicts], ensure_ascii=False, indent=2))
        return
    if not found.conflicts:
        typer.echo("The documents disagree on nothing that was found.")
    for conflict in found.conflicts:
        typer.echo(f"{conflict.disagreement.property}: {conflict.disagreement.one} — {conflict.disagreement.other}")
        for thing in (conflict.one, conflict.other):
            typer.echo(f"  “{thing.quote}”\n    {thing.document}")


def _members(conflict: Conflict) -> dict[str, object]:
    sides = zip((conflict.one, conflict.other), (conflict.disagreement.one, conflict.disagreement.other), strict=True)
    return {
        "property": conflict.disagreement.property,
        "claims": [
            {"says": says, "quote": thing.quote, "document": thing.document, "about": thing.iri, "claim": claim.iri}
            for (thing, says), claim in zip(sides, conflict.claims, strict=True)
        ],
    }
