"""Assessments: where the commitments of a store stand on a day, as a graph of its own that queries see."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg.link.status import Assessment, Status
from kg.namespaces import FDR

__all__ = ["STANDINGS", "assessment_graph", "assessments_name"]

#: The concept of each status.
STANDINGS: Final = {status: FDR["".join(word.capitalize() for word in status.split())] for status in Status}


def assessments_name(base: str, on: datetime.date) -> str:
    """Return the name of the graph of the assessments of a day.

    >>> assessments_name("https://example.org/id/", datetime.date(2020, 3, 20))
    'https://example.org/id/assessment/2020-03-20/graph'
    """
    return f"{base}assessment/{on}/graph"


def assessment_graph(assessments: Iterable[Assessment], on: datetime.date, *, base: str) -> Graph:
    """Write assessments of one day as a graph; the same give the same triples, and no clock is asked.

    Args:
        assessments: The assessments.
        on: Their day.
        base: The IRI that every minted IRI starts with.
    """
    name = URIRef(assessments_name(base, on))
    graph = Graph(identifier=name)
    graph.add((name, RDF.type, FDR.AssessmentGraph))
    for assessment in assessments:
        for triple in _said(assessment, f"{base}assessment/{on}/"):
            graph.add(triple)
    return graph


def _said(assessment: Assessment, prefix: str) -> Iterator[tuple[Node, Node, Node]]:
    commitment = URIRef(assessment.duty.iri)
    node = URIRef(prefix + hashlib.sha256(commitment.encode()).hexdigest()[:16])
    yield node, RDF.type, FDR.Assessment
    yield node, FDR.assesses, commitment
    yield node, FDR.assessedOn, Literal(str(assessment.on), datatype=XSD.date)
    yield node, FDR.standing, STANDINGS[assessment.status]
    yield node, RDFS.comment, Literal(assessment.reason, lang="en")
    for ground in assessment.rests_on:
        yield node, FDR.restsOn, URIRef(ground)
