"""``/.well-known/void``: what the data is, how much there is of it, and what it is linked with."""

from __future__ import annotations

import csv
import io

from fastapi import APIRouter, Request, Response
from rdflib import FOAF, VOID, Graph, Literal, URIRef

from api.dumps import DUMPS
from api.engine import Engine, Question
from api.errors import PROBLEMS
from api.formats import row_named
from kg.graph.literals import english
from kg.namespaces import DCTERMS, RDF, RDFS, XSD

__all__ = ["router"]

router = APIRouter(tags=["Linked data"])
_TURTLE = "text/turtle; charset=utf-8"
_TRIPLES = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
_CLASSES = "SELECT ?of (COUNT(?s) AS ?n) { ?s a ?of } GROUP BY ?of ORDER BY ?of"
_PROPERTIES = "SELECT ?of (COUNT(*) AS ?n) { ?s ?of ?o } GROUP BY ?of ORDER BY ?of"
_LINKSETS = f"SELECT ?of ?n {{ GRAPH ?of {{ ?of a <{VOID.Linkset}> ; <{VOID.triples}> ?n }} }} ORDER BY ?of"


@router.get(
    "/.well-known/void",
    summary="A description of the data (VoID) with live statistics, as Turtle",
    response_class=Response,
    responses={200: {"content": {"text/turtle": {}}}, 503: PROBLEMS[503]},
)
async def void(request: Request) -> Response:
    """Describe the data; it is counted once for each version of it."""
    engine: Engine = request.app.state.engine
    version, known = engine.version, getattr(request.app.state, "void", None)
    if known is None or version is None or known[0] != version:
        known = (version, await _described(engine, str(request.base_url)))
        request.app.state.void = known
    return Response(known[1], media_type=_TURTLE)


async def _described(engine: Engine, root: str) -> str:
    graph = Graph(bind_namespaces="none")
    data = URIRef(f"{root}.well-known/void#data")
    graph.add((data, RDF.type, VOID.Dataset))
    graph.add((data, DCTERMS.title, english("Foedera: what states and armed parties agreed")))
    graph.add((data, VOID.sparqlEndpoint, URIRef(f"{root}sparql")))
    for suffix in DUMPS:
        graph.add((data, VOID.dataDump, URIRef(f"{root}dump.{suffix}")))
    graph.add((URIRef(f"{root}.well-known/void"), FOAF.primaryTopic, data))
    graph.add((data, RDFS.seeAlso, URIRef(f"{root}catalogue")))
    graph.add((data, VOID.vocabulary, URIRef("https://w3id.org/foedera/ontology")))
    graph.add((data, VOID.triples, _number((await _rows(engine, _TRIPLES))[0]["n"])))
    for query, part, name, total, counted in (
        (_CLASSES, VOID.classPartition, VOID["class"], VOID.classes, VOID.entities),
        (_PROPERTIES, VOID.propertyPartition, VOID.property, VOID.properties, VOID.triples),
    ):
        rows = await _rows(engine, query)
        graph.add((data, total, _number(str(len(rows)))))
        for number, row in enumerate(rows, 1):
            node = URIRef(f"{data}-{str(name).rpartition('#')[2]}-{number}")
            graph.add((data, part, node))
            graph.add((node, name, URIRef(row["of"])))
            graph.add((node, counted, _number(row["n"])))
    for row in await _rows(engine, _LINKSETS):
        graph.add((data, VOID.subset, URIRef(row["of"])))
        graph.add((URIRef(row["of"]), RDF.type, VOID.Linkset))
        graph.add((URIRef(row["of"]), VOID.triples, _number(row["n"])))
    graph.bind("void", VOID)
    graph.bind("dcterms", DCTERMS)
    return graph.serialize(format="turtle")


async def _rows(engine: Engine, sparql: str) -> list[dict[str, str]]:
    answer = await engine.answer(Question(sparql, row_named("csv"), None))
    body = bytearray(answer.whole or b"")
    if answer.whole is None:
        async for chunk in answer.chunks:
            body += chunk
    return list(csv.DictReader(io.StringIO(body.decode())))


def _number(text: str) -> Literal:
    return Literal(text, datatype=XSD.integer)
