"""Terms: find words of the ontology's namespace that the ontology does not have."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import cache

from rdflib import Graph, URIRef
from rdflib.term import Node

from kg.namespaces import FDR, RDF
from kg.reason.ontology import ontology_graph
from kg.validate.labels import label_of
from kg.validate.report import Finding, Report, Severity

__all__ = ["check_terms", "known_terms"]


@cache
def known_terms() -> frozenset[str]:
    """Return the IRIs of all terms that the ontology defines in its own namespace."""
    terms = ontology_graph().subjects(RDF.type)
    return frozenset(str(term) for term in terms if isinstance(term, URIRef) and term in FDR)


def check_terms(data: Graph, said: Graph | None = None) -> Report:
    """Find misspelled and invented terms, which SHACL would pass over in silence.

    Args:
        data: The graph.
        said: The part of it to look at, if not the whole.
    """
    return Report.of(_unknown(data, data if said is None else said))


def _unknown(data: Graph, said: Graph) -> Iterator[Finding]:
    known = known_terms()
    for subject, predicate, value in said.triples((None, None, None)):
        for term in (predicate, value):
            if isinstance(term, URIRef) and term in FDR and str(term) not in known:
                yield _finding(data, subject, term, predicate)


def _finding(data: Graph, subject: Node, term: URIRef, predicate: Node) -> Finding:
    name = str(term).removeprefix(str(FDR))
    names = sorted(known.removeprefix(str(FDR)) for known in known_terms())
    near = difflib.get_close_matches(name, names, n=1)
    hint = f" Did you mean fdr:{near[0]}?" if near else ""
    message = f"The ontology has no term fdr:{name}.{hint}"
    return Finding(Severity.VIOLATION, str(subject), label_of(data, subject), message, str(predicate), str(term))
