import csv
import io
import json
import socket
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pyoxigraph
import pytest
from httpx2 import Response
from starlette.testclient import TestClient

DOCUMENT = "https://w3id.org/foedera/id/document/00aa11bb22cc33dd"
NAMES = """PREFIX fdr: <https://w3id.org/foedera/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?name WHERE { ?actor a fdr:Actor ; rdfs:label ?name } ORDER BY ?name"""
PEOPLE = ["Ada Reed", "Hill Front", "Lakeland", "Vale Herald", "foreign minister of Lakeland"]
GRAPH = "CONSTRUCT { <u:a> <u:b> ?x } WHERE { VALUES ?x { 1 2 } }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
QUERY = {"Content-Type": "application/sparql-query"}


def _get(client: TestClient, query: str, accept: str = "*/*", **more: str) -> Response:
    return client.get("/sparql", params={"query": query, **more}, headers={"Accept": accept})


def _rows(text: str) -> list[str]:
    return [row["name"]["value"] for row in json.loads(text)["results"]["bindings"]]


def test_get_and_both_posts_answer_the_same(client: TestClient):
    got = _get(client, NAMES)
    form = client.post("/sparql", content=urlencode({"query": NAMES}), headers=FORM)
    direct = client.post("/sparql", content=NAMES, headers=QUERY)
    assert _rows(got.text) == PEOPLE
    assert got.content == form.content == direct.content
    assert got.headers["content-type"] == "application/sparql-results+json"
    assert "accept" in got.headers["vary"].lower()


def test_rows_in_every_format(client: TestClient):
    assert [row["name"] for row in csv.DictReader(io.StringIO(_get(client, NAMES, "text/csv").text))] == PEOPLE
    tsv = _get(client, NAMES, "text/tab-separated-values")
    assert tsv.text.splitlines() == ["?name", *(f'"{name}"@en' for name in PEOPLE)]
    xml = _get(client, NAMES, "application/sparql-results+xml")
    literals = ET.fromstring(xml.content).iter("{http://www.w3.org/2005/sparql-results#}literal")  # noqa: S314
    assert [item.text for item in literals] == PEOPLE
    assert _rows(_get(client, NAMES, "application/json").text) == PEOPLE


@pytest.mark.parametrize(
    ("accept", "suffix", "parsed_as"),
    [
        ("text/turtle", "ttl", pyoxigraph.RdfFormat.TURTLE),
        ("application/n-triples", "nt", pyoxigraph.RdfFormat.N_TRIPLES),
        ("application/n-quads", "nq", pyoxigraph.RdfFormat.N_QUADS),
        ("application/trig", "trig", pyoxigraph.RdfFormat.TRIG),
        ("application/rdf+xml", "rdf", pyoxigraph.RdfFormat.RDF_XML),
        ("application/ld+json", "jsonld", pyoxigraph.RdfFormat.JSON_LD),
    ],
)
def test_graphs_in_every_format(client: TestClient, accept: str, suffix: str, parsed_as: pyoxigraph.RdfFormat):
    by_accept, by_name = _get(client, GRAPH, accept), _get(client, GRAPH, format=suffix)
    assert by_accept.headers["content-type"].split(";")[0] == accept
    assert by_accept.content == by_name.content
    assert {quad.object.value for quad in pyoxigraph.parse(by_accept.content, format=parsed_as)} == {"1", "2"}


def test_ask_and_describe(client: TestClient):
    assert json.loads(_get(client, "ASK {}").text)["boolean"] is True
    described = _get(client, "DESCRIBE <https://w3id.org/foedera/id/actor/state/lakeland>", "text/turtle")
    assert '"Lakeland"@en' in described.text


def test_the_preferred_of_several_formats(client: TestClient):
    assert _get(client, NAMES, "text/csv;q=0.4, application/sparql-results+xml;q=0.5").headers["content-type"] == (
        "application/sparql-results+xml"
    )
    assert (
        _get(client, GRAPH, "application/sparql-results+json, text/turtle;q=0.1")
        .headers["content-type"]
        .startswith("text/turtle")
    )


