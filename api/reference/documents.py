"""Documents: what is published of the ontology, at which path, and the graph that is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from rdflib import BNode, Graph, URIRef
from rdflib.term import Node

from api.reference.names import ROOT, SHAPE, anchor, iris, path_of
from api.reference.terms import area_of
from api.vocabulary import local_name
from kg.namespaces import DCTERMS, OWL, RDF, SKOS
from kg.reason.ontology import ontology_graph
from kg.resources import ontology_dir

__all__ = ["AREAS", "Published", "graph_of", "published"]

#: The first parts of the paths, which are the same at w3id.org and on this server.
AREAS: Final = ("ontology", "theme", "agreement-type", "shape", "shapes", "prefixes", "question")
_ONTOLOGY: Final = URIRef(f"{ROOT}ontology")
_QUESTION: Final = URIRef("http://www.w3.org/ns/shacl#SPARQLExecutable")
_ALL: Final = ("core", "themes", "alignments", "shapes")


@dataclass(frozen=True, slots=True)
class Published:
    """Be something that has a path: a document, or a term that a document tells of.

    Args:
        iri: Its IRI.
        path: Its path, without the leading slash.
        page: The address of the page, with the place on it, where people read of it; empty if it is only data.
        kind: Whether its data is a file, is all of the ontology, is all shapes, or is what is said of a term.
        file: The file with its data, below the folder of the ontology; empty if there is none of its own.
    """

    iri: str
    path: str
    page: str
    kind: Literal["file", "ontology", "shapes", "term"]
    file: str = ""

    @property
    def is_document(self) -> bool:
        """Whether it is a document itself, so that its data can be sent where it is asked for."""
        return self.kind != "term"


@cache
def published() -> Mapping[str, Published]:
    """Return all that is published, by its path."""
    found: dict[str, Published] = {}
    for path in sorted(ontology_dir().rglob("*.ttl")):
        graph = Graph().parse(path, format="turtle")
        for node in iris(graph.subjects(RDF.type, OWL.Ontology)):
            _add_document(found, graph, node, path)
        for node in iris(graph.subjects(RDF.type, _QUESTION)):
            file = path.relative_to(ontology_dir()).as_posix()
            _add(found, Published(str(node), path_of(str(node)), f"/ontology#{anchor(str(node))}", "term", file))
    whole = ontology_graph("core", "themes", "shapes")
    for node in iris(whole.subjects()):
        iri = str(node)
        if iri.startswith(SHAPE):
            _add(found, Published(iri, path_of(iri), f"/shape#{local_name(iri)}", "term"))
        elif (place := anchor(iri)) and path_of(iri) not in found:
            _add(found, Published(iri, path_of(iri), f"/ontology#{place}", "term"))
    _add(found, Published(f"{ROOT}shape", "shape", "/shape", "shapes"))
    for scheme in whole.subjects(RDF.type, SKOS.ConceptScheme):
        path_, file = path_of(str(scheme)), f"{area_of(whole, scheme)}.ttl"
        if path_.endswith("/"):
            for name in (path_, path_.rstrip("/")):
                _add(found, replace(found[path_], path=name, file=file))
    return MappingProxyType(found)


def _add(found: dict[str, Published], item: Published) -> None:
    found[item.path] = item


def _add_document(found: dict[str, Published], graph: Graph, node: Node, path: Path) -> None:
    """Add a document by its IRI and by the IRI of its version."""
    file = path.relative_to(ontology_dir()).as_posix()
    iri = str(node)
    if iri == str(_ONTOLOGY):
        page, is_whole = "/ontology", True
    elif iri.startswith(f"{ROOT}shapes/"):
        page, is_whole = f"/shape#{anchor(iri)}", False
    else:
        page, is_whole = f"/ontology#{anchor(iri)}" if iri.startswith(f"{ROOT}ontology/") else "", False
    for name in (node, graph.value(node, OWL.versionIRI)):
        if name is not None:
            _add(found, Published(iri, path_of(str(name)), page, "ontology" if is_whole else "file", file))


@cache
def graph_of(path: str) -> Graph:
    """Return the graph at a path; do not change it.

    Raises:
        KeyError: If nothing is published there.
    """
    item = published()[path]
    if item.kind == "ontology":
        return _whole(item.file)
    if item.kind == "shapes":
        return ontology_graph("shapes")
    if item.file:
        return Graph().parse(ontology_dir() / item.file, format="turtle")
    return _told(URIRef(item.iri))


def _whole(file: str) -> Graph:
    """Return the ontology as one document, so that whoever looks up a term finds it there.

    The headers of the modules and their imports, which would fetch what is there already, become parts of one header.
    """
    graph = Graph().parse(ontology_dir() / file, format="turtle")
    modules = ontology_graph("core", "themes")
    headers = set(modules.subjects(RDF.type, OWL.Ontology))
    for triple in modules:
        if triple[0] not in headers:
            graph.add(triple)
    for header in headers:
        graph.remove((_ONTOLOGY, OWL.imports, header))
        graph.add((_ONTOLOGY, DCTERMS.hasPart, header))
    graph.add((DCTERMS.hasPart, RDF.type, OWL.AnnotationProperty))
    return graph


def _told(iri: URIRef) -> Graph:
    """Return what is said of a term: its statements, with all that hangs on them."""
    source = ontology_graph(*_ALL)
    graph = Graph()
    _copy(source, graph, iri)
    return graph


def _copy(source: Graph, target: Graph, node: Node) -> None:
    for triple in source.triples((node, None, None)):
        if triple not in target:
            target.add(triple)
            if isinstance(triple[2], BNode):
                _copy(source, target, triple[2])
