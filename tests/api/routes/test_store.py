from collections.abc import Callable

import pyoxigraph
import pytest
from httpx2 import Response
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat
from starlette.testclient import TestClient

TURTLE = {"Content-Type": "text/turtle; charset=utf-8"}
UPDATE = {"Content-Type": "application/sparql-update"}
QUADS = {"Content-Type": "application/n-quads"}
#: A graph by its name, and by an address.
WAYS = ["/store?graph=http%3A%2F%2Fexample.org%2Fg", "/store/person/1.ttl", "/store/a%20b/%C3%BC"]
PERSON = '<u:jane> <u:name> "Jane" ; <u:card> [ <u:fn> "Jane Doe" ] .'


def _same(reply: Response, turtle: str) -> bool:
    assert reply.status_code == 200
    assert reply.headers["content-type"] == "text/turtle; charset=utf-8"
    made = []
    for data in (reply.content, turtle.encode()):
        dataset = Dataset(pyoxigraph.parse(data, RdfFormat.TURTLE))
        dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
        made.append(set(dataset))
    return made[0] == made[1]


@pytest.mark.parametrize("way", WAYS)
def test_a_graph_is_put_read_and_deleted(writable: TestClient, way: str):
    assert writable.get(way).status_code == 404
    assert writable.put(way, content=PERSON, headers=TURTLE).status_code == 201
    assert _same(writable.get(way), PERSON)
    assert writable.put(way, content='<u:jane> <u:name> "J." .', headers=TURTLE).status_code == 204
    assert _same(writable.get(way), '<u:jane> <u:name> "J." .')
    assert writable.delete(way).status_code == 204
    assert writable.get(way).status_code == 404
    assert writable.delete(way).status_code == 404


@pytest.mark.parametrize("way", WAYS)
def test_post_adds(writable: TestClient, way: str):
    assert writable.post(way, content="<u:a> <u:b> 1 .", headers=TURTLE).status_code == 201
    assert writable.post(way, content="<u:a> <u:b> 2 .", headers=TURTLE).status_code == 204
    assert writable.post(way, content="<u:a> <u:b> 2 .", headers=TURTLE).status_code == 204
    assert _same(writable.get(way), "<u:a> <u:b> 1, 2 .")


def test_the_name_of_a_direct_graph_is_its_address(writable: TestClient):
    address = f"{writable.base_url}/store/person/1.ttl"
    writable.put("/store/person/1.ttl", content="<> <#b> <c> .", headers=TURTLE)
    expected = f"<{address}> <{address}#b> <{writable.base_url}/store/person/c> ."
    assert _same(writable.get("/store", params={"graph": address}), expected)
    assert writable.get("/sparql", params={"query": f"ASK {{ GRAPH <{address}> {{ ?s ?p ?o }} }}"}).json()["boolean"]


def test_a_graph_may_be_empty(writable: TestClient):
    assert writable.put(WAYS[0], content="", headers=TURTLE).status_code == 201
    assert writable.get(WAYS[0]).status_code == 200
    assert writable.put(WAYS[0], content="", headers=TURTLE).status_code == 204


def test_what_is_put_again_otherwise_written_stays(writable: TestClient):
    for number in ("1", "01", "+1"):
        content = f'<u:a> <u:b> "{number}"^^<http://www.w3.org/2001/XMLSchema#integer> .'
        writable.put(WAYS[0], content=content, headers=TURTLE)
        assert _same(writable.get(WAYS[0]), "<u:a> <u:b> 1 .")


def test_the_default_graph(writable: TestClient):
    assert writable.put("/store?default", content=PERSON, headers=TURTLE).status_code in (201, 204)
    assert _same(writable.get("/store?default"), PERSON)
    assert writable.delete("/store?default").status_code == 204
    assert _same(writable.get("/store?default"), "")


