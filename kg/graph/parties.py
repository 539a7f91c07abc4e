"""Parties: actors, the offices that persons hold, and places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rdflib import URIRef

from kg.errors import InputError
from kg.extract.frames import Actor, OfficeHolding, Place
from kg.graph import literals, mint
from kg.graph.model import Triple
from kg.graph.scope import Role, Scope, link
from kg.namespaces import FDR, GEO, OWL, RDF, RDFS, SKOS, WIKIDATA

__all__ = ["actor", "names", "office", "place"]

#: GeoNames' own IRI of a feature.
_GEONAMES = "https://sws.geonames.org/{}/"
_WIKIDATA_ID = re.compile(r"Q[1-9][0-9]*")


def names(node: URIRef, label: str, alt_labels: Iterable[str] = ()) -> Iterator[Triple]:
    """Say what a node is called; a spelling that is the label is not repeated."""
    yield node, RDFS.label, literals.english(label)
    for spelling in alt_labels:
        if spelling != label:
            yield node, SKOS.altLabel, literals.english(spelling)


def actor(scope: Scope, frame: Actor) -> Iterator[Triple]:
    """Write an actor.

    Raises:
        InputError: If its Wikidata id is none.
    """
    node = scope.iri(frame.key, Role.ACTOR, by=frame.key)
    yield node, RDF.type, FDR.Actor
    yield node, RDF.type, FDR[frame.type]
    yield from names(node, frame.label, frame.alt_labels)
    yield from link(scope, node, FDR.partOf, [frame.part_of], Role.ACTOR, by=frame.key)
    if frame.wikidata is not None:
        if not _WIKIDATA_ID.fullmatch(frame.wikidata):
            raise InputError(f"{frame.key} has the Wikidata id {frame.wikidata!r}, which is none")
        yield node, OWL.sameAs, WIKIDATA[frame.wikidata]
    yield from scope.evidence(node, frame.evidence, of=frame.key)


def office(scope: Scope, frame: OfficeHolding) -> Iterator[Triple]:
    """Write a person's holding of an office."""
    node = scope.iri(frame.key, Role.OFFICE, by=frame.key)
    yield node, RDF.type, FDR.OfficeHolding
    yield node, FDR.office, literals.english(frame.office)
    yield from link(scope, node, FDR.holder, [frame.holder], Role.ACTOR, by=frame.key)
    yield from link(scope, node, FDR.officeOf, [frame.office_of], Role.ACTOR, by=frame.key)
    if frame.start is not None:
        yield node, FDR["from"], literals.moment(frame.start)
    if frame.until is not None:
        yield node, FDR.until, literals.moment(frame.until)
    yield from scope.evidence(node, frame.evidence, of=frame.key)


def place(scope: Scope, frame: Place) -> Iterator[Triple]:
    """Write a place, with where it lies if that is known.

    Raises:
        InputError: If only one of its coordinates is given, or there is no such point.
    """
    node = scope.iri(frame.key, Role.PLACE, by=frame.key)
    yield node, RDF.type, FDR.Place
    yield node, RDF.type, FDR[frame.type]
    yield from names(node, frame.label, frame.alt_labels)
    yield from link(scope, node, FDR.within, [frame.within], Role.PLACE, Role.ACTOR, by=frame.key)
    if (frame.latitude is None) != (frame.longitude is None):
        raise InputError(f"{frame.key} has only one of latitude and longitude")
    if frame.latitude is not None and frame.longitude is not None:
        geometry = mint.geometry(node)
        yield node, GEO.hasGeometry, geometry
        yield geometry, RDF.type, GEO.Geometry
        yield geometry, GEO.asWKT, literals.point(frame.latitude, frame.longitude)
    if frame.geonames is not None:
        yield node, OWL.sameAs, URIRef(_GEONAMES.format(int(frame.geonames)))
    yield from scope.evidence(node, frame.evidence, of=frame.key)
