import socket
import threading

import pyoxigraph
import pytest

from kg.errors import QueryError
from kg.store.guard import refuse_service
from kg.store.oxigraph import OxigraphStore

Listener = tuple[str, list[object]]


@pytest.fixture
def listener():
    """Yield an address and the list of connections that were made to it."""
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(5)
    calls: list[object] = []

    def accept() -> None:
        try:
            while True:
                connection, _ = server.accept()
                calls.append(connection)
                connection.close()
        except OSError:
            return

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/x", calls
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join(5)


CLAUSES = [
    "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ service silent <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?e {{ <{url}> }} SERVICE ?e {{ ?s ?p ?o }} }}",
    "PREFIX e: <{url}> SELECT * {{ SERVICE e: {{ ?s ?p ?o }} }}",
    "PREFIX : <{url}> SELECT * {{ SERVICE: {{ ?s ?p ?o }} }}",
    "SELECT * {{ BIND(1 AS ?x) #\nSERVICE # why\n<{url}> #\n {{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?x {{ 1 }} FILTER(?x<'>')SERVICE<{url}>{{ ?s ?p ?o }} #'\n }}",
    "SELECT * {{ VALUES ?a {{1}} OPTIONAL {{ FILTER(1=1)SERVICE<{url}>{{ ?s ?p ?o }} }} }}",
    "BASE <{url}> SELECT * {{ SERVICE <> {{ ?s ?p ?o }} }}",
    "SELECT * {{ {{ SELECT * {{ SERVICE <{url}> {{}} }} }} }}",
    "SELECT * {{ SERVICESILENT<{url}>{{ ?s ?p ?o }} }}",
    "PREFIX e: <{url}> SELECT * {{ SERVICEe:{{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE" + " " * 9000 + "<{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE <{url}?" + "a" * 9000 + "> {{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?x {{ 1 }} ?s ?p 1SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "ASK {{ FILTER EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
    "PREFIX u: <u:> SELECT * {{ VALUES ?x {{ 1 }} FILTER(?x<u:y#>'''\n) SERVICE <{url}> {{ ?s ?p ?o }} #'''\n }}",
    "SELECT * {{ ?s ?p '# ' SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s <http://e.org/#'> ?o SERVICE <{url}> {{ ?s ?p ?o }} #'\n }}",
    "PREFIX e: <http://e.org/> SELECT * {{ ?s e:a\\' ?o SERVICE <{url}> {{ ?s ?p ?o }} #'\n }}",
    'SELECT * {{ ?s ?p "\\"" SERVICE <{url}> {{ ?s ?p ?o }} #"\n }}',
    "SELECT * {{ ?s ?p '''a''\\'b''' SERVICE <{url}> {{ ?s ?p ?o }} #'''\n }}",
    "SELECT * {{ ?s ?p \\u0027a' SERVICE <{url}> {{ ?s ?p ?o }} #'\n }}",
]


@pytest.mark.parametrize("clause", CLAUSES)
def test_no_query_calls_out(listener: Listener, clause: str):
    url, calls = listener
    with pytest.raises(QueryError, match="SERVICE is not available"):
        list(OxigraphStore(pyoxigraph.Store()).query(clause.format(url=url)))
    assert calls == []


def test_the_listener_would_notice(listener: Listener):
    url, calls = listener
    with pytest.raises(OSError):  # noqa: PT011 - whatever the engine says, what counts is that it called
        list(pyoxigraph.Store().query(f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}"))
    assert calls


def test_from_does_not_call_out(listener: Listener):
    url, calls = listener
    store = OxigraphStore(pyoxigraph.Store())
    assert list(store.query("SELECT * FROM <URL> FROM NAMED <URL> { ?s ?p ?o }".replace("URL", url))) == []
    assert calls == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service ?x { ?service ?p ?x }",
        "SELECT ?service { ?x <https://example.org/service> ?service }",
        "PREFIX s: <https://example.org/service/> SELECT * { s:a ?p ?o }",
        "SELECT * { ?x ?p 'the service is good' }",
        "SELECT * { ?x ?service ?y . { ?y ?p ?z } }",
        "# a service\nSELECT * { ?s ?p ?o }",
        "SELECT $service ?x { ?s ?p ?o }",
        "SELECT * { ?s ?p 'SERVICE <http://e.org/> { ?s ?p ?o }' }",
        'SELECT * { ?s ?p """a "SERVICE" <http://e.org/>\n"SERVICE <http://e.org/> {" } """ }',
        "SELECT * { ?s ?p ?o } # SERVICE <http://e.org/> { ?s ?p ?o }",
    ],
)
def test_the_word_alone_is_allowed(query: str):
    refuse_service(query)


def test_the_place_is_told():
    with pytest.raises(QueryError) as caught:
        refuse_service("SELECT *\n{ SERVICE <https://example.org/> { ?s ?p ?o } }")
    assert (caught.value.line, caught.value.column) == (2, 3)
