import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from httpx2 import Response
from rdflib import Graph
from starlette.testclient import TestClient

from api.app import create_app
from kg.link.links import Link, Verdict
from kg.link.linkset import linkset_graph, linkset_name, said_before
from kg.settings import Settings
from kg.store.open import open_store
from kg.store.oxigraph import OxigraphStore
from kg.store.tokens import Scope, TokenFile
from kg.validate.graph import validate

BASE = "https://w3id.org/foedera/id/"
NAME = linkset_name(BASE, "one", "other")
A, B, X, Y = (f"{BASE}{name}" for name in "abxy")
FOUND = [Link(A, X, 0.6, "same day", {"same day": 3.0}), Link(B, Y, 0.95, "same day", {}, reviewer="N. N.")]
REJECTED = {(A, Y): Verdict(False, "O. O.")}
Say = Callable[..., Response]


@pytest.fixture
def store() -> Iterator[OxigraphStore]:
    with open_store(Settings(store="memory:")) as opened:
        opened.replace({NAME: linkset_graph(NAME, FOUND, rejected=REJECTED, titles=("one", "other"), base=BASE)})
        yield opened


@pytest.fixture
def client(store: OxigraphStore) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store="memory:", write="open", query_workers=1), store)) as opened:
        yield opened


@pytest.fixture
def say(client: TestClient) -> Say:
    def said(
        verdict: str = "rejected", *, path: str = "/links/verdicts", headers: dict[str, str] | None = None, **named: str
    ) -> Response:
        body = {"verdict": verdict, "reviewer": "Zoë Q.", **(named or {"subject": A, "object": X})}
        return client.post(path, json=body, headers=headers)

    return said


def asks(client: TestClient, pattern: str) -> bool:
    return bool(client.get("/sparql", params={"query": f"ASK {{ {pattern} }}"}).json()["boolean"])


def match(left: str, right: str, kind: str = "exact") -> str:
    return f"<{left}> <http://www.w3.org/2004/02/skos/core#{kind}Match> <{right}>"


def test_links_are_listed_page_by_page(client: TestClient):
    told = client.get("/links").json()
    assert told["total"] == 3
    assert [(item["subject"], item["object"], item["verdict"], item["reviewer"]) for item in told["links"]] == [
        (A, X, None, None),
        (A, Y, "rejected", "O. O."),
        (B, Y, "accepted", "N. N."),
    ]
    first = told["links"][0]
    assert (first["score"], first["method"], first["graph"]) == (0.6, "same day: same day 3", NAME)
    assert first["predicate"].endswith("closeMatch")
    second = client.get("/links", params={"page": 2, "size": 2}).json()
    assert (second["total"], second["links"]) == (3, told["links"][2:])
    assert client.get("/links", params={"graph": f"{BASE}none"}).json()["links"] == []
    assert client.get("/links", params={"graph": "no IRI"}).status_code == 400


def test_what_is_rejected_is_no_match_any_more(client: TestClient, say: Say, store: OxigraphStore):
    assert asks(client, match(A, X, "close"))
    assert say().status_code == 204
    assert not asks(client, f"<{A}> ?match <{X}> FILTER(?match != <u:>)")
    assert said_before(store, NAME)[A, X] == Verdict(False, "Zoë Q.")
    [kept] = [item for item in client.get("/links").json()["links"] if (item["subject"], item["object"]) == (A, X)]
    assert (kept["verdict"], kept["reviewer"], kept["score"]) == ("rejected", "Zoë Q.", 0.6)
    assert kept["method"] == "same day: same day 3; rejected by Zoë Q."
    assert asks(client, f"<{NAME}> <http://rdfs.org/ns/void#triples> 1")


def test_what_is_accepted_is_an_exact_match_of_its_reviewer(client: TestClient, say: Say, store: OxigraphStore):
    link = client.get("/links").json()["links"][0]["link"]
    assert say("accepted", link=link).status_code == 204
    assert asks(client, match(A, X))
    assert not asks(client, match(A, X, "close"))
    assert said_before(store, NAME)[A, X] == Verdict(True, "Zoë Q.")


def test_the_last_verdict_counts_and_nothing_of_the_one_before_is_left(
    client: TestClient, say: Say, store: OxigraphStore
):
    for verdict in ("rejected", "accepted", "accepted"):
        assert say(verdict, subject=A, object=Y).status_code == 204
    assert said_before(store, NAME)[A, Y] == Verdict(True, "Zoë Q.")
    assert not asks(client, '?s ?p "O. O."@en')
    assert say(subject=B, object=Y).status_code == 204
    assert said_before(store, NAME) == {
        (A, Y): Verdict(True, "Zoë Q."),
        (B, Y): Verdict(False, "Zoë Q."),
    }
    quads = client.get("/store", params={"graph": NAME}, headers={"Accept": "text/turtle"}).text
    report = validate(Graph().parse(data=quads, format="turtle"))
    assert report.conforms, report.render()