@pytest.mark.parametrize(
    ("query", "accept"),
    [(NAMES, "image/png"), (NAMES, "text/turtle"), (GRAPH, "text/csv"), (NAMES, "application/sparql-results+json;q=0")],
)
def test_406_names_what_there_is(client: TestClient, query: str, accept: str):
    reply = _get(client, query, accept)
    assert reply.status_code == 406
    assert "text/csv" in reply.json()["detail"]


def test_format_by_name_beats_accept(client: TestClient):
    assert _get(client, NAMES, "text/html", format="csv").headers["content-type"].startswith("text/csv")
    assert _get(client, NAMES, format="jpeg").status_code == 400
    assert _get(client, NAMES, format="ttl").status_code == 406


def test_syntax_errors_have_line_and_column(client: TestClient):
    reply = _get(client, "SELECT *\nWHERE { ?s ?p }")
    assert reply.status_code == 400
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["line"] == 2
    assert reply.json()["column"] in (15, 16)  # at the bracket that comes too early, or right behind it
    assert "line 2" not in reply.json()["detail"]


@pytest.mark.parametrize(
    ("update", "status"),
    [
        ("INSERT DATA { <u:a> <u:b> <u:c> }", 400),
        ("DELETE WHERE { ?s ?p ?o }", 400),
        ("CLEAR ALL", 400),
        ("LOAD <http://127.0.0.1/x>", 400),
        ("SELECT * {} ; DROP ALL", 400),
        ("SELECT * {} SELECT * {}", 400),
    ],
)
def test_updates_are_no_queries(client: TestClient, update: str, status: int):
    before = _get(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").content
    assert _get(client, update).status_code == status
    assert client.post("/sparql", content=update, headers=QUERY).status_code == status
    assert client.post("/sparql", content=urlencode({"update": update}), headers=FORM).status_code == 403
    assert (
        client.post("/sparql", content=update, headers={"Content-Type": "application/sparql-update"}).status_code == 403
    )
    assert client.get("/sparql", params={"update": update}).status_code == 400
    assert _get(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").content == before


@pytest.mark.parametrize(
    ("method", "address", "content", "headers", "status"),
    [
        ("GET", "/sparql?default-graph-uri=u:a", b"", {}, 400),
        ("GET", "/sparql?query=ASK{}&query=ASK{}", b"", {}, 400),
        ("GET", "/sparql?query=", b"", {}, 400),
        ("GET", "/sparql?query=%FF", b"", {}, 400),
        ("GET", "/sparql?query=ASK{}&default-graph-uri=no%20iri", b"", {}, 400),
        ("POST", "/sparql", b"", FORM, 400),
        ("POST", "/sparql", b"query=ASK{}&query=ASK{}", FORM, 400),
        ("POST", "/sparql", b"query=%FF", FORM, 400),
        ("POST", "/sparql", b"\xff", QUERY, 400),
        ("POST", "/sparql", b"a=1&" * 200 + b"query=ASK{}", FORM, 400),
        ("POST", "/sparql", b"ASK {}", {"Content-Type": "text/plain"}, 415),
        ("POST", "/sparql", b"ASK {}", {}, 415),
        ("POST", "/sparql", b"query=ASK{}", {"Content-Type": "multipart/form-data"}, 415),
        ("POST", "/sparql", b" " * 1_048_577, QUERY, 413),
        ("POST", "/sparql?query=ASK{}", b"ASK {}", QUERY, 400),
        (
            "POST",
            "/sparql",
            "ASK {}".encode("utf-16"),
            {"Content-Type": f"{QUERY['Content-Type']}; charset=UTF-16"},
            415,
        ),
        ("PUT", "/sparql", b"ASK {}", QUERY, 405),
    ],
)
def test_bad_requests(
    client: TestClient, method: str, address: str, content: bytes, headers: dict[str, str], status: int
):
    reply = client.request(method, address, content=content, headers=headers)
    assert reply.status_code == status
    assert reply.json()["status"] == status


def test_media_types_may_have_parameters(client: TestClient):
    reply = client.post(
        "/sparql", content=b"ASK {}", headers={"Content-Type": "application/sparql-query; charset=UTF-8"}
    )
    assert reply.json()["boolean"] is True


def test_limits_come_before_the_parser(client: TestClient):
    deep = _get(client, "ASK { FILTER(" + "(" * 1500 + "1" + ")" * 1500 + ") }")
    assert deep.status_code == 400
    assert "nested" in deep.json()["detail"]
    long = _get(client, "ASK {} #" + "x" * 5000)
    assert long.status_code == 400
    assert "FOEDERA_QUERY_LENGTH" in long.json()["hint"]


def test_the_default_graph_leaves_out_provenance_and_texts(client: TestClient):
    assert _get(client, "ASK { ?d <https://w3id.org/foedera/ontology#text> ?t }").json()["boolean"] is False
    assert _get(client, "ASK { GRAPH ?g { ?d <https://w3id.org/foedera/ontology#text> ?t } }").json()["boolean"] is True


def test_the_dataset_of_the_protocol(client: TestClient):
    count = "SELECT (COUNT(*) AS ?name) { ?s ?p ?o }"
    text, provenance = f"{DOCUMENT}/text", f"{DOCUMENT}/provenance"
    by_get = client.get("/sparql", params=[("query", count), ("default-graph-uri", text)])
    assert _rows(by_get.text) == ["1"]
    both = client.get(
        "/sparql", params=[("query", count), ("default-graph-uri", text), ("default-graph-uri", provenance)]
    )
    assert _rows(both.text) == ["4"]
    posted = client.post(f"/sparql?default-graph-uri={quote(text, safe='')}", content=count, headers=QUERY)
    assert _rows(posted.text) == ["1"]
    named = "SELECT (COUNT(*) AS ?name) { GRAPH ?g { ?s ?p ?o } }"
    only = client.get("/sparql", params=[("query", named), ("named-graph-uri", provenance)])
    assert _rows(only.text) == ["3"]
    overruled = client.get(
        "/sparql",
        params=[
            ("query", count.replace("{", f"FROM <{provenance}> {{")),
            ("default-graph-uri", text),
        ],
    )
    assert _rows(overruled.text) == ["1"]


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as opened:
        opened.settimeout(0.3)
        yield opened


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
        "SELECT * { BIND(<http://127.0.0.1:PORT/> AS ?x) SERVICE ?x { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
        "SELECT * FROM <http://127.0.0.1:PORT/> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://127.0.0.1:PORT/> { GRAPH ?g { ?s ?p ?o } }",
        "LOAD <http://127.0.0.1:PORT/>",
    ],
)
def test_no_query_calls_out(client: TestClient, listener: socket.socket, query: str):
    address = query.replace("PORT", str(listener.getsockname()[1]))
    for reply in (_get(client, address), client.post("/sparql", content=address, headers=QUERY)):
        assert reply.status_code in (200, 400, 403)
        if reply.status_code == 200:
            assert reply.json()["results"]["bindings"] == []
    with pytest.raises(TimeoutError):
        listener.accept()


