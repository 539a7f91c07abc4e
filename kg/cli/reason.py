"""``foedera reason``: what follows from the axioms, and whether anything contradicts them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from kg.cli.outcome import Outcome
from kg.cli.progress import progress
from kg.errors import InputError

__all__ = ["EXAMPLE", "NAME", "Profile", "run"]

NAME = "reason"
EXAMPLE = "foedera reason --profile dl"


class Profile(StrEnum):
    """Name the profiles of OWL 2."""

    DL = "dl"
    RL = "rl"


def run(
    profile: Annotated[Profile, typer.Option(help="dl looks for contradictions; rl comes later.")] = Profile.DL,
) -> Outcome:
    """Look for contradictions in the ontology and in what the store holds. Ends with 1 if there is one."""
    if profile is Profile.RL:
        raise InputError(
            "rl, which writes down what follows from the axioms, is not built yet",
            source="--profile",
            hint="Look for contradictions: foedera reason --profile dl",
        )
    with progress() as say:
        say("reading the ontology", 0, 0)
        from kg.reason.consistency import check
        from kg.settings import load_settings
        from kg.store.export import export_quads
        from kg.store.open import open_store, store_exists
        from kg.store.terms import to_rdflib

        settings = load_settings()
        data = None
        if store_exists(settings):
            with open_store(settings, read_only=True) as store:
                data = to_rdflib(export_quads(store))
        say("reasoning", 0, 0)
        result = check(data)
    typer.echo(result.render())
    if data is None:
        typer.echo("There is no store yet: only the ontology was checked.")
    return Outcome.GOOD if result.sound else Outcome.FINDINGS