def test_who_has_said_more_stays_a_person_when_one_verdict_goes(client: TestClient, say: Say, store: OxigraphStore):
    assert say().status_code == 204
    assert say(subject=A, object=Y).status_code == 204
    assert (
        client.post(
            "/links/verdicts", json={"subject": A, "object": X, "verdict": "accepted", "reviewer": "P."}
        ).status_code
        == 204
    )
    assert said_before(store, NAME)[A, Y] == Verdict(False, "Zoë Q.")


def test_a_link_that_is_not_there(say: Say):
    assert say(subject=X, object=A).status_code == 404
    assert say(link=f"{BASE}link/none").status_code == 404
    assert say(path=f"/links/verdicts?graph={BASE}none").status_code == 404


def test_a_verdict_is_one_in_each_set_that_has_the_link(store: OxigraphStore):
    other = linkset_name(BASE, "one", "third")
    store.replace({other: linkset_graph(other, FOUND, rejected={}, titles=("one", "third"), base=BASE)})
    with TestClient(create_app(Settings(store="memory:", write="open", query_workers=1), store)) as client:
        assert client.post(f"/links/verdicts?graph={other}", json=GOOD).status_code == 204
    for name in (NAME, other):
        assert said_before(store, name)[A, X] == Verdict(False, "P.")


GOOD = {"subject": A, "object": X, "verdict": "rejected", "reviewer": "P."}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", 400),
        ("[]", 422),
        (json.dumps({**GOOD, "verdict": "perhaps"}), 422),
        (json.dumps({**GOOD, "reviewer": " "}), 422),
        (json.dumps({**GOOD, "reviewer": "a\nb"}), 422),
        (json.dumps({**GOOD, "reviewer": "\ud800"}), 422),
        (json.dumps({**GOOD, "reviewer": 1}), 422),
        (json.dumps({**GOOD, "link": "u:a"}), 422),
        (json.dumps({**GOOD, "subject": "no IRI"}), 422),
        (json.dumps({**GOOD, "more": "x"}), 422),
        (json.dumps({"subject": A, "verdict": "rejected", "reviewer": "P."}), 422),
        (" " * 30_000, 413),
    ],
)
def test_what_is_no_verdict_is_a_problem(client: TestClient, body: str, status: int):
    reply = client.post("/links/verdicts", content=body, headers={"Content-Type": "application/json"})
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert client.post("/links/verdicts", content=json.dumps(GOOD)).status_code == 415


def test_a_name_cannot_break_out_of_the_update(client: TestClient, store: OxigraphStore):
    name = '"} } ; CLEAR ALL ; # \\" <u:x> """'
    assert client.post("/links/verdicts", json={**GOOD, "reviewer": name}).status_code == 204
    assert said_before(store, NAME)[A, X] == Verdict(False, name)
    assert asks(client, match(B, Y))


def test_a_verdict_on_what_has_changed_since_is_refused(client: TestClient, say: Say):
    tag = client.get("/links", params={"graph": NAME}).headers["etag"]
    path = f"/links/verdicts?graph={NAME}"
    assert say(path=path, headers={"If-Match": tag}).status_code == 204
    assert say("accepted", path=path, headers={"If-Match": tag}).status_code == 412
    whole = client.get("/links").headers["etag"]
    assert say("accepted", headers={"If-Match": whole}).status_code == 204
    assert say(headers={"If-Match": whole}).status_code == 412
    assert asks(client, match(A, X))


def test_it_needs_a_curator_and_is_told_in_the_audit_log(store: OxigraphStore, tmp_path: Path):
    tokens, log = tmp_path / "tokens", tmp_path / "audit"
    settings = Settings(store="memory:", write="tokens", tokens=str(tokens), audit=str(log), query_workers=1)
    reader, curator = (
        {"Authorization": f"Bearer {TokenFile(tokens).create(scope, scope)[1]}"} for scope in (Scope.READ, Scope.CURATE)
    )
    with TestClient(create_app(settings, store)) as client:
        assert client.get("/links").status_code == 200
        for headers, status in (({}, 401), (reader, 403), (curator, 204)):
            assert client.post("/links/verdicts", json=GOOD, headers=headers).status_code == status
    [line] = map(json.loads, log.read_text().splitlines())
    assert (line["who"], line["path"]) == ("curate", "/links/verdicts")
    assert [item["graph"] for item in line["graphs"]] == [NAME]
    with TestClient(create_app(Settings(store="memory:", query_workers=1), store)) as client:
        assert client.post("/links/verdicts", json=GOOD).status_code == 403
