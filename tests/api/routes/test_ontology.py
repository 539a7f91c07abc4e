from itertools import pairwise

import pyoxigraph
import pytest
from httpx2 import Response
from pyoxigraph import NamedNode, RdfFormat
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.compare import isomorphic
from starlette.testclient import TestClient

from kg.reason.ontology import ontology_graph
from kg.resources import ontology_dir

FORMATS = {
    "ttl": ("text/turtle", "turtle"),
    "rdf": ("application/rdf+xml", "xml"),
    "jsonld": ("application/ld+json", "json-ld"),
    "nt": ("application/n-triples", "nt"),
}
ROOT = "https://w3id.org/foedera/"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def _vary(reply: Response) -> list[str]:
    return [name.strip() for name in reply.headers.get("vary", "").split(",")]


def _graph(text: str, name: str) -> Graph:
    if name == "json-ld":
        quads = pyoxigraph.parse(text, format=RdfFormat.JSON_LD)
        name, text = "nt", "".join(f"{quad.triple} .\n" for quad in quads)
    return Graph().parse(data=text, format=name)


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, "text/html; charset=utf-8"),
        ("*/*", "text/html; charset=utf-8"),
        (BROWSER, "text/html; charset=utf-8"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("application/json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("text/turtle;q=0.4, application/ld+json;q=0.9", "application/ld+json"),
        ("application/rdf+xml, application/xml; q=0.7, text/plain; q=0.1, */*; q=0.09", "application/rdf+xml"),
        ("text/html;q=0.1, text/turtle", "text/turtle; charset=utf-8"),
    ],
)  # fmt: skip
def test_the_ontology_is_sent_as_the_client_likes(client: TestClient, accept: str | None, kind: str):
    reply = client.get("/ontology", headers={"Accept": accept} if accept else {})
    assert reply.status_code == 200
    assert reply.headers["content-type"] == kind
    assert "Accept" in _vary(reply)


@pytest.mark.parametrize("path", ["/ontology", "/theme/ceasefire", "/shape", "/ontology/core/actor"])
def test_nothing_acceptable(client: TestClient, path: str):
    reply = client.get(path, headers={"Accept": "image/png"})
    assert reply.status_code == 406
    assert "text/turtle" in reply.json()["detail"]


@pytest.mark.parametrize(
    "path",
    ["ontology", "ontology/Passage", "ontology/core/evidence", "ontology/alignments/prov", "theme", "theme/ceasefire",
     "agreement-type", "agreement-type/treaty", "shape", "shape/passage-length", "shapes/place", "prefixes"],
)  # fmt: skip
def test_every_format_says_the_same(client: TestClient, path: str):
    graphs = []
    for suffix, (kind, name) in FORMATS.items():
        reply = client.get(f"/{path}.{suffix}")
        assert reply.status_code == 200
        assert reply.headers["content-type"].partition(";")[0] == kind
        assert "Accept" not in _vary(reply)
        graphs.append(_graph(reply.text, name))
    assert len(graphs[0]) > 3
    assert all(isomorphic(one, other) for one, other in pairwise(graphs))


