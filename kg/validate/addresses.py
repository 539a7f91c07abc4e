"""Addresses: check that what is published lies under one's own base."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Graph, URIRef

from kg.namespaces import FDR, RDF
from kg.validate.labels import label_of
from kg.validate.report import Finding, Report, Severity

__all__ = ["check_addresses"]


def check_addresses(data: Graph, base: str) -> Report:
    """Find things whose IRI does not start with the base, which nobody could look up there.

    Args:
        data: The graph.
        base: What every IRI of a described thing must start with.
    """
    return Report.of(_elsewhere(data, base))


def _elsewhere(data: Graph, base: str) -> Iterator[Finding]:
    for node, kind in data.subject_objects(RDF.type):
        if isinstance(node, URIRef) and str(kind) in FDR and not node.startswith(base):
            message = f"Its address does not start with {base}, where this graph is published."
            yield Finding(Severity.VIOLATION, str(node), label_of(data, node), message)
