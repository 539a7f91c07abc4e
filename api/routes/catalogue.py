"""``/catalogue``: the data sets that are served and where to get them (DCAT 3)."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from pyoxigraph import QuerySolutions, QueryTriples
from rdflib import DCAT, Graph, URIRef
from starlette.concurrency import run_in_threadpool

from api.dumps import DUMPS
from api.errors import PROBLEMS
from api.served import store_of
from kg.graph.literals import english
from kg.namespaces import DCTERMS, PREFIXES, RDF
from kg.store.base import Store
from kg.store.export import RESTRICTED
from kg.store.terms import to_rdflib

__all__ = ["router"]

router = APIRouter(tags=["Linked data"])
_MEDIA = "https://www.iana.org/assignments/media-types/"
_ONTOLOGY = URIRef("https://w3id.org/foedera/ontology")
#: The licence of the ontology and of what the software writes; each imported table has its own.
_CC_BY = URIRef("https://creativecommons.org/licenses/by/4.0/")
#: What provenance says of the tables that were imported.
_IMPORTED = """
CONSTRUCT { ?dataset ?p ?o } WHERE {
  GRAPH ?notes { ?notes a fdr:ProvenanceGraph . ?dataset a dcat:Dataset ; ?p ?o }
}
"""
#: The graphs of those that may be passed on.
_GRAPHS = f"""
SELECT DISTINCT ?dataset ?graph WHERE {{
  GRAPH ?notes {{
    ?notes a fdr:ProvenanceGraph . ?dataset a dcat:Dataset . ?graph a fdr:ImportedGraph ; prov:wasDerivedFrom ?dataset
    FILTER NOT EXISTS {{ ?dataset dcterms:accessRights <{RESTRICTED}> }}
  }}
}}
"""


@router.get(
    "/catalogue",
    summary="A catalogue of the data sets with their terms and distributions (DCAT), as Turtle",
    response_class=Response,
    responses={200: {"content": {"text/turtle": {}}}, 503: PROBLEMS[503]},
)
async def catalogue(request: Request) -> Response:
    """List the data sets: what is served here, and each table that was imported, with its terms."""
    body = await run_in_threadpool(_written, store_of(request), str(request.base_url))
    return Response(body, media_type="text/turtle; charset=utf-8")


def _written(store: Store, root: str) -> str:
    imported = store.query(_IMPORTED, prefixes={**PREFIXES, "dcat": str(DCAT)})
    assert isinstance(imported, QueryTriples)  # noqa: S101 - a CONSTRUCT query, told to mypy
    graph = to_rdflib(imported)
    listed = sorted(map(str, set(graph.subjects(RDF.type, DCAT.Dataset))))
    own, whole = URIRef(f"{root}.well-known/void#data"), URIRef(f"{root}catalogue#catalogue")
    title = english("Foedera: what states and armed parties agreed")
    graph.add((whole, RDF.type, DCAT.Catalog))
    graph.add((whole, DCTERMS.title, english("Data sets served by Foedera")))
    for dataset in (own, *map(URIRef, listed)):
        graph.add((whole, DCAT.dataset, dataset))
    graph.add((own, RDF.type, DCAT.Dataset))
    graph.add((own, DCTERMS.title, title))
    graph.add((own, DCTERMS.license, _CC_BY))
    graph.add((own, DCTERMS.conformsTo, _ONTOLOGY))
    for suffix, (media_type, _, _) in DUMPS.items():
        for packed in ("", ".gz"):
            _distribute(graph, own, f"{root}dump.{suffix}{packed}", media_type, packed=bool(packed))
    rows = store.query(_GRAPHS, prefixes={**PREFIXES, "dcat": str(DCAT)})
    assert isinstance(rows, QuerySolutions)  # noqa: S101 - a SELECT query, told to mypy
    for row in rows:
        where = f"{root}store?graph={quote(row['graph'].value, safe='')}&format="
        for suffix, media_type in (("ttl", "text/turtle"), ("nt", "application/n-triples")):
            _distribute(graph, URIRef(row["dataset"].value), where + suffix, media_type, packed=False)
    service = URIRef(f"{root}catalogue#sparql")
    graph.add((whole, DCAT.service, service))
    graph.add((service, RDF.type, DCAT.DataService))
    graph.add((service, DCTERMS.title, english("SPARQL endpoint")))
    graph.add((service, DCAT.endpointURL, URIRef(f"{root}sparql")))
    graph.add((service, DCAT.servesDataset, own))
    graph.bind("dcat", DCAT)
    graph.bind("dcterms", DCTERMS)
    return graph.serialize(format="turtle")


def _distribute(graph: Graph, dataset: URIRef, where: str, media_type: str, *, packed: bool) -> None:
    node = URIRef(where)
    graph.add((dataset, DCAT.distribution, node))
    graph.add((node, RDF.type, DCAT.Distribution))
    graph.add((node, DCAT.downloadURL, node))
    graph.add((node, DCAT.mediaType, URIRef(_MEDIA + media_type)))
    if packed:
        graph.add((node, DCAT.compressFormat, URIRef(f"{_MEDIA}application/gzip")))
