"""Read graphs from files, by the parser of the store."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pyoxigraph
import rdflib
from pyoxigraph import RdfFormat

from kg.errors import InputError
from kg.store.terms import to_rdflib

__all__ = ["EXTENSIONS", "read_graphs"]

#: The extensions of the files that are read, and their formats.
EXTENSIONS: Final = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
}
_POSITION = re.compile(r"(?:Parser )?error (?:at|between) line (\d+),? column (\d+)(?: and [^:]*)?: (.*)", re.DOTALL)


def read_graphs(paths: Iterable[Path]) -> rdflib.Graph:
    """Read files into one graph; the names of their graphs are left out.

    Raises:
        InputError: If one cannot be read; with the line and column.
    """
    graph = rdflib.Graph(bind_namespaces="none")
    for number, path in enumerate(paths):
        for triple in _read(path, number):
            graph.add(triple)
    return graph


def _read(path: Path, number: int) -> rdflib.Graph:
    wanted = EXTENSIONS.get(path.suffix.lower())
    if wanted is None:
        raise InputError(
            f"has the extension {path.suffix!r}; graphs are read from {', '.join(EXTENSIONS)}",
            source=str(path),
            hint="Give a text with --text, and find what it says with: foedera extract PATH",
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", source=str(path)) from error
    try:
        base = path.resolve().as_uri()
        return to_rdflib(pyoxigraph.parse(data, wanted, base_iri=base, rename_blank_nodes=number > 0))
    except (SyntaxError, ValueError) as error:
        match = _POSITION.match(str(error))
        if match is None:
            raise InputError(f"is not {wanted.name}: {error}", source=str(path)) from error
        raise InputError(
            f"is not {wanted.name}: {match[3]}", source=str(path), line=int(match[1]), column=int(match[2])
        ) from error
