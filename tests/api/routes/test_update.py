from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

UPDATE = {"Content-Type": "application/sparql-update"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
INSERT = "INSERT DATA { <u:a> <u:b> <u:c> }"


def _ask(client: TestClient, pattern: str) -> bool:
    reply = client.get("/sparql", params={"query": f"ASK {{ {pattern} }}"})
    return bool(reply.json()["boolean"])


@pytest.mark.parametrize("path", ["/sparql", "/sparql/", "/update"])
def test_an_update_is_seen_as_soon_as_it_is_answered(writable: TestClient, path: str):
    assert not _ask(writable, "<u:a> <u:b> <u:c>")
    assert writable.post(path, content=INSERT, headers=UPDATE).status_code == 204
    assert _ask(writable, "<u:a> <u:b> <u:c>")
    assert writable.post(path, data={"update": "DELETE DATA { <u:a> <u:b> <u:c> }"}).status_code == 204
    assert not _ask(writable, "<u:a> <u:b> <u:c>")


def test_the_graphs_that_the_request_names_are_those_of_where(writable: TestClient):
    writable.post(
        "/update",
        content="INSERT DATA { GRAPH <u:g> { <u:a> <u:b> 1 } GRAPH <u:h> { <u:a> <u:b> 2 } }",
        headers=UPDATE,
    )
    copy = "INSERT { GRAPH <u:new> { ?s ?p ?o } } WHERE { ?s ?p ?o }"
    assert writable.post("/update?using-graph-uri=u:h", content=copy, headers=UPDATE).status_code == 204
    assert _ask(writable, "GRAPH <u:new> { <u:a> <u:b> 2 }")
    assert not _ask(writable, "GRAPH <u:new> { <u:a> <u:b> 1 }")
    named = "INSERT { GRAPH <u:other> { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }"
    writable.post("/sparql", data={"update": named, "using-named-graph-uri": "u:g"})
    assert _ask(writable, "GRAPH <u:other> { <u:a> <u:b> 1 }")
    assert not _ask(writable, "GRAPH <u:other> { <u:a> <u:b> 2 }")


@pytest.mark.parametrize("clause", ["WITH <u:g> DELETE", "DELETE"])
def test_a_dataset_is_named_once(writable: TestClient, clause: str):
    using = "" if clause.startswith("WITH") else "USING <u:g> "
    update = f"{clause} {{ ?s ?p ?o }} {using}WHERE {{ ?s ?p ?o }}"
    for name in ("using-graph-uri", "using-named-graph-uri"):
        reply = writable.post(f"/update?{name}=u:x", content=update, headers=UPDATE)
        assert reply.status_code == 400
        assert "using-graph-uri" in reply.json()["detail"]


def test_relative_names_are_below_the_base(writable: TestClient):
    writable.post("/update", content="INSERT DATA { <a> <b> <c> }", headers=UPDATE)
    base = "https://w3id.org/foedera/id/"
    assert _ask(writable, f"<{base}a> <{base}b> <{base}c>")
    assert _ask(writable, "<a> <b> <c>")


def test_an_update_is_made_whole_or_not_at_all(writable: TestClient):
    update = f"{INSERT} ; CREATE GRAPH <u:g> ; CREATE GRAPH <u:g>"
    assert writable.post("/update", content=update, headers=UPDATE).status_code == 400
    assert not _ask(writable, "<u:a> <u:b> <u:c>")
    assert not _ask(writable, "GRAPH <u:g> {}")


def test_to_create_a_graph_again_leaves_it_as_it_is(writable: TestClient):
    writable.post("/update", content="INSERT DATA { GRAPH <u:g> { <u:a> <u:b> 1 } }", headers=UPDATE)
    assert writable.post("/update", content="CREATE SILENT GRAPH <u:g>", headers=UPDATE).status_code == 204
    for _ in range(3):
        assert _ask(writable, "GRAPH <u:g> { <u:a> <u:b> 1 }")


def test_an_unknown_function_is_an_error_where_it_stands(writable: TestClient):
    update = """INSERT { <u:a> <u:b> ?x . <u:a> <u:c> ?y } WHERE {
        BIND(COALESCE(<https://example.org/unknown>(1), "none") AS ?x) BIND(<https://example.org/unknown>(1) AS ?y) }"""
    assert writable.post("/update", content=update, headers=UPDATE).status_code == 204
    assert _ask(writable, "<u:a> <u:b> 'none' FILTER NOT EXISTS { <u:a> <u:c> ?y }")


@pytest.mark.parametrize(
    ("method", "path", "content", "headers", "status"),
    [
        ("GET", "/sparql?update=CLEAR%20ALL", b"", {}, 400),
        ("GET", "/update?update=CLEAR%20ALL", b"", {}, 405),
        ("POST", "/update?update=CLEAR%20ALL", b"", FORM, 400),
        ("POST", "/sparql", b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", FORM, 400),
        ("POST", "/sparql", b"update=CLEAR%20NAMED&query=ASK%7B%7D", FORM, 400),
        ("POST", "/sparql?query=ASK%7B%7D", b"CLEAR ALL", UPDATE, 400),
        ("POST", "/update", b"query=ASK%7B%7D", FORM, 400),
        ("POST", "/update", b"", FORM, 400),
        ("POST", "/update", b"update=CLEAR%20ALL", {}, 415),
        ("POST", "/update", b"CLEAR ALL", {"Content-Type": "text/plain"}, 415),
        ("POST", "/update", b"CLEAR ALL", {"Content-Type": "application/sparql-query"}, 415),
        ("POST", "/update", "CLEAR ALL".encode("utf-16"), UPDATE, 400),
        ("POST", "/update", b"CLEAR ALL", {"Content-Type": "application/sparql-update; charset=utf-16"}, 415),
        ("POST", "/update?using-graph-uri=no%20iri", b"CLEAR ALL", UPDATE, 400),
        ("POST", "/update", b"SELECT * {}", UPDATE, 400),
        ("POST", "/update", b"LOAD <http://127.0.0.1:9/>", UPDATE, 403),
        ("POST", "/update", b"LOAD <http://127.0.0.1:9/> INTO <u:g>", UPDATE, 400),
        ("POST", "/update", b"INSERT { ?s ?p 1 } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", UPDATE, 403),
    ],
)
def test_bad_requests(
    writable: TestClient, method: str, path: str, content: bytes, headers: dict[str, str], status: int
):
    writable.post("/update", content=INSERT, headers=UPDATE)
    reply = writable.request(method, path, content=content, headers=headers)
    assert reply.status_code == status
    assert reply.json()["status"] == status
    assert _ask(writable, "<u:a> <u:b> <u:c>")


def test_a_syntax_error_has_its_place(writable: TestClient):
    reply = writable.post("/update", content="INSERT DATA {\n <u:a> <u:b> }", headers=UPDATE)
    assert reply.status_code == 400
    assert reply.json()["line"] == 2
    plain = writable.post("/update", content="CLEAR XYZ", headers={**UPDATE, "Accept": "text/plain"})
    assert plain.headers["content-type"].startswith("text/plain")
    assert "line 1" in plain.text


def test_large_bodies_are_refused(serving: Callable[..., TestClient]):
    client = serving(write="open", write_size=100)
    assert client.post("/update", content=b" " * 101, headers=UPDATE).status_code == 413
    chunks = client.post("/update", content=(b" " * 60 for _ in range(2)), headers=UPDATE)
    assert chunks.status_code == 413


def test_strangers_change_nothing(serving: Callable[..., TestClient]):
    client = serving(write="off")
    for path in ("/sparql", "/update"):
        assert client.post(path, content=INSERT, headers=UPDATE).status_code == 403
        assert client.post(path, data={"update": INSERT}).status_code == 403
    assert not _ask(client, "?s ?p ?o")


@pytest.mark.parametrize("headers", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_pages_of_other_sites_change_nothing(writable: TestClient, headers: dict[str, str]):
    assert writable.post("/update", content=INSERT, headers={**UPDATE, **headers}).status_code == 403
    assert writable.post("/sparql", data={"update": INSERT}, headers=headers).status_code == 403
    assert not _ask(writable, "<u:a> <u:b> <u:c>")
    own = {"Origin": str(writable.base_url).rstrip("/"), "Sec-Fetch-Site": "same-origin"}
    assert writable.post("/update", content=INSERT, headers={**UPDATE, **own}).status_code == 204


def test_a_format_that_is_none_is_told_though_an_update_answers_nothing(writable: TestClient):
    for name, status in (("jpeg", 400), ("csv", 204)):
        assert writable.post(f"/sparql?format={name}", content=INSERT, headers=UPDATE).status_code == status
        assert writable.post(f"/sparql?format={name}", data={"update": INSERT}).status_code == status
