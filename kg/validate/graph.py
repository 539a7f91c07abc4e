"""Validate a graph: shapes, evidence and terms together."""

from __future__ import annotations

from collections.abc import Mapping

from rdflib import Graph

from kg.validate.evidence import check_passages
from kg.validate.report import Report
from kg.validate.shapes import validate_shapes
from kg.validate.terms import check_terms

__all__ = ["validate"]


def validate(data: Graph, texts: Mapping[str, str] | None = None) -> Report:
    """Check a graph in every way that needs nothing but the graph and the texts it is taken from.

    Args:
        data: The graph. It is not changed.
        texts: Normalised texts by their SHA-256; passages of other documents are only compared with each other.
    """
    return validate_shapes(data) + check_passages(data, texts or {}) + check_terms(data)
