"""Evaluation: the tests of queries, updates, their syntax, and the formats of graphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode as Iri
from pyoxigraph import Quad, RdfFormat

from benchmarks.w3c.manifest import MF, Test, Tree
from benchmarks.w3c.results import Answer, answered, canonical, expected, quads_of, rdf_format
from benchmarks.w3c.server import UPDATE, Server

__all__ = ["Failure", "run_parser", "run_query", "run_syntax", "run_update"]

_QT: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
_UT: Final = "http://www.w3.org/2009/sparql/tests/test-update#"
_LABEL: Final = "http://www.w3.org/2000/01/rdf-schema#label"
_QUERY: Final = {"Content-Type": "application/sparql-query"}
_ACCEPT: Final = "application/sparql-results+json, application/n-triples;q=0.9"
_ACCEPT_BY_ENDING: Final = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".srx": "application/sparql-results+xml",
}
_FROM: Final = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^>]*)>", re.IGNORECASE)


class Failure(Exception):  # noqa: N818 - it is no error of ours
    """Tell why a test fails."""


def run_query(test: Test, server: Server) -> None:
    """Run a test that evaluates a query.

    Raises:
        Failure: If the answer is another than that expected.
    """
    action = _one(test.tree, f"{MF}action")
    iri = _one(action, f"{_QT}query").text
    server.clear()
    for graph, name in _given(action, _QT):
        _load(test, server, graph, name)
    query = test.file(iri).read_text(encoding="utf-8")
    if not action.all(f"{_QT}data") and not action.all(f"{_QT}graphData"):
        for name in sorted(set(_FROM.findall(query))):
            _load(test, server, test.base + name.removeprefix(test.base), test.base + name.removeprefix(test.base))
    result = test.tree.one(f"{MF}result")
    ending = Path(result.text).suffix if result else ""
    accept = _ACCEPT_BY_ENDING.get(ending if test.folder.name in ("csv-tsv-res", "json-res") else "", _ACCEPT)
    reply = server.send("POST", server.query, {**_QUERY, "Accept": accept}, _based(query, iri))
    if not reply.good:
        raise Failure(f"{reply.status} {reply.body[:200]!r}")
    if result is None:
        return
    path = test.file(result.text)
    wanted = expected(path, result.text)
    got = answered(reply.body, reply.kind)
    if got != wanted and not _is_reduced(test, got, wanted):
        raise Failure(_difference(got, wanted))


def _is_reduced(test: Test, got: Answer, wanted: Answer) -> bool:
    """Tell whether a part of the rows is enough, and nothing else is answered."""
    lax = test.tree.one(f"{MF}resultCardinality")
    if lax is None or not isinstance(got, frozenset) or not isinstance(wanted, frozenset):
        return False
    return {_values(item) for item in got} == {_values(item) for item in wanted}


def _values(item: object) -> str:
    return re.sub(r"^_:\S+ ", "", str(item))


def run_update(test: Test, server: Server) -> None:
    """Run a test that evaluates an update.

    Raises:
        Failure: If the store holds something else afterwards.
    """
    action, result = _one(test.tree, f"{MF}action"), _one(test.tree, f"{MF}result")
    iri = _one(action, f"{_UT}request").text
    server.clear()
    for graph, name in _given(action, _UT):
        _load(test, server, graph, name)
    reply = server.send("POST", server.update, UPDATE, _based(test.file(iri).read_text(encoding="utf-8"), iri))
    if not reply.good:
        raise Failure(f"{reply.status} {reply.body[:200]!r}")
    wanted: list[Quad] = []
    for graph, name in _given(result, _UT):
        path = test.file(graph)
        quads = quads_of(path.read_bytes(), rdf_format(path), graph)
        wanted += [Quad(quad.subject, quad.predicate, quad.object, Iri(name)) if name else quad for quad in quads]
    _compare_store(server, wanted)


def run_syntax(test: Test, server: Server) -> None:
    """Run a test of the syntax of a query or an update.

    Raises:
        Failure: If what is right is refused, or what is wrong is not.
    """
    iri = _one(test.tree, f"{MF}action").text
    text = _based(test.file(iri).read_text(encoding="utf-8"), iri)
    update = "Update" in test.kind
    path, headers = (server.update, UPDATE) if update else (server.query, {**_QUERY, "Accept": _ACCEPT})
    if update:
        server.clear()
    reply = server.send("POST", path, headers, text)
    if test.kind.startswith("Negative") and reply.status != 400:
        raise Failure(f"what is wrong is answered by {reply.status}")
    if test.kind.startswith("Positive") and not reply.good:
        raise Failure(f"{reply.status} {reply.body[:200]!r}")


def run_parser(test: Test, server: Server) -> None:
    """Run a test of a format of graphs, by putting the file into the graph store.

    Raises:
        Failure: If what is right is refused or read otherwise, or what is wrong is not refused.
    """
    path = test.file(_one(test.tree, f"{MF}action").text)
    iri = test.assumed + path.relative_to(test.folder).as_posix()
    format_ = rdf_format(path)
    data = path.read_bytes()
    server.clear()
    if format_ == RdfFormat.TRIG:
        data = f"@base <{iri}> .\n".encode() + data
    where = server.store if format_.supports_datasets else server.graph_path(iri)
    reply = server.send("PUT", where, {"Content-Type": format_.media_type}, data)
    if "Negative" in test.kind:
        if reply.status != 400:
            raise Failure(f"what is wrong is answered by {reply.status}")
        return
    if not reply.good:
        raise Failure(f"{reply.status} {reply.body[:200]!r}")
    result = test.tree.one(f"{MF}result")
    if result is None:
        return
    wanted_path = test.file(result.text)
    wanted = quads_of(wanted_path.read_bytes(), rdf_format(wanted_path), None)
    if not format_.supports_datasets:
        wanted = [Quad(quad.subject, quad.predicate, quad.object, Iri(iri)) for quad in wanted]
    _compare_store(server, wanted)


def _compare_store(server: Server, wanted: list[Quad]) -> None:
    reply = server.send("GET", server.store, {"Accept": "application/n-quads"})
    if not reply.good:
        raise Failure(f"the store cannot be read: {reply.status}")
    got, right = canonical(quads_of(reply.body, RdfFormat.N_QUADS, None)), canonical(wanted)
    if got != right:
        raise Failure(_difference(got, right))


def _given(tree: Tree, prefix: str) -> Iterator[tuple[str, str | None]]:
    """Walk the files that a store holds, with the names of their graphs."""
    for data in tree.all(f"{prefix}data"):
        yield data.text, None
    for data in tree.all(f"{prefix}graphData"):
        graph, label = data.one(f"{_UT}graph") or data.one(f"{_UT}data"), data.one(_LABEL)
        if graph is None:
            yield data.text, data.text
        else:
            yield graph.text, label.text if label else graph.text


def _load(test: Test, server: Server, file: str, name: str | None) -> None:
    path = test.file(file)
    format_ = rdf_format(path)
    data = path.read_bytes()
    if name is None and format_ in (RdfFormat.TURTLE, RdfFormat.TRIG):
        data = f"@base <{file}> .\n".encode() + data
    where = server.store if format_.supports_datasets else server.graph_path(name)
    reply = server.send("POST", where, {"Content-Type": format_.media_type}, data)
    if not reply.good:
        raise Failure(f"the data cannot be loaded: {reply.status} {reply.body[:200]!r}")


def _based(text: str, iri: str) -> bytes:
    """Let relative names be resolved against the file, where the text does not say otherwise."""
    return f"BASE <{iri}>\n{text}".encode()


def _one(tree: Tree, name: str) -> Tree:
    found = tree.one(name)
    if found is None:
        raise Failure(f"the manifest says nothing of {name}")
    return found


def _difference(got: object, wanted: object) -> str:
    if isinstance(got, frozenset) and isinstance(wanted, frozenset):
        return f"too much {sorted(map(str, got - wanted))[:4]}, missing {sorted(map(str, wanted - got))[:4]}"
    return f"{str(got)[:300]} instead of {str(wanted)[:300]}"
