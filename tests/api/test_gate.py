import json
import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from kg.namespaces import PREFIXES
from kg.settings import Settings
from kg.store.tokens import Scope, TokenFile

TURTLE = {"Content-Type": "text/turtle"}
UPDATE = {"Content-Type": "application/sparql-update"}
HEAD = (
    "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items()) + "PREFIX : <https://example.org/id/>\n"
)
VALID = (Path(__file__).parent.parent / "kg" / "validate" / "valid.ttl").read_text()
BROKEN = VALID.replace('fdr:action "open the canal" ; fdr:modality fdr:Obligation ;', 'fdr:action "open the canal" ;')
GRAPH = "/store?graph=https://example.org/graph"

Serve = Callable[..., TestClient]


@pytest.fixture(scope="module")
def serve() -> Iterator[Serve]:
    """Serve a store in memory, once for each way to set it up; it is empty at first."""
    known: dict[str, TestClient] = {}
    with ExitStack() as stack:

        def made(**given: object) -> TestClient:
            key = str(sorted(given.items()))
            if key not in known:
                settings = Settings(**{"store": "memory:", "write": "open", "query_workers": 1, **given})
                known[key] = stack.enter_context(TestClient(create_app(settings)))
            assert known[key].delete("/store").status_code == 204
            return known[key]

        yield made


def _asks(client: TestClient, pattern: str) -> bool:
    return bool(client.get("/sparql", params={"query": f"{HEAD}ASK {{ {pattern} }}"}).json()["boolean"])


def test_the_broken_one_is_broken_in_one_thing():
    assert BROKEN != VALID


def test_what_conforms_is_written(serve: Serve):
    assert serve().put(GRAPH, content=VALID, headers=TURTLE).status_code == 201


@pytest.mark.parametrize("default_graph", ["union", "own"])
def test_what_does_not_conform_is_refused_with_the_findings(serve: Serve, default_graph: str):
    client = serve(default_graph=default_graph)
    reply = client.put(GRAPH, content=BROKEN, headers=TURTLE)
    assert reply.status_code == 422
    assert reply.headers["content-type"] == "application/problem+json"
    [finding] = reply.json()["findings"]
    assert "exactly one modality" in finding
    assert "<https://example.org/id/open>" in finding
    assert not _asks(client, "GRAPH ?g { ?s ?p ?o }")
    text = client.put(GRAPH, content=BROKEN, headers={**TURTLE, "Accept": "text/plain"}).text
    assert f"\n- {finding}\n" in text
    page = client.put(GRAPH, content=BROKEN, headers={**TURTLE, "Accept": "text/html"}).text
    assert "exactly one modality" in page


def test_an_update_that_breaks_something_changes_nothing(serve: Serve):
    client = serve()
    assert client.put(GRAPH, content=VALID, headers=TURTLE).status_code == 201
    insert = f"{HEAD}INSERT DATA {{ GRAPH <u:g> {{ <u:a> <u:b> 1 }} }}"
    both = f"{insert} ; DELETE WHERE {{ GRAPH ?g {{ :open fdr:action ?a }} }}"
    assert client.post("/update", content=both, headers=UPDATE).status_code == 422
    assert _asks(client, "?s fdr:action 'open the canal'")
    assert not _asks(client, "<u:a> <u:b> 1")
    assert client.post("/update", content=insert, headers=UPDATE).status_code == 204


@pytest.mark.parametrize(("shapes", "told"), [("warn", 1), ("off", 0)])
def test_the_operator_may_let_it_pass(
    serve: Serve, caplog: pytest.LogCaptureFixture, tmp_path: Path, shapes: str, told: int
):
    log = tmp_path / "audit"
    client = serve(shapes=shapes, audit=str(log))
    with caplog.at_level(logging.WARNING, "api.gate"):
        assert client.put(GRAPH, content=BROKEN, headers=TURTLE).status_code == 201
    assert ["exactly one modality" in record.getMessage() for record in caplog.records] == [True] * told
    assert json.loads(log.read_text().splitlines()[-1])["violations"] == told
    assert _asks(client, ":open fdr:action ?a")


