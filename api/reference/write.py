"""Write: the graphs of the ontology in every format, the same bytes each time."""

from __future__ import annotations

from functools import cache
from typing import Final

import pyoxigraph
from rdflib import Graph
from rdflib.compare import to_canonical_graph

from api.formats import GRAPHS, GraphFormat
from api.reference.documents import graph_of, published
from api.reference.names import ROOT, SHAPE
from kg.graph.serialise import Format, serialise
from kg.namespaces import PREFIXES
from kg.resources import ontology_dir

__all__ = ["FORMATS", "format_named", "written"]

#: The formats in which the ontology is published, the first where a client has no preference.
FORMATS: Final = tuple(item for name in ("ttl", "rdf", "jsonld", "nt") for item in GRAPHS if item.name == name)
_PREFIXES: Final = PREFIXES | {
    "question": f"{ROOT}question/",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "shape": SHAPE,
    "vann": "http://purl.org/vocab/vann/",
}
_OWN: Final = {"nt": Format.NTRIPLES, "jsonld": Format.JSONLD}


def format_named(suffix: str) -> GraphFormat | None:
    """Return the format with a suffix, or None if the ontology is not published in it."""
    return next((item for item in FORMATS if item.name == suffix), None)


@cache
def written(path: str, suffix: str) -> bytes:
    """Write what is published at a path.

    A file of the ontology goes out in Turtle as its authors wrote it, with its comments.

    Args:
        path: The path, without the leading slash.
        suffix: The suffix of one of ``FORMATS``.

    Raises:
        KeyError: If nothing is published at the path, or not in the format.
    """
    item = published()[path]
    if suffix == "ttl" and item.file and item.kind != "ontology":
        return (ontology_dir() / item.file).read_bytes()
    graph = _ordered(graph_of(path))
    if suffix == "ttl":
        return graph.serialize(format="turtle", encoding="utf-8")
    if suffix in _OWN:
        return serialise(graph, _OWN[suffix])
    wanted = {item.name: item for item in FORMATS}[suffix]
    triples = sorted(
        pyoxigraph.parse(serialise(graph, Format.NTRIPLES), format=pyoxigraph.RdfFormat.N_TRIPLES), key=str
    )
    return pyoxigraph.serialize((quad.triple for quad in triples), format=wanted.engine, prefixes=_PREFIXES) or b""


def _ordered(graph: Graph) -> Graph:
    """Return the graph with names for its blank nodes that follow from what they say, in an order that does too."""
    ordered = Graph(bind_namespaces="none")
    for prefix, namespace in _PREFIXES.items():
        ordered.bind(prefix, namespace)
    for triple in sorted(to_canonical_graph(graph)):
        ordered.add(triple)
    return ordered
