"""HTTP: the tests of the protocol, of the graph store and of the service description."""

from __future__ import annotations

import json
from collections.abc import Iterator, Set
from typing import Final

import pyoxigraph
from pyoxigraph import RdfFormat

from benchmarks.w3c.evaluation import Failure
from benchmarks.w3c.manifest import MF, RDF, Test, Tree
from benchmarks.w3c.results import canonical, quads_of
from benchmarks.w3c.server import Reply, Server

__all__ = ["run_description", "run_graph_store", "run_protocol"]

_HT: Final = "http://www.w3.org/2011/http#"
_CNT: Final = "http://www.w3.org/2011/content#"
_UT: Final = "http://www.w3.org/2009/sparql/tests/test-update#"
_LABEL: Final = "http://www.w3.org/2000/01/rdf-schema#label"
_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_STATUS: Final = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
_EXAMPLE: Final = "http://www.example"


def run_protocol(test: Test, server: Server) -> None:
    """Run the requests of a test of the protocol.

    Raises:
        Failure: If a reply is another than that expected.
    """
    server.clear()
    for data in test.tree.all(f"{_UT}graphData"):
        file, name = data.one(f"{_UT}graph"), data.one(_LABEL)
        assert file is not None  # noqa: S101 - the manifest says so
        assert name is not None  # noqa: S101
        content = test.file(file.text).read_bytes()
        reply = server.send("PUT", server.graph_path(name.text), {"Content-Type": "application/n-triples"}, content)
        if not reply.good:
            raise Failure(f"the data cannot be loaded: {reply.status}")
    for request in _requests(test):
        path = _text(request, f"{_HT}absolutePath")
        body, headers = _body(request), _headers(request)
        updates = body is not None and (b"update" in body[:6] or "update" in headers.get("content-type", ""))
        own = server.update if updates or "?update=" in path else server.query
        reply = server.send(_text(request, f"{_HT}methodName"), own + path.removeprefix("/sparql/"), headers, body)
        response = request.one(f"{_HT}resp")
        if response is not None:
            _check_protocol(reply, response)


def run_graph_store(test: Test, server: Server) -> None:
    """Run the requests of a test of the graph store.

    Raises:
        Failure: If a reply is another than that expected.
    """
    server.clear()
    values: dict[str, str] = {}
    for request in _requests(test):
        path = _text(request, f"{_HT}absolutePath")
        body = _body(request)
        for name, value in values.items():
            path, body = path.replace(name, value), body.replace(name.encode(), value.encode()) if body else body
        path = server.path_of(path) if path.startswith("http") else server.store + path.removeprefix("/gsp")
        reply = server.send(_text(request, f"{_HT}methodName"), path, _headers(request), body)
        response = request.one(f"{_HT}resp")
        if response is None:
            continue
        statuses = {_STATUS[status.text.rpartition("#")[2]] for status in response.all(f"{MF}expectedStatus")}
        if reply.status not in statuses:
            raise Failure(f"{path}: {reply.status} instead of {sorted(statuses)}: {reply.body[:200]!r}")
        location = response.one(f"{MF}expectedLocation")
        if location is not None:
            if "location" not in reply.headers:
                raise Failure("the reply has no Location")
            values[location.text] = reply.headers["location"]
        _check_graph(reply, response, request)


def run_description(test: Test, server: Server) -> None:
    """Run a test of the service description.

    Raises:
        Failure: If there is none, or it does not say what it must.
    """
    reply = server.send("GET", server.query, {"Accept": "text/turtle"})
    if not reply.good or reply.kind != "text/turtle":
        raise Failure(f"{reply.status} {reply.kind}")
    quads = quads_of(reply.body, RdfFormat.TURTLE, None)
    services = {quad.subject for quad in quads if quad.object == pyoxigraph.NamedNode(f"{_SD}Service")}
    if test.name == "has-endpoint-triple":
        ends = {quad.object for quad in quads if quad.predicate.value == f"{_SD}endpoint" and quad.subject in services}
        if pyoxigraph.NamedNode(f"http://{server.host}{server.query}") not in ends:
            raise Failure(f"the endpoint is told as {ends}")
    if test.name == "conforms-to-schema":
        _check_schema(quads, services)


def _check_schema(quads: list[pyoxigraph.Quad], services: Set[object]) -> None:
    """Check what the vocabulary says of its terms: what they describe, and what their values are."""
    typed = {(quad.subject, quad.object.value) for quad in quads if quad.predicate.value == f"{RDF}type"}  # type: ignore[union-attr]
    domains = {"endpoint": "Service", "feature": "Service", "supportedLanguage": "Service", "resultFormat": "Service"}
    domains |= {"defaultDataset": "Service", "defaultGraph": "Dataset", "inputFormat": "Service"}
    if not services:
        raise Failure("no service is described")
    for quad in quads:
        domain = domains.get(quad.predicate.value.removeprefix(_SD)) if quad.predicate.value.startswith(_SD) else None
        if domain and (quad.subject, f"{_SD}{domain}") not in typed:
            raise Failure(f"{quad} is not said of a {domain}")
        if domain and isinstance(quad.object, pyoxigraph.Literal):
            raise Failure(f"{quad} has a literal")


def _check_protocol(reply: Reply, response: Tree) -> None:
    classes = {status.text.rpartition("#")[2] for status in response.all(f"{MF}expectedStatus")}
    if f"StatusCode{reply.status // 100}xx" not in classes:
        raise Failure(f"{reply.status} instead of {sorted(classes)}: {reply.body[:200]!r}")
    expected = response.one(f"{MF}expectedFormat")
    kinds = {
        "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
        "tabular": (
            "application/sparql-results+json",
            "application/sparql-results+xml",
            "text/csv",
            "text/tab-separated-values",
        ),
        "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples"),
    }
    if expected is not None and reply.kind not in kinds[expected.text]:
        raise Failure(f"{reply.kind} is not {expected.text}")
    boolean = response.one(f"{MF}expectedBoolean")
    if boolean is not None:
        got = json.loads(reply.body)["boolean"] if reply.kind.endswith("json") else b">true<" in reply.body
        if got is not (boolean.text == "true"):
            raise Failure(f"the answer is {got}")


def _check_graph(reply: Reply, response: Tree, request: Tree) -> None:
    headers, body = _headers(response), _body(response)
    if "content-type" in headers and reply.kind != headers["content-type"].partition(";")[0]:
        raise Failure(f"the content type is {reply.kind!r}")
    if _text(request, f"{_HT}methodName") == "HEAD" and reply.body:
        raise Failure("the reply to HEAD has a body")
    if body is not None:
        got = canonical(quads_of(reply.body, RdfFormat.TURTLE, _EXAMPLE))
        if got != canonical(quads_of(body, RdfFormat.TURTLE, _EXAMPLE)):
            raise Failure(f"the graph is {reply.body!r}")


def _requests(test: Test) -> Iterator[Tree]:
    action = test.tree.one(f"{MF}action")
    if action is None:
        raise Failure("the manifest describes no request")
    yield from action.list(f"{_HT}requests")


def _headers(tree: Tree) -> dict[str, str]:
    return {
        _text(header, f"{_HT}fieldName").lower(): _text(header, f"{_HT}fieldValue")
        for header in tree.list(f"{_HT}headers")
    }


def _body(tree: Tree) -> bytes | None:
    body = tree.one(f"{_HT}body")
    return None if body is None else _text(body, f"{_CNT}chars").encode(_text(body, f"{_CNT}characterEncoding"))


def _text(tree: Tree, name: str) -> str:
    found = tree.one(name)
    return "" if found is None else found.text
