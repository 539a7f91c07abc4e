"""Labels: what to call a thing in a message."""

from __future__ import annotations

from rdflib import BNode, Graph, Literal
from rdflib.term import Node

from kg.namespaces import DCTERMS, FDR, RDF, RDFS, SKOS

__all__ = ["label_of"]

#: What names a thing, the best first.
_NAMES = (RDFS.label, SKOS.prefLabel, DCTERMS.title, FDR.action, FDR.exact, FDR.office, RDFS.comment)
#: What to call a blank node.
_NAMELESS = "something without an address"


def label_of(graph: Graph, node: Node) -> str:
    """Return what people call a thing: its English name, its first words, or its kind and the end of its IRI.

    >>> from rdflib import URIRef
    >>> label_of(Graph(), URIRef("https://w3id.org/foedera/id/state/russia"))
    'state/russia'
    """
    if isinstance(node, Literal):
        return str(node)
    tail = _NAMELESS if isinstance(node, BNode) else "/".join(str(node).rstrip("/").rsplit("/", 2)[-2:])
    for name in _NAMES:
        values = [value for value in graph.objects(node, name) if isinstance(value, Literal)]
        if values:
            return str(min(values, key=lambda value: (value.language != "en", str(value))))
    kinds = [str(kind) for kind in graph.objects(node, RDF.type)]
    kinds = sorted(kind.removeprefix(str(FDR)) for kind in kinds if kind in FDR)
    number = graph.value(node, FDR.number)
    if number is not None and kinds:
        return f"{kinds[0].lower()} {number}"
    return tail