def test_the_server_names_a_graph(writable: TestClient):
    reply = writable.post("/store", content=PERSON, headers=TURTLE)
    assert reply.status_code == 201
    assert reply.headers["location"].startswith(f"{writable.base_url}/store/")
    assert _same(writable.get(reply.headers["location"]), PERSON)


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples", "application/rdf+xml"])
def test_head_tells_type_and_length(writable: TestClient, accept: str):
    writable.put(WAYS[0], content=PERSON, headers=TURTLE)
    got = writable.get(WAYS[0], headers={"Accept": accept})
    head = writable.head(WAYS[0], headers={"Accept": accept})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == got.headers["content-type"]
    assert int(head.headers["content-length"]) == int(got.headers["content-length"]) == len(got.content) > 0
    assert writable.head("/store?graph=u:none").status_code == 404


def test_a_long_graph_is_sent_whole(writable: TestClient):
    lines = "".join(f"<u:subject{number}> <u:predicate> <u:object> .\n" for number in range(20_000))
    writable.put(WAYS[0], content=lines, headers={"Content-Type": "application/n-triples"})
    got = writable.get(WAYS[0], headers={"Accept": "application/n-triples"})
    assert sorted(got.text.splitlines()) == sorted(lines.splitlines())
    head = writable.head(WAYS[0], headers={"Accept": "application/n-triples"})
    assert int(head.headers["content-length"]) == len(lines)


def test_several_files_in_one_form(writable: TestClient):
    files = [
        ("one", ("one.ttl", b"_:x <u:b> 1 .", "text/turtle; charset=utf-8")),
        ("two", ("two.nt", b"_:x <u:b> <u:c> .", "application/octet-stream")),
    ]
    assert writable.post(WAYS[0], files=files).status_code == 201
    assert _same(writable.get(WAYS[0]), "_:x <u:b> 1 . _:y <u:b> <u:c> .")


@pytest.mark.parametrize("accept", ["application/n-quads", "application/trig", "application/ld+json"])
def test_all_graphs_at_once(writable: TestClient, accept: str):
    assert writable.put("/store", content="<u:a> <u:b> <u:c> <u:g> .", headers=QUADS).status_code == 204
    assert writable.post("/store", content="<u:a> <u:b> <u:d> <u:h> .", headers=QUADS).status_code == 204
    reply = writable.get("/store", headers={"Accept": accept})
    assert reply.headers["content-type"] == accept
    quads = pyoxigraph.parse(reply.content, RdfFormat.from_media_type(accept))
    named = {(quad.object.value, quad.graph_name.value) for quad in quads}
    assert named == {("u:c", "u:g"), ("u:d", "u:h")}
    assert writable.put("/store", content="<u:a> <u:b> <u:c> <u:i> .", headers=QUADS).status_code == 204
    assert writable.get("/store?graph=u:g").status_code == 404
    assert writable.get("/store?graph=u:i").status_code == 200


def test_a_patch_changes_its_graph(writable: TestClient):
    patch = "DELETE { ?s <u:b> ?o } INSERT { ?s <u:b> 2 } WHERE { ?s <u:b> ?o }"
    writable.put(WAYS[0], content="<u:a> <u:b> 1 .", headers=TURTLE)
    writable.put("/store?graph=u:other", content="<u:a> <u:b> 1 .", headers=TURTLE)
    assert writable.patch(WAYS[0], content=patch, headers=UPDATE).status_code == 204
    assert _same(writable.get(WAYS[0]), "<u:a> <u:b> 2 .")
    assert _same(writable.get("/store?graph=u:other"), "<u:a> <u:b> 1 .")
    assert (
        writable.patch("/store?graph=u:new", content="INSERT DATA { <u:a> <u:b> 1 }", headers=UPDATE).status_code == 201
    )


@pytest.mark.parametrize(
    "update", ["INSERT DATA { GRAPH <u:other> { <u:a> <u:b> 1 } }", "CLEAR ALL", "DROP GRAPH <u:other>", "CLEAR"]
)
def test_a_patch_changes_no_other_graph(writable: TestClient, update: str):
    for graph in ("u:g", "u:other"):
        writable.put(f"/store?graph={graph}", content="<u:a> <u:b> 2 .", headers=TURTLE)
    assert writable.patch("/store?graph=u:g", content=update, headers=UPDATE).status_code == 400
    for graph in ("u:g", "u:other"):
        assert _same(writable.get(f"/store?graph={graph}"), "<u:a> <u:b> 2 .")