def test_what_was_broken_before_does_not_hinder(serve: Serve, tmp_path: Path):
    path = str(tmp_path / "store")
    with TestClient(create_app(Settings(store=path, write="open", shapes="off", query_workers=1))) as client:
        assert client.put(GRAPH, content=BROKEN, headers=TURTLE).status_code == 201
    with TestClient(create_app(Settings(store=path, write="open", query_workers=1))) as client:
        more = (
            f'{HEAD}INSERT DATA {{ GRAPH <u:g> {{ :open fdr:place :canal . :new a fdr:State ; rdfs:label "New"@en }} }}'
        )
        assert client.post("/update", content=more, headers=UPDATE).status_code == 204
        worse = f"{HEAD}INSERT DATA {{ GRAPH <u:g> {{ :open fdr:obligor :canal }} }}"
        reply = client.post("/update", content=worse, headers=UPDATE)
        assert reply.status_code == 422
        assert len(reply.json()["findings"]) == 1


def test_what_takes_too_long_to_compare_is_refused_and_the_next_is_not(serve: Serve):
    slow = Settings(store="memory:", write="open", query_workers=1, shapes_seconds=0.001)
    with TestClient(create_app(slow)) as client:
        reply = client.put(GRAPH, content=BROKEN, headers=TURTLE)
        assert reply.status_code == 413
        assert "smaller parts" in reply.json()["detail"]
        # What the shapes have nothing to say on is not compared.
        assert client.put(GRAPH, content="<u:a> <u:b> <u:c> .", headers=TURTLE).status_code == 201


def test_a_large_write_is_looked_at_in_the_other_process(serve: Serve):
    client = serve()
    copies = [VALID.replace("https://example.org/id/", f"https://example.org/id/{number}/") for number in range(20)]
    assert client.put(GRAPH, content="\n".join(copies), headers=TURTLE).status_code == 201
    reply = client.put("/store?graph=u:other", content="\n".join(copies[:7]), headers=TURTLE)
    assert reply.status_code == 201
    gone = f"{HEAD}DELETE WHERE {{ GRAPH ?g {{ <https://example.org/id/7/open> fdr:modality ?m }} }}"
    reply = client.post("/update", content=gone, headers=UPDATE)
    assert reply.status_code == 422
    assert "<https://example.org/id/7/open>" in reply.json()["findings"][0]


def test_a_literal_may_only_be_so_long(serve: Serve):
    client = serve(literal_length=10)
    for content, status in (("1234567890", 204), ("12345678901", 413), ("éééééééééé", 204)):
        update = f'INSERT DATA {{ <u:a> <u:b> "{content}" }}'
        assert client.post("/update", content=update, headers=UPDATE).status_code == status
    doubled = 'INSERT { <u:a> <u:c> ?x } WHERE { BIND(CONCAT("1234567", "1234567") AS ?x) }'
    assert client.post("/update", content=doubled, headers=UPDATE).status_code == 413


def test_nobody_marks_a_graph_as_inferred(serve: Serve):
    client = serve()
    update = f"{HEAD}INSERT DATA {{ GRAPH <u:g/provenance> {{ <u:g> a fdr:InferredGraph }} }}"
    assert client.post("/update", content=update, headers=UPDATE).status_code == 403
    assert client.put("/store?graph=u:g", content="<u:a> <u:b> 1 .", headers=TURTLE).status_code == 201


def test_only_an_administrator_takes_from_provenance_and_texts(tmp_path: Path):
    settings = Settings(store="memory:", tokens=str(tmp_path / "tokens"), write="tokens", query_workers=1)
    curator, admin = (
        {**UPDATE, "Authorization": f"Bearer {TokenFile(tmp_path / 'tokens').create(scope, scope)[1]}"}
        for scope in (Scope.CURATE, Scope.ADMIN)
    )
    content = "GRAPH <u:history> { <u:history> a fdr:ProvenanceGraph . <u:a> <u:b> 1 }"
    with TestClient(create_app(settings)) as client:
        add, take = (f"{HEAD}{verb} DATA {{ {content} }}" for verb in ("INSERT", "DELETE"))
        assert client.post("/update", content=add, headers=curator).status_code == 204
        for update in (take, "CLEAR ALL", "DROP GRAPH <u:history>", take.replace(". <u:a> <u:b> 1", "")):
            assert client.post("/update", content=update, headers=curator).status_code == 403
        assert client.delete("/store?graph=u:history", headers=curator).status_code == 403
        assert client.post("/update", content=take, headers=admin).status_code == 204


