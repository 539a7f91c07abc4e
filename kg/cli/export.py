"""``foedera export``: the graphs of the store as one file."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.outcome import note
from kg.cli.output import output

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["EXAMPLE", "NAME", "ExportFormat", "run"]

NAME = "export"
EXAMPLE = "foedera export --format trig -o foedera.trig"


class ExportFormat(StrEnum):
    """Name what an export is written in."""

    TURTLE = "turtle"
    TRIG = "trig"
    NQUADS = "nquads"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"


def run(
    agreement: Annotated[
        str | None, typer.Option(help="The IRI of one agreement: all that belongs to it.", show_default=False)
    ] = None,
    format: Annotated[  # noqa: A002 - the option is called --format
        ExportFormat, typer.Option("--format", "-f", help="Turtle and N-Triples merge the graphs.")
    ] = ExportFormat.TURTLE,
    to: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write, else standard output.", show_default=False)
    ] = None,
    with_texts: Annotated[
        bool, typer.Option("--with-texts", help="Include the texts themselves, which belong to their publishers.")
    ] = False,
    with_provenance: Annotated[
        bool, typer.Option("--with-provenance", help="Include when and by what the graphs were made.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Include imported tables that their makers do not let be passed on.")
    ] = False,
) -> None:
    """Write what the store holds, in an order that is always the same."""
    from kg.graph.serialise import serialise
    from kg.settings import load_settings
    from kg.store.export import export_quads, graph_of, restricted_names
    from kg.store.neighbourhood import agreement_quads
    from kg.store.open import open_store

    with open_store(load_settings(), read_only=True) as store:
        held_back = set() if everything else set(restricted_names(store))
        quads: Iterator[Quad]
        if agreement is not None:
            quads = (quad for quad in agreement_quads(store, agreement) if graph_of(quad) not in held_back)
        else:
            quads = export_quads(store, texts=with_texts, provenance=with_provenance, restricted=everything)
        data = serialise(quads, format.value)
    if agreement is None and not with_texts:
        note("The texts are left out: they belong to their publishers. Include them with --with-texts.")
    for name in sorted(name for name in held_back if name.endswith("/graph")):
        note(f"{name} is left out: its makers do not let it be passed on. Include it with --all.")
    with output(to) as stream:
        stream.write(data)
