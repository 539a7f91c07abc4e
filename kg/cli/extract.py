"""``foedera extract``: what a text says, as a graph, with the store untouched."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.arguments import KINDS, BaseUrl, ExtractorName, ModelName, parse_date
from kg.cli.outcome import note
from kg.cli.output import output
from kg.cli.progress import progress
from kg.extract.llm.options import Extractor, Method

__all__ = ["EXAMPLE", "NAME", "ExtractFormat", "run"]

NAME = "extract"
EXAMPLE = "foedera extract article.txt --date 2020-03-05 --format turtle > article.ttl"


class ExtractFormat(StrEnum):
    """Name what an extraction is written in; ``json`` is the frames themselves."""

    TURTLE = "turtle"
    TRIG = "trig"
    NQUADS = "nquads"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"
    JSON = "json"


def run(
    path: Annotated[Path, typer.Argument(help="The text.", show_default=False)],
    date: Annotated[
        str | None, typer.Option(help="The day it was published, as 2020-03-05.", show_default=False)
    ] = None,
    kind: Annotated[str | None, typer.Option(help=f"What it is: {KINDS}.", show_default=False)] = None,
    extractor: ExtractorName = Method.RULES,
    model: ModelName = None,
    base_url: BaseUrl = None,
    format: Annotated[  # noqa: A002 - the option is called --format
        ExtractFormat, typer.Option("--format", "-f", help="How it is written; json is the frames themselves.")
    ] = ExtractFormat.TURTLE,
    to: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write, else standard output.", show_default=False)
    ] = None,
) -> None:
    """Find what a text says and write it as a graph. The store is not touched."""
    with progress() as say:
        say(f"reading {path}", 0, 0)
        from kg.document.kind import parse_kind
        from kg.document.reader import read_document
        from kg.graph.mint import extraction as extraction_iri
        from kg.graph.serialise import serialise
        from kg.ingest.extraction import extraction_by, graph_of
        from kg.ingest.frames import frames_as_json
        from kg.namespaces import RDFS
        from kg.settings import load_settings

        settings = load_settings()
        asked = Extractor(extractor, model, base_url, settings.llm_seconds)
        chosen = parse_kind(kind, source="--kind") if kind else None
        document = read_document(path, date=parse_date(date), kind=chosen)

        def listen(stage: str) -> None:
            say(f"{stage} {path}", 0, 0)

        if format is ExtractFormat.JSON:
            extraction, told = extraction_by(asked, document, listener=listen)
            said: object = None if told is None else told.sentence
            data = frames_as_json(extraction)
        else:
            built = graph_of(document, base=settings.base, extractor=asked, listener=listen)
            said = built.provenance.value(extraction_iri(built.iri), RDFS.comment)
            data = serialise(built, format.value)
    if said is not None:
        note(str(said))
    with output(to) as stream:
        stream.write(data)
