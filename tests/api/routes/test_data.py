import json

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat
from starlette.testclient import TestClient

BASE = "https://w3id.org/foedera/id/"
FDR = "https://w3id.org/foedera/ontology#"
FORMATS = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdf": RdfFormat.RDF_XML, "jsonld": RdfFormat.JSON_LD}


def _triples(content: bytes, suffix: str) -> set[tuple[str, str, str]]:
    return {
        (str(quad.subject), str(quad.predicate), str(quad.object))
        for quad in pyoxigraph.parse(content, format=FORMATS[suffix])
    }


@pytest.mark.parametrize(
    ("accept", "where"),
    [
        ("text/html", "/page/actor/state/lakeland"),
        ("*/*", "/page/actor/state/lakeland"),
        ("text/turtle", "/data/actor/state/lakeland.ttl"),
        ("application/ld+json", "/data/actor/state/lakeland.jsonld"),
        ("application/rdf+xml;q=0.9, text/html;q=0.1", "/data/actor/state/lakeland.rdf"),
        ("application/n-triples", "/data/actor/state/lakeland.nt"),
    ],
)
def test_a_node_leads_to_its_page_or_data(client: TestClient, accept: str, where: str):
    reply = client.get("/id/actor/state/lakeland", headers={"Accept": accept})
    assert (reply.status_code, reply.headers["location"]) == (303, where)
    assert "accept" in reply.headers["vary"].lower()
    assert client.get(where).status_code == 200


def test_a_node_in_no_format_that_is_there(client: TestClient):
    assert client.get("/id/actor/state/lakeland", headers={"Accept": "image/png"}).status_code == 406
    assert client.get("/data/actor/state/lakeland", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_export_of_an_agreement_is_closed(client: TestClient, agreement: str, suffix: str):
    reply = client.get(f"/data/{agreement}.{suffix}")
    triples = _triples(reply.content, suffix)
    kinds = {o.removeprefix(f"<{FDR}").rstrip(">") for _, p, o in triples if p.endswith("#type>")}
    assert kinds >= {
        "Agreement",
        "Clause",
        "Commitment",
        "Quantity",
        "Claim",
        "Passage",
        "State",
        "ArmedGroup",
        "Route",
    }
    assert kinds >= {"NewsArticle", "Meeting"}
    subjects = {s for s, _, _ in triples}
    mentioned = {o for _, p, o in triples if o.startswith(f"<{BASE}") and not p.endswith("#type>")}
    assert mentioned <= subjects
    assert not any("fdr:text" in p or p == f"<{FDR}text>" for _, p, _ in triples)


def test_all_formats_of_an_agreement_say_the_same(client: TestClient, agreement: str):
    said = [_triples(client.get(f"/data/{agreement}.{suffix}").content, suffix) for suffix in FORMATS]
    assert all(triples == said[0] for triples in said)


def test_the_same_store_gives_the_same_bytes(client: TestClient, agreement: str):
    for path in (f"/data/{agreement}", "/data/actor/state/lakeland"):
        for suffix in FORMATS:
            assert client.get(f"{path}.{suffix}").content == client.get(f"{path}.{suffix}").content


def test_an_export_tells_its_own_story_only(client: TestClient, agreement: str):
    triples = _triples(client.get(f"/data/{agreement}.nt").content, "nt")
    earlier = f"<{BASE}document/00aa11bb22cc33dd/agreement/earlier>"
    assert (earlier, "<http://www.w3.org/2000/01/rdf-schema#label>", '"Accord of 2017"@en') in triples


def test_the_data_on_a_node_holds_both_directions(client: TestClient, agreement: str):
    triples = _triples(client.get("/data/actor/state/lakeland.nt").content, "nt")
    lakeland = f"<{BASE}actor/state/lakeland>"
    assert (lakeland, "<http://www.w3.org/2002/07/owl#sameAs>", "<http://www.wikidata.org/entity/Q42>") in triples
    assert (f"<{BASE}{agreement}>", f"<{FDR}party>", lakeland) in triples


def test_json_ld_is_compact(client: TestClient, agreement: str):
    document = json.loads(client.get(f"/data/{agreement}.jsonld").content)
    assert document["@context"]["fdr"] == FDR
    assert any("fdr:hasClause" in node for node in document["@graph"])


def test_dumps_hold_what_documents_say_and_no_text(client: TestClient):
    turtle, nquads = client.get("/dump.ttl"), client.get("/dump.nq")
    assert turtle.headers["content-type"].startswith("text/turtle")
    quads = list(pyoxigraph.parse(nquads.content, format=RdfFormat.N_QUADS))
    assert {quad.graph_name.value for quad in quads} == {f"{BASE}document/00aa11bb22cc33dd/graph"}
    assert _triples(turtle.content, "ttl") == {(str(q.subject), str(q.predicate), str(q.object)) for q in quads}
    assert "sign a truce\\nThe government" not in nquads.text
