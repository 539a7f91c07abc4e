"""The service description: what the endpoint can do, in RDF (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Triple

from api.formats import GRAPHS, ROWS, GraphFormat
from kg.namespaces import PREFIXES, RDF, RDFS
from kg.settings import Settings

__all__ = ["service_description"]

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
#: The W3C's own names of the formats.
_FORMAT_IRIS: Final = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "nq": "N-Quads",
    "trig": "TriG",
    "rdf": "RDF_XML",
    "jsonld": "JSON-LD",
}
#: What the default graph of a query is, by the setting ``default_graph``.
_DEFAULT_GRAPH: Final = {
    "union": (
        "The set union of all named graphs but those typed fdr:ProvenanceGraph or fdr:TextGraph, which GRAPH reaches."
    ),
    "own": "A graph of its own; what named graphs hold is reached by GRAPH.",
}


def service_description(endpoint: str, wanted: GraphFormat, settings: Settings) -> bytes:
    """Describe the endpoint, as the settings make it.

    Args:
        endpoint: Its address.
        wanted: The format.
        settings: What the operator has set.
    """
    triples = sorted(_triples(endpoint, settings), key=str)
    return pyoxigraph.serialize(triples, format=wanted.engine, prefixes={"sd": _SD, **PREFIXES}) or b""


def _triples(endpoint: str, settings: Settings) -> Iterator[Triple]:
    service = NamedNode(f"{endpoint}#service")
    dataset, default = NamedNode(f"{endpoint}#dataset"), NamedNode(f"{endpoint}#default-graph")
    type_ = NamedNode(str(RDF.type))
    yield Triple(service, type_, NamedNode(f"{_SD}Service"))
    yield Triple(service, NamedNode(f"{_SD}endpoint"), NamedNode(endpoint))
    writable = settings.write != "off"
    for language in ("SPARQL10Query", "SPARQL11Query", *(["SPARQL11Update"] if writable else [])):
        yield Triple(service, NamedNode(f"{_SD}supportedLanguage"), NamedNode(f"{_SD}{language}"))
    for item in (*ROWS, *GRAPHS):
        yield Triple(service, NamedNode(f"{_SD}resultFormat"), NamedNode(f"{_FORMATS}{_FORMAT_IRIS[item.name]}"))
        if writable and isinstance(item, GraphFormat):
            yield Triple(service, NamedNode(f"{_SD}inputFormat"), NamedNode(f"{_FORMATS}{_FORMAT_IRIS[item.name]}"))
    if settings.default_graph == "union":
        yield Triple(service, NamedNode(f"{_SD}feature"), NamedNode(f"{_SD}UnionDefaultGraph"))
    if settings.services:
        yield Triple(service, NamedNode(f"{_SD}feature"), NamedNode(f"{_SD}BasicFederatedQuery"))
    yield Triple(service, NamedNode(f"{_SD}feature"), NamedNode(f"{_SD}EmptyGraphs"))
    yield Triple(service, NamedNode(f"{_SD}defaultDataset"), dataset)
    yield Triple(dataset, type_, NamedNode(f"{_SD}Dataset"))
    yield Triple(dataset, NamedNode(f"{_SD}defaultGraph"), default)
    yield Triple(default, type_, NamedNode(f"{_SD}Graph"))
    yield Triple(default, NamedNode(str(RDFS.comment)), Literal(_DEFAULT_GRAPH[settings.default_graph], language="en"))