@pytest.mark.parametrize("suffix", [*FORMATS, "html"])
def test_a_client_that_has_it_is_not_sent_it_again(client: TestClient, suffix: str):
    first = client.get(f"/ontology.{suffix}")
    tag = first.headers["etag"]
    again = client.get(f"/ontology.{suffix}", headers={"If-None-Match": f'"x", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(f"/ontology.{suffix}", headers={"If-None-Match": '"x"'}).content == first.content


def test_each_format_has_a_tag_of_its_own(client: TestClient):
    accepts = ["text/html", *(kind for kind, _ in FORMATS.values())]
    tags = {client.get("/ontology", headers={"Accept": accept}).headers["etag"] for accept in accepts}
    assert len(tags) == len(accepts)


def test_head_is_get_without_the_body(client: TestClient):
    reply = client.head("/ontology", headers={"Accept": "text/turtle"})
    assert (reply.status_code, reply.content) == (200, b"")
    assert reply.headers["etag"] == client.get("/ontology.ttl").headers["etag"]


def test_a_document_tells_where_it_is_in_this_format(client: TestClient):
    reply = client.get("/ontology", headers={"Accept": "text/turtle"})
    assert reply.headers["content-location"] == "/ontology.ttl"
    assert reply.headers["link"] == '</ontology>; rel="alternate"; type="text/html"'
    assert '</ontology.rdf>; rel="alternate"; type="application/rdf+xml"' in client.get("/ontology").headers["link"]


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/ontology/Commitment", "/ontology#Commitment"),
        ("/ontology/hasClause", "/ontology#hasClause"),
        ("/ontology/core/actor", "/ontology#ontology/core/actor"),
        ("/theme/ceasefire", "/ontology#theme/ceasefire"),
        ("/theme/", "/ontology#theme/"),
        ("/theme", "/ontology#theme/"),
        ("/agreement-type/treaty", "/ontology#agreement-type/treaty"),
        ("/shape/Passage", "/shape#Passage"),
        ("/shapes/place", "/shape#shapes/place"),
        ("/ontology/Commitment.html", "/ontology#Commitment"),
    ],
)
def test_a_browser_is_led_to_the_place_on_the_page(client: TestClient, path: str, page: str):
    reply = client.get(path, headers={"Accept": BROWSER})
    assert (reply.status_code, reply.headers["location"]) == (303, page)
    assert ("Accept" in _vary(reply)) != path.endswith(".html")


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/ontology/Commitment", "/ontology/Commitment.rdf"),
        ("/theme/ceasefire", "/theme/ceasefire.rdf"),
        ("/theme/", "/theme.rdf"),
        ("/agreement-type/treaty", "/agreement-type/treaty.rdf"),
        ("/shape/Passage", "/shape/Passage.rdf"),
    ],
)
def test_a_program_is_led_from_a_term_to_its_data(client: TestClient, path: str, place: str):
    reply = client.get(path, headers={"Accept": "application/rdf+xml"})
    assert (reply.status_code, reply.headers["location"]) == (303, place)
    assert "Accept" in _vary(reply)
    assert client.get(place).status_code == 200


def test_a_file_is_a_document_and_goes_out_as_written(client: TestClient):
    reply = client.get("/ontology/core/actor", headers={"Accept": "text/turtle"})
    assert reply.status_code == 200
    assert reply.content == (ontology_dir() / "core" / "actor.ttl").read_bytes()
    assert client.get("/ontology/0.1.0/core/actor", headers={"Accept": "text/turtle"}).content == reply.content


def test_the_ontology_is_one_document_with_all_its_terms(client: TestClient):
    graph = _graph(client.get("/ontology.ttl").text, "turtle")
    assert list(graph.subjects(RDF.type, OWL.Ontology)) == [URIRef(f"{ROOT}ontology")]
    assert not list(graph.objects(None, OWL.imports))
    modules = ontology_graph("core", "themes")
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AllDisjointClasses)
    for kind in kinds:
        assert len(set(graph.subjects(RDF.type, kind))) == len(set(modules.subjects(RDF.type, kind))) > 0


def test_a_term_is_told_with_what_hangs_on_it(client: TestClient):
    store = pyoxigraph.Store()
    store.load(client.get("/ontology/Discrepancy.nt").content, format=RdfFormat.N_TRIPLES)
    term = NamedNode(f"{ROOT}ontology#Discrepancy")
    bound = f"?x <{OWL.onProperty}> <{ROOT}ontology#between> ; <{OWL.onClass}> <{ROOT}ontology#Claim>"
    assert store.query(f"ASK {{ {term} <{RDFS.subClassOf}> ?x . {bound} }}")
    named = {quad.subject for quad in store if isinstance(quad.subject, NamedNode)}
    assert named == {term}


@pytest.mark.parametrize(
    "path",
    ["/ontology/Nothing", "/ontology/", "/ontology/core", "/theme/nothing", "/theme/ceasefire/x", "/shape/x",
     "/shapes/", "/ontology/0.0.9", "/ontology/../ontology.ttl", "/question/", "/ontology/Commitment.exe",
     "/ontology.exe"],
)  # fmt: skip
def test_what_is_not_there(client: TestClient, path: str):
    reply = client.get(path.replace("..", "%2e%2e"), headers={"Accept": "text/turtle"})
    assert reply.status_code == 404
    assert reply.headers["content-type"] == "application/problem+json"
