"""No request is answered by a fault of the server, whatever it holds."""

from urllib.parse import quote_from_bytes, urlencode

from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

WORDS = """SELECT ASK CONSTRUCT DESCRIBE INSERT WHERE { } ( ) [ ] << >> ?s ?p ?o . ; , <u:a> 'x' "y"@en 1 FILTER
OPTIONAL UNION BIND AS VALUES GRAPH SERVICE EXISTS a / | ^ * + ! < # REGEX(?s,'a') COUNT(*) FROM GROUP ORDER BY LIMIT"""
PIECES = st.sampled_from(WORDS.split())
QUERIES = st.one_of(
    st.text(max_size=80),
    st.lists(PIECES, max_size=25).map(" ".join),
    st.lists(PIECES, max_size=12).map(lambda parts: f"SELECT * WHERE {{ {' '.join(parts)} }}"),
)
ACCEPTS = st.sampled_from(["*/*", "text/html", "text/csv", "text/turtle", "application/ld+json", "text/plain"])
QUICK = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(query=QUERIES, accept=ACCEPTS)
@QUICK
def test_any_query(app: FastAPI, client: TestClient, query: str, accept: str):
    text = query.encode("utf-8", "surrogatepass")
    replies = [
        client.get("/sparql?query=" + quote_from_bytes(text), headers={"Accept": accept}),
        client.post("/sparql", content=text, headers={"Content-Type": "application/sparql-query", "Accept": accept}),
    ]
    assert {reply.status_code for reply in replies} <= {200, 400, 403, 406}, query


@given(
    body=st.binary(max_size=100),
    kind=st.sampled_from(["application/x-www-form-urlencoded", "application/sparql-query"]),
)
@QUICK
def test_any_body(client: TestClient, body: bytes, kind: str):
    assert client.post("/sparql", content=body, headers={"Content-Type": kind}).status_code in (200, 400, 403, 406)


@given(tail=st.binary(max_size=40), where=st.sampled_from(["/page/", "/data/", "/id/", "/dump.", "/static/", "/"]))
@QUICK
def test_any_path(client: TestClient, tail: bytes, where: str):
    reply = client.get(where + quote_from_bytes(tail), headers={"Accept": "text/html"})
    assert reply.status_code in (200, 303, 307, 400, 404, 405, 406), tail


@given(
    words=st.text(max_size=60), accept=st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=60)
)
@QUICK
def test_any_search(client: TestClient, words: str, accept: str):
    encoded = urlencode({"q": words.encode("utf-8", "surrogatepass"), "iri": words.encode("utf-8", "surrogatepass")})
    assert client.get(f"/?{encoded}", headers={"Accept": accept}).status_code == 200
    assert client.get(f"/term?{encoded}", headers={"Accept": accept}).status_code in (200, 303, 400, 404)
