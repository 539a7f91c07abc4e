"""Links over HTTP: listed for everybody, accepted and rejected by who may."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from starlette.testclient import TestClient

from kg.link.links import Link
from kg.link.linkset import linkset_graph, linkset_name
from kg.settings import Settings

BASE = Settings().base
NAME = linkset_name(BASE, "one", "other")
A, X = f"{BASE}document/00aa11bb22cc33dd/agreement/a", "https://example.org/x"


@pytest.fixture
def linked(serving: Callable[..., TestClient]) -> Iterator[TestClient]:
    """A server that anybody may write to, with one link."""
    client = serving(write="open", shapes="refuse")
    graph = linkset_graph(NAME, [Link(A, X, 0.95, "same day", {})], rejected={}, titles=("one", "other"), base=BASE)
    reply = client.put("/store", params={"graph": NAME}, content=graph.serialize(format="nt"), headers=nt())
    assert reply.status_code in (201, 204), reply.text
    yield client
    assert client.request("DELETE", "/store").status_code == 204


def nt() -> dict[str, str]:
    return {"Content-Type": "application/n-triples"}


def matches(client: TestClient) -> bool:
    query = f"ASK {{ GRAPH <{NAME}> {{ <{A}> ?p <{X}> }} }}"
    return bool(
        client.get("/sparql", params={"query": query}, headers={"Accept": "application/json"}).json()["boolean"]
    )


def test_a_link_is_listed_rejected_and_accepted_again(linked: TestClient):
    [link] = linked.get("/links").json()["links"]
    assert (link["subject"], link["object"], link["score"], link["verdict"]) == (A, X, 0.95, "open")
    said = {"link": link["link"], "verdict": "rejected", "reviewer": "N. N."}
    reply = linked.post("/links/verdicts", json=said)
    assert reply.status_code == 200, reply.text
    assert (reply.json()["verdict"], reply.json()["reviewer"]) == ("rejected", "N. N.")
    assert not matches(linked)
    assert linked.post("/links/verdicts", json={**said, "verdict": "accepted"}).json()["verdict"] == "accepted"
    assert matches(linked)
    assert linked.get("/links", params={"page": 2}).json()["links"] == []


@pytest.mark.parametrize(
    ("said", "status", "words"),
    [
        ({"link": f"{BASE}link/none", "verdict": "rejected"}, 404, "holds no link"),
        ({"link": "no iri", "verdict": "rejected"}, 400, "not an IRI"),
        ({"link": A, "verdict": "perhaps"}, 400, "accepted or rejected"),
        ({"verdict": "rejected"}, 400, "no link is named"),
        ({"link": A, "verdict": "rejected", "score": "1"}, 400, "no member"),
        (["rejected"], 400, "object of strings"),
    ],
)
def test_what_is_no_verdict(linked: TestClient, said: object, status: int, words: str):
    reply = linked.post("/links/verdicts", json=said)
    assert (reply.status_code, words in reply.text) == (status, True), reply.text
    assert reply.headers["content-type"].startswith("application/problem+json")
    assert matches(linked)


def test_a_verdict_on_a_set_that_has_changed_is_refused(linked: TestClient):
    [link] = linked.get("/links").json()["links"]
    said = {"link": link["link"], "verdict": "rejected", "reviewer": "N. N."}
    reply = linked.post("/links/verdicts", json=said, headers={"If-Match": '"another"'})
    assert reply.status_code == 412
    assert matches(linked)


def test_strangers_say_nothing(serving: Callable[..., TestClient]):
    reply = serving().post("/links/verdicts", json={"link": A, "verdict": "rejected"})
    assert reply.status_code == 403


def test_it_is_told_as_json(linked: TestClient):
    reply = linked.post("/links/verdicts", content="verdict=rejected", headers={"Content-Type": "text/plain"})
    assert reply.status_code == 415
    reply = linked.post("/links/verdicts", content="{", headers={"Content-Type": "application/json"})
    assert (reply.status_code, "not JSON" in reply.text) == (400, True)
