"""``foedera reason``: what follows from the axioms, and whether anything contradicts them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from kg.cli.outcome import Outcome
from kg.cli.progress import Say, progress
from kg.errors import InputError

__all__ = ["EXAMPLE", "NAME", "Profile", "run"]

NAME = "reason"
EXAMPLE = "foedera reason --profile rl"


class Profile(StrEnum):
    """Name the profiles of OWL 2."""

    DL = "dl"
    RL = "rl"


def run(
    profile: Annotated[
        Profile, typer.Option(help="dl looks for contradictions; rl writes down what follows, for queries to find.")
    ] = Profile.DL,
    forget: Annotated[bool, typer.Option("--forget", help="Take out again what rl wrote down.")] = False,
) -> Outcome:
    """Look for contradictions in the ontology and the store, or write down what follows. Ends with 1 if there is one.

    What follows is in a graph of its own, which queries see and exports leave out, and is kept up with every ingest.
    """
    if forget and profile is not Profile.RL:
        raise InputError("goes with --profile rl", source="--forget", hint="foedera reason --profile rl --forget")
    with progress() as say:
        if profile is Profile.RL:
            sentence, outcome = _forgotten(say) if forget else _inferred(say), Outcome.GOOD
        else:
            sentence, outcome = _checked(say)
    typer.echo(sentence)
    return outcome


def _inferred(say: Say) -> str:
    say("reading the ontology", 0, 0)
    from kg.reason.background import ONTOLOGY_GRAPH, background
    from kg.settings import load_settings
    from kg.store.kinds import inferred_name
    from kg.store.open import open_store

    settings = load_settings()
    with open_store(settings, make=False) as store:
        say("reasoning", 0, 0)
        store.replace({ONTOLOGY_GRAPH: background()})
        result = store.infer(inferred_name(settings.base))
    change = f"{result.added:,} new, {result.removed:,} that no longer follow"
    return f"{result.triples:,} triples follow from {result.told:,} ({change}). Every ingest keeps that up to date."


def _forgotten(say: Say) -> str:
    say("opening the store", 0, 0)
    from kg.settings import load_settings
    from kg.store.open import open_store

    with open_store(load_settings(), make=False) as store:
        return "Forgotten." if store.forget() else "There was nothing to forget."


def _checked(say: Say) -> tuple[str, Outcome]:
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
    sentence = result.render()
    if data is None:
        sentence += "\nThere is no store yet: only the ontology was checked."
    return sentence, Outcome.GOOD if result.sound else Outcome.FINDINGS
