"""The reasoner's dialect: a copy of a graph that holds only what OWL 2 DL reasoners read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.term import Node

from kg.namespaces import OWL, RDF, RDFS, XSD

__all__ = ["THING", "individuals_of", "to_dialect", "triples_of"]

#: What stands for the individuals of the data while a reasoner has them; short names come back unmistakably.
THING: Final = "https://w3id.org/foedera/thing#T"
#: Datatypes of the OWL 2 map; reasoners refuse all others.
_KNOWN = frozenset(
    {XSD.anyURI, XSD.base64Binary, XSD.boolean, XSD.byte, XSD.dateTime, XSD.dateTimeStamp, XSD.decimal, XSD.double}
    | {XSD.float, XSD.hexBinary, XSD.int, XSD.integer, XSD.language, XSD.long, XSD.negativeInteger}
    | {XSD.nonNegativeInteger, XSD.nonPositiveInteger, XSD.normalizedString, XSD.positiveInteger, XSD.short}
    | {XSD.string, XSD.token, XSD.unsignedByte, XSD.unsignedInt, XSD.unsignedLong, XSD.unsignedShort}
    | {RDF.langString, RDF.PlainLiteral, RDFS.Literal}
)
_STRUCTURE = (str(RDF), str(RDFS), str(OWL))
_NOTES = {OWL.imports, OWL.versionIRI, OWL.versionInfo, OWL.priorVersion, RDFS.label, RDFS.comment, RDFS.isDefinedBy}


def triples_of(data: Graph) -> Iterator[tuple[Node, Node, Node]]:
    """Yield the triples of a graph, or of all graphs of a dataset."""
    if isinstance(data, Dataset):
        for subject, predicate, value, _ in data.quads():
            yield subject, predicate, value
    else:
        yield from data


def individuals_of(data: Graph, ontology: Graph) -> dict[URIRef, URIRef]:
    """Give every individual of the data that the ontology does not have a short name, in the order of the IRIs."""
    known = set(ontology.subjects())
    nodes = {
        node
        for subject, predicate, value in triples_of(data)
        for node in ((subject,) if predicate == RDF.type else (subject, value))
        if isinstance(node, URIRef) and node not in known
    }
    return {node: URIRef(f"{THING}{number}") for number, node in enumerate(sorted(nodes), start=1)}


def to_dialect(ontology: Graph, data: Graph | None = None, names: dict[URIRef, URIRef] | None = None) -> Graph:
    """Copy the ontology and the data into what HermiT and Pellet accept.

    Annotations and triples with properties that the ontology does not declare say nothing in OWL 2 DL and are left
    out. Days become points in time, other datatypes that reasoners do not know become strings, and so does a
    literal that is not what its datatype promises.

    Args:
        ontology: The axioms.
        data: What is said of individuals.
        names: What to call the individuals instead of their IRIs.
    """
    names = names or {}
    declared = {
        term for kind in (OWL.ObjectProperty, OWL.DatatypeProperty) for term in ontology.subjects(RDF.type, kind)
    }
    copy = Graph()
    for subject, predicate, value in [*ontology, *(() if data is None else triples_of(data))]:
        structural = str(predicate).startswith(_STRUCTURE) and predicate not in _NOTES
        if not (structural or predicate in declared) or value == OWL.Ontology:
            continue
        subject = names.get(subject, subject) if isinstance(subject, URIRef) else subject
        copy.add((subject, predicate, _translated(value, names)))
    return copy


def _translated(value: Node, names: dict[URIRef, URIRef]) -> Node:
    if isinstance(value, BNode):
        return value
    if isinstance(value, Literal):
        return _literal(value)
    if value == XSD.date:
        return XSD.dateTime
    if isinstance(value, URIRef) and value in XSD and value not in _KNOWN:
        return XSD.string
    return names.get(value, value) if isinstance(value, URIRef) else value


def _literal(value: Literal) -> Literal:
    if value.datatype == XSD.date and not value.ill_typed:
        day, zone = str(value)[:10], str(value)[10:]
        return Literal(f"{day}T00:00:00{zone}", datatype=XSD.dateTime, normalize=False)
    if value.datatype is None or (value.datatype in _KNOWN and not value.ill_typed):
        return value
    return Literal(str(value))