class TestStates:
    """A client that has read a graph does not write over what others have written since."""

    def test_a_graph_that_is_as_it_was_is_written(self, serve: Serve):
        client = serve()
        client.put("/store?graph=u:g", content="<u:a> <u:b> 1 .", headers=TURTLE)
        tag = client.get("/store?graph=u:g").headers["etag"]
        assert client.head("/store?graph=u:g").headers["etag"] == tag
        client.put("/store?graph=u:other", content="<u:a> <u:b> 1 .", headers=TURTLE)
        headers = {**TURTLE, "If-Match": f'"x", {tag}'}
        assert client.put("/store?graph=u:g", content="<u:a> <u:b> 2 .", headers=headers).status_code == 204
        for method in ("PUT", "POST", "DELETE"):
            reply = client.request(method, "/store?graph=u:g", content="<u:a> <u:b> 3 .", headers=headers)
            assert reply.status_code == 412, method
        assert _asks(client, "<u:a> <u:b> 2")

    @pytest.mark.parametrize("form", ["ttl", "nt", "rdf", "jsonld"])
    def test_each_format_has_a_tag_of_its_own_that_means_the_same_state(self, serve: Serve, form: str):
        client = serve()
        client.put("/store?graph=u:g", content="<u:a> <u:b> 1 .", headers=TURTLE)
        tag = client.get(f"/store?graph=u:g&format={form}").headers["etag"]
        assert tag != client.get("/store?graph=u:g&format=nq").headers["etag"]
        headers = {**TURTLE, "If-Match": tag}
        assert client.post("/store?graph=u:g", content="<u:a> <u:b> 2 .", headers=headers).status_code == 204

    def test_an_update_is_of_the_whole(self, serve: Serve):
        client = serve()
        tag = client.get("/store").headers["etag"]
        headers = {**UPDATE, "If-Match": tag}
        assert client.post("/update", content="INSERT DATA { <u:a> <u:b> 1 }", headers=headers).status_code == 204
        assert client.post("/update", content="INSERT DATA { <u:a> <u:b> 2 }", headers=headers).status_code == 412
        assert not _asks(client, "<u:a> <u:b> 2")

    def test_a_weak_tag_or_nonsense_is_not_the_state(self, serve: Serve):
        client = serve()
        client.put("/store?graph=u:g", content="<u:a> <u:b> 1 .", headers=TURTLE)
        tag = client.get("/store?graph=u:g").headers["etag"]
        for wrong in (f"W/{tag}", '"nonsense"', '""', "nonsense", tag.strip('"'), ""):
            headers = {**TURTLE, "If-Match": wrong}
            assert client.put("/store?graph=u:g", content="<u:a> <u:b> 2 .", headers=headers).status_code == 412

    def test_any_state_and_none(self, serve: Serve):
        client = serve()
        any_, none = {**TURTLE, "If-Match": "*"}, {**TURTLE, "If-None-Match": "*"}
        assert client.put("/store?graph=u:g", content="<u:a> <u:b> 1 .", headers=any_).status_code == 412
        assert client.put("/store?graph=u:g", content="<u:a> <u:b> 1 .", headers=none).status_code == 201
        assert client.put("/store?graph=u:g", content="<u:a> <u:b> 2 .", headers=none).status_code == 412
        assert client.put("/store?graph=u:g", content="<u:a> <u:b> 3 .", headers=any_).status_code == 204
        assert _asks(client, "<u:a> <u:b> 3")

    def test_a_tag_of_another_run_is_of_another_state(self, serve: Serve, tmp_path: Path):
        settings = Settings(store=str(tmp_path / "store"), write="open", query_workers=1)
        with TestClient(create_app(settings)) as client:
            client.put("/store?graph=u:g", content="<u:a> <u:b> 1 .", headers=TURTLE)
            tag = client.get("/store?graph=u:g").headers["etag"]
        with TestClient(create_app(settings)) as client:
            headers = {**TURTLE, "If-Match": tag}
            assert client.put("/store?graph=u:g", content="<u:a> <u:b> 2 .", headers=headers).status_code == 412
