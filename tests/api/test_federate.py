"""Two servers on this machine, one of which asks the other."""

import json
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import uvicorn
from starlette.testclient import TestClient

from api.app import create_app
from api.federate import services
from kg.settings import Settings

OURS = "INSERT DATA { GRAPH <u:g> { <u:a> <u:same> <u:b> . <u:c> <u:same> <u:d> } }"
THEIRS = 'INSERT DATA { GRAPH <u:g> { <u:b> <u:name> "}é SERVICE" . <u:d> <u:name> "dé"@fr . _:x <u:name> "blank" } }'
JSON = {"Accept": "application/sparql-results+json"}


@contextmanager
def live(**given: object) -> Iterator[str]:
    """Run a server at a port of its own, and tell the address of its endpoint."""
    settings = Settings(**{"store": "memory:", "write": "open", "query_workers": 1, **given})
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(create_app(settings), log_config=None, ws="none"))
        running = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        running.start()
        yield f"http://127.0.0.1:{port}/sparql"
        server.should_exit = True
        running.join()


def tell(endpoint: str, update: str) -> None:
    told = urllib.request.Request(endpoint, update.encode(), {"Content-Type": "application/sparql-update"})
    urllib.request.urlopen(told, timeout=60).close()


@pytest.fixture(scope="module")
def other() -> Iterator[str]:
    """Another server, at a port of its own."""
    with live() as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def federating(other: str, serving: Callable[..., TestClient]) -> TestClient:
    tell(other, THEIRS)
    client = serving(
        write="open", services=f"{other}, http://127.0.0.1:1/sparql, http://localhost:1/", service_seconds=5
    )
    client.post("/sparql", content=OURS, headers={"Content-Type": "application/sparql-update"}).raise_for_status()
    return client


def rows(client: TestClient, query: str) -> list[dict[str, str]]:
    reply = client.get("/sparql", params={"query": query}, headers=JSON)
    assert reply.status_code == 200, reply.text
    return [{name: term["value"] for name, term in row.items()} for row in reply.json()["results"]["bindings"]]


def test_one_query_joins_what_two_servers_hold(federating: TestClient, other: str):
    found = rows(
        federating,
        f"PREFIX p: <u:> SELECT ?x ?n WHERE {{ ?x p:same ?y . SERVICE <{other}> {{ ?y p:name ?n }} }} ORDER BY ?x",
    )
    assert found == [{"x": "u:a", "n": "}é SERVICE"}, {"x": "u:c", "n": "dé"}]


def ask(endpoint: str, query: str) -> object:
    asked = urllib.request.Request(endpoint, query.encode(), {"Content-Type": "application/sparql-query", **JSON})
    with urllib.request.urlopen(asked, timeout=60) as reply:
        return [[term["value"] for term in row.values()] for row in json.load(reply)["results"]["bindings"]]


def test_two_servers_of_which_one_lists_the_other():
    with live() as second, live(services=second) as first:
        tell(first, "INSERT DATA { <u:truce> <u:party> <u:lakeland> . <u:pact> <u:party> <u:hill> }")
        tell(
            second, "INSERT DATA { <u:lakeland> <u:of> 'Asia' . <u:lowland> <u:of> 'Asia' . <u:hill> <u:of> 'Europe' }"
        )
        query = "SELECT ?a ?c {{ ?a <u:party> ?x SERVICE <{}> {{ ?x <u:of> ?c }} }} ORDER BY ?a"
        assert ask(first, query.format(second)) == [["u:pact", "Europe"], ["u:truce", "Asia"]]
        for asked, named in ((second, first), (first, first)):
            with pytest.raises(urllib.error.HTTPError) as refused:
                ask(asked, query.format(named))
            assert refused.value.code == 403
            refused.value.close()


CLAUSE = "SERVICE <http://127.0.0.1:2/sparql> { ?s ?p ?o }"


def test_a_string_or_comment_is_no_clause(federating: TestClient, other: str):
    for text in (f"'{CLAUSE}'", f"'{CLAUSE}' # {CLAUSE}\n", f'"""a\n"{CLAUSE}"\n"""'):
        query = f"SELECT ?x WHERE {{ ?x <u:same> <u:b> FILTER(str(?x) != {text}) }}"
        assert rows(federating, query) == [{"x": "u:a"}]
        there = f"""SELECT ?x ?n WHERE {{ FILTER(?n != {text})\t?x <u:same> ?y # {{
            SERVICE <{other}> # {CLAUSE}
            {{ ?y <u:name> ?n FILTER(?n != {text} && lang(?n) = 'fr') }} }}"""
        assert rows(federating, there) == [{"x": "u:c", "n": "dé"}]


