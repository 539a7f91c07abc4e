"""A corpus: annotated texts, read by the extractor or with graphs that were made before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import RdfFormat
from rdflib import Graph

from kg.document.model import SourceDocument
from kg.errors import InputError
from kg.evaluate.gold import Gold
from kg.evaluate.report import Report, report
from kg.evaluate.score import DocumentScore, score
from kg.graph.builder import build
from kg.ingest.extraction import extraction_of
from kg.namespaces import DEFAULT_BASE
from kg.store.terms import to_rdflib

__all__ = ["evaluate", "evaluate_graphs", "graph_from"]

#: Is told which text is read, and which of how many that is, counted from 0.
Listener = Callable[[str, int, int], None]
#: The formats of graphs that were made before, by the suffix of the file.
_FORMATS: Final = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
}


def graph_from(gold: Gold) -> Graph:
    """Extract what a text says; of the annotation, only the day of the text is looked at.

    Raises:
        ModelError: If there is no language model.
    """
    document = SourceDocument(text=gold.text, date=gold.date, name=gold.name)
    return build(extraction_of(document), base=DEFAULT_BASE).graph


def evaluate(golds: Iterable[Gold], listener: Listener | None = None) -> Report:
    """Extract every text and compare with its annotation.

    Args:
        golds: The annotated texts.
        listener: Is told of every step.

    Raises:
        ModelError: If there is no language model.
    """
    return report(_scores(list(golds), listener))


def evaluate_graphs(golds: Iterable[Gold], folder: Path) -> Report:
    """Compare graphs that were made before, NAME.ttl, .trig, .nq or .nt, with the annotations.

    Raises:
        InputError: If the folder has no graph for any text, or one cannot be parsed.
    """
    scores: list[DocumentScore] = []
    notes: list[str] = []
    golds = list(golds)
    for gold in golds:
        files = [path for path in (folder / f"{gold.name}{suffix}" for suffix in _FORMATS) if path.is_file()]
        if not files:
            notes.append(f"{gold.name}: no graph")
        scores.append(score(gold, _parsed(files)))
    if len(notes) == len(golds):
        raise InputError(
            "has a graph for none of the texts", source=str(folder), hint=f"Name them {golds[0].name}.ttl …"
        )
    return report(scores, notes)


def _scores(golds: list[Gold], listener: Listener | None) -> Iterator[DocumentScore]:
    for number, gold in enumerate(golds):
        if listener is not None:
            listener(gold.name, number, len(golds))
        yield score(gold, graph_from(gold))


def _parsed(files: Iterable[Path]) -> Graph:
    """Return all statements of some files as one graph."""
    together = Graph()
    for path in files:
        try:
            together += to_rdflib(pyoxigraph.parse(path=path, format=_FORMATS[path.suffix]))
        except (SyntaxError, ValueError) as error:
            raise InputError(f"cannot be parsed: {error}", source=str(path)) from error
    return together
