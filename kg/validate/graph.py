"""Validate a graph: shapes, evidence, terms and addresses together."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph
from pyoxigraph import RdfFormat
from rdflib import Dataset, Graph

from kg.reason.dialect import triples_of
from kg.validate.addresses import check_addresses
from kg.validate.evidence import check_passages
from kg.validate.quick import doubtful
from kg.validate.report import Report
from kg.validate.shapes import validate_shapes
from kg.validate.terms import check_terms

__all__ = ["validate"]


def validate(data: Graph, texts: Mapping[str, str] | None = None, *, base: str | None = None) -> Report:
    """Check a graph in every way that needs nothing but the graph and the texts it is taken from.

    Args:
        data: The graph, or a dataset, whose graphs are read as one. It is not changed.
        texts: Normalised texts by their SHA-256; passages of other documents are only compared with each other.
        base: What the IRIs of all described things must start with, or None where they may lie anywhere.
    """
    if isinstance(data, Dataset):
        graph = Graph()
        for triple in triples_of(data):
            graph.add(triple)
        data = graph
    report = _check_shapes(data) + check_passages(data, texts or {}) + check_terms(data)
    return report if base is None else report + check_addresses(data, base)


def _check_shapes(data: Graph) -> Report:
    """Apply each shape only to the nodes that a quick look does not find to be as it says."""
    content = data.serialize(format="nt", encoding="utf-8")
    doubts = doubtful({quad.triple for quad in pyoxigraph.parse(content, RdfFormat.N_TRIPLES)})
    return validate_shapes(data) if doubts is None else validate_shapes(data, doubts)