def test_several_clauses_and_optional_ones(federating: TestClient, other: str):
    query = f"""SELECT ?x ?n ?m WHERE {{ ?x <u:same> ?y
      SERVICE <{other}> {{ ?y <u:name> ?n FILTER(lang(?n) = "fr") }}
      OPTIONAL {{ SERVICE <{other}> {{ ?y <u:none> ?m }} }} }}"""
    assert rows(federating, query) == [{"x": "u:c", "n": "dé"}]


def test_blank_nodes_of_another_are_the_same_in_each_answer(federating: TestClient, other: str):
    clause = f'SERVICE <{other}> {{ ?b <u:name> "blank" }}'
    found = rows(federating, f"SELECT ?b WHERE {{ {clause} {{ {clause} }} }}")
    assert len(found) == 1
    assert found[0]["b"].startswith("urn:x-foedera:blank:")


def test_silent_answers_though_nobody_is_there(federating: TestClient):
    query = "SELECT ?x WHERE { ?x <u:same> <u:b> SERVICE SILENT <http://127.0.0.1:1/sparql> { ?x ?p ?o } }"
    assert rows(federating, query) == [{"x": "u:a"}]
    reply = federating.get("/sparql", params={"query": query.replace("SILENT", "")}, headers=JSON)
    assert reply.status_code == 503
    assert "http://127.0.0.1:1/sparql" in reply.json()["detail"]


@pytest.mark.parametrize(
    "clause",
    [
        "SERVICE <http://127.0.0.1:2/sparql> { ?s ?p ?o }",
        "SERVICE SILENT <http://127.0.0.1:2/sparql> { ?s ?p ?o }",
        "?s ?p ?v SERVICE ?v { ?s ?p ?o }",
        "VALUES ?v { <http://127.0.0.1:1/sparql> } SERVICE ?v { ?s ?p ?o }",
        "\\u0053ERVICE <http://127.0.0.1:1/sparql> { ?s ?p ?o }",
        "SERVICE <http://127.0.0.1:1/sparql> { ?s ?p ",
        "SERVICE <http://127.0.0.1:1/sparql> { } " * 9,
    ],
)
def test_what_is_not_listed_or_not_clear_is_refused(federating: TestClient, clause: str):
    reply = federating.get("/sparql", params={"query": f"SELECT * WHERE {{ {clause} }}"}, headers=JSON)
    assert reply.status_code == 403, reply.text


def test_the_word_alone_is_no_clause(federating: TestClient):
    assert rows(federating, "SELECT ?service WHERE { <u:a> <u:same> ?service FILTER(str(?service) != 'service') }")


def test_without_a_list_nobody_is_asked(serving: Callable[..., TestClient], other: str):
    query = f"SELECT * WHERE {{ SERVICE <{other}> {{ ?s ?p ?o }} }}"
    assert serving().get("/sparql", params={"query": query}).status_code == 403
    assert services(Settings(services=" http://a.org/x , ")) == {"http://a.org/x"}


class _Odd(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        status, headers, body = REPLIES[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


JSON_TYPE = {"Content-Type": "application/sparql-results+json"}
REPLIES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/away": (307, {"Location": "http://127.0.0.1:1/"}, b""),
    "/page": (200, {"Content-Type": "text/html"}, b"<p>"),
    "/spoilt": (200, JSON_TYPE, b'{"head":{"vars":["s"]},"results":'),
    "/long": (200, JSON_TYPE, b'{"head":{"vars":["s"]},"results":{"bindings":[]}}' + b" " * 5000),
    "/short": (200, {**JSON_TYPE, "Content-Length": "99"}, b'{"head":{"vars":[]},"results":{"bindings":[]}}'),
    "/ask": (200, JSON_TYPE, b'{"head":{},"boolean":true}'),
}


@contextmanager
def odd() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Odd) as server:
        running = threading.Thread(target=server.serve_forever)
        running.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        running.join()


def test_answers_that_cannot_be_used(serving: Callable[..., TestClient]):
    with odd() as root:
        client = serving(services=",".join(root + path for path in REPLIES), service_size=4000)
        for path in REPLIES:
            query = f"SELECT * WHERE {{ SERVICE <{root}{path}> {{ ?s ?p ?o }} }}"
            assert client.get("/sparql", params={"query": query}, headers=JSON).status_code == 503, path