@pytest.mark.parametrize(
    ("method", "path", "content", "headers", "status"),
    [
        ("GET", "/store?graph=u:g&default", b"", {}, 400),
        ("GET", "/store?graph=u:g&graph=u:h", b"", {}, 400),
        ("GET", "/store/x?graph=u:g", b"", {}, 400),
        ("GET", "/store?graph=", b"", {}, 400),
        ("GET", "/store?graph=relative", b"", {}, 400),
        ("GET", "/store?default", b"", {"Accept": "text/csv"}, 406),
        ("GET", "/store", b"", {"Accept": "text/turtle"}, 406),
        ("GET", "/store?default&format=csv", b"", {}, 400),
        ("PUT", "/store?graph=u:g", b"<u:a> <u:b> .", TURTLE, 400),
        ("PUT", "/store?graph=u:g", b"\xff", TURTLE, 400),
        ("PUT", "/store?graph=u:g", b"<u:a> <u:b> <u:c> .", {}, 415),
        ("PUT", "/store?graph=u:g", b"a,b", {"Content-Type": "text/csv"}, 415),
        ("PUT", "/store?graph=u:g", b"\x1f\x8b", {**TURTLE, "Content-Encoding": "gzip"}, 415),
        ("PUT", "/store?graph=u:g", b"<u:a> <u:b> <u:c> .", {"Content-Type": "text/turtle; charset=latin-1"}, 415),
        ("PUT", "/store?graph=u:g", b"<u:a> <u:b> <u:c> <u:h> .", QUADS, 400),
        ("PUT", "/store", b"<u:a> <u:b> <u:c> .", TURTLE, 400),
        ("POST", "/store?graph=u:g", b"x", {"Content-Type": "multipart/form-data"}, 400),
        ("POST", "/store?graph=u:g", b"x", {"Content-Type": "multipart/form-data; boundary=b"}, 400),
        ("POST", "/store?graph=u:g", b"--b--\r\n", {"Content-Type": "multipart/form-data; boundary=b"}, 400),
        ("PATCH", "/store?graph=u:g", b"CLEAR ALL", TURTLE, 415),
        ("PATCH", "/store?default", b"CLEAR ALL", UPDATE, 400),
        ("DELETE", "/store?graph=u:none", b"", {}, 404),
        (
            "PUT",
            "/store?graph=u:g",
            b'<!DOCTYPE x [<!ENTITY e "x">]><x/>',
            {"Content-Type": "application/rdf+xml"},
            400,
        ),
        (
            "PUT",
            "/store?graph=u:g",
            b'{"@context": "http://127.0.0.1:9/", "@id": "u:a", "b": 1}',
            {"Content-Type": "application/ld+json"},
            400,
        ),
    ],
)
def test_bad_requests(
    writable: TestClient, method: str, path: str, content: bytes, headers: dict[str, str], status: int
):
    reply = writable.request(method, path, content=content, headers=headers)
    assert reply.status_code == status
    assert reply.json()["status"] == status


def test_an_error_has_its_place(writable: TestClient):
    reply = writable.put(WAYS[0], content="<u:a> <u:b> <u:c> .\n<u:a> <u:b> .", headers=TURTLE)
    assert (reply.json()["line"], reply.status_code) == (2, 400)
    assert writable.get(WAYS[0]).status_code == 404


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_strangers_read_and_do_not_write(serving: Callable[..., TestClient], method: str):
    client = serving(write="off")
    for path in ("/store", "/store?default", "/store?graph=u:g", "/store/x"):
        assert client.request(method, path, content=b"", headers=TURTLE).status_code == 403
    assert client.get("/store?default").status_code == 200