def test_from_a_file_reads_no_file(client: TestClient):
    reply = _get(client, "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }")
    assert reply.json()["results"]["bindings"] == []


def test_describes_itself_to_who_asks_for_rdf(client: TestClient):
    reply = client.get("/sparql", headers={"Accept": "text/turtle"})
    assert reply.status_code == 200
    objects = {str(quad.object) for quad in pyoxigraph.parse(reply.content, format=pyoxigraph.RdfFormat.TURTLE)}
    assert "<http://www.w3.org/ns/sparql-service-description#Service>" in objects
    assert "<http://www.w3.org/ns/formats/SPARQL_Results_JSON>" in objects
    assert any("fdr:TextGraph" in item for item in objects)


def test_browsers_get_a_page_programs_do_not(client: TestClient):
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
    assert _get(client, NAMES, browser).headers["content-type"].startswith("text/html")
    assert client.get("/sparql", headers={"Accept": browser}).status_code == 200
    assert _get(client, NAMES, "text/csv, text/html;q=0.5").headers["content-type"].startswith("text/csv")


def test_a_long_answer_is_whole(client: TestClient):
    query = """SELECT ?name { VALUES ?a {0 1 2 3 4 5 6 7 8 9} VALUES ?b {0 1 2 3 4 5 6 7 8 9}
        VALUES ?c {0 1 2 3 4 5 6 7 8 9} VALUES ?d {0 1 2 3 4 5 6 7 8 9} BIND(?a+10*?b+100*?c+1000*?d AS ?name) }"""
    assert sorted(int(value) for value in _rows(_get(client, query).text)) == list(range(10_000))
