"""The neighbourhood of an agreement: all that the store says of it, and no other agreement's affairs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad

from kg.errors import InputError, NotFoundError
from kg.namespaces import DCTERMS, FDR, RDF, RDFS, SKOS
from kg.store.base import Store
from kg.store.kinds import derived_names

__all__ = ["agreement_quads"]

#: What points at a part of the agreement and belongs to it: who says it, what made it, what carries it out.
_INWARD: Final = ("about", "produced", "fulfils", "breaches", "between")
#: What is not followed from its subject: one claim or meeting may be about several agreements.
_BARRED: Final = {str(RDF.type)} | {str(FDR[name]) for name in _INWARD}
#: What another agreement is told by; the rest is in its own export.
_NAMES: Final = {str(RDF.type), str(RDFS.label), str(SKOS.prefLabel), str(DCTERMS.title)}
_AGREEMENT: Final = NamedNode(str(FDR.Agreement))


def agreement_quads(store: Store, iri: str) -> Iterator[Quad]:
    """Walk the quads about one agreement.

    They are the agreement, its clauses, commitments, quantities, claims, the meetings that made it and the events
    that carry it out, with the passages that say so, the documents these stand in, and the actors, places and themes
    that they name. Of other agreements only type and name are told.

    Raises:
        InputError: If the IRI is none.
        NotFoundError: If the store has no such agreement.
    """
    try:
        start = NamedNode(iri)
    except ValueError as error:
        raise InputError(f"{iri!r} is not an IRI", hint="Give the whole IRI: https://…") from error
    if not store.query(f"ASK {{ {start} a <{FDR.Agreement}> }}"):
        raise NotFoundError(
            f"the store has no agreement {iri}",
            hint="List them: foedera query 'SELECT ?a ?name { ?a a fdr:Agreement ; rdfs:label ?name }'",
        )
    hidden = {NamedNode(name) for name in store.hidden_names() | derived_names(store)}
    seen = {start}
    waiting = [start]
    while waiting:
        node = waiting.pop()
        about = [quad for quad in store.about(node.value) if quad.graph_name not in hidden]
        if node != start and any(quad.object == _AGREEMENT for quad in about):
            yield from (quad for quad in about if quad.predicate.value in _NAMES)
            continue
        yield from about
        onward = {quad.object for quad in about if quad.predicate.value not in _BARRED}
        inward = (quad for name in _INWARD for quad in store.pointing_at(node.value, str(FDR[name])))
        onward |= {quad.subject for quad in inward if quad.graph_name not in hidden}
        found = {term for term in onward if isinstance(term, NamedNode)} - seen
        seen |= found
        waiting.extend(found)
