"""The service is driven as OpenRefine does: manifest, batches, suggestions, extension, preview."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

FDR = "https://w3id.org/foedera/ontology#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
ID = "https://w3id.org/foedera/id/"
LAKELAND = f"{ID}actor/state/lakeland"
FRONT = f"{ID}actor/armedgroup/hill-front"
Results = dict[str, list[dict[str, Any]]]
Match = Callable[..., Results]
TRUCE = f"{ID}document/00aa11bb22cc33dd/agreement/0-60"


@pytest.fixture
def match(client: TestClient) -> Match:
    """Post a batch of queries, and return the results by key."""

    def post(**queries: object) -> Results:
        reply = client.post("/reconcile", data={"queries": json.dumps(queries)})
        assert reply.status_code == 200, reply.text
        return {key: answer["result"] for key, answer in reply.json().items()}

    return post


def test_the_manifest_names_what_there_is(client: TestClient):
    reply = client.get("/reconcile", headers={"Origin": "http://127.0.0.1:3333"})
    assert reply.headers["access-control-allow-origin"] == "*"
    manifest = reply.json()
    assert manifest["versions"] == ["0.2"]
    assert (manifest["identifierSpace"], manifest["schemaSpace"]) == (ID, FDR)
    assert [kind["name"] for kind in manifest["defaultTypes"]] == ["agreement", "actor", "place", "theme"]
    assert "{{id}}" in manifest["view"]["url"]
    assert "{{id}}" in manifest["preview"]["url"]
    for service in (*manifest["suggest"].values(), manifest["extend"]["propose_properties"]):
        reply = client.get(service["service_url"] + service["service_path"], params={"prefix": "a"})
        assert reply.status_code == 200


def test_the_addresses_of_the_manifest_lead_somewhere(client: TestClient):
    manifest = client.get("/reconcile").json()
    assert client.get(manifest["view"]["url"].replace("{{id}}", LAKELAND)).headers["location"].endswith("lakeland")
    assert "Lakeland" in client.get(manifest["preview"]["url"].replace("{{id}}", LAKELAND)).text


def test_a_batch_is_matched(match: Match):
    found = match(
        q0={"query": "Hill Front", "type": f"{FDR}Actor", "limit": 3, "type_strict": "any"},
        q1={"query": "republic of LAKELAND"},
        q2={"query": "Zzyzx"},
        q3={"query": "withdrawal", "type": "http://www.w3.org/2004/02/skos/core#Concept"},
        q4={"query": "Truce of Port Vale", "type": "Agreement"},
        q5={"query": "Lakland", "type": "State"},
    )
    assert set(found) == {"q0", "q1", "q2", "q3", "q4", "q5"}
    assert found["q0"][0] == {
        "id": FRONT,
        "name": "Hill Front",
        "type": [{"id": f"{FDR}Actor", "name": "actor"}, {"id": f"{FDR}ArmedGroup", "name": "armed group"}],
        "score": 100.0,
        "match": True,
    }
    assert (found["q1"][0]["id"], found["q1"][0]["match"]) == (LAKELAND, True)
    assert found["q2"] == []
    assert found["q3"][0]["id"] == "https://w3id.org/foedera/theme/withdrawal"
    assert found["q4"][0]["id"] == TRUCE
    assert (found["q5"][0]["id"], found["q5"][0]["match"]) == (LAKELAND, False)


def test_a_batch_can_be_part_of_an_address(client: TestClient, match: Match):
    queries = {"q0": {"query": "Lakeland"}}
    assert (
        client.get("/reconcile", params={"queries": json.dumps(queries)}).json()["q0"]["result"]
        == match(**queries)["q0"]
    )


def test_types_leave_out_what_is_of_another(match: Match):
    found = match(
        any={"query": "Port Vale", "type": ["Actor", "Agreement"]},
        all={"query": "Lakeland", "type": ["Actor", "State"], "type_strict": "all"},
        none={"query": "Lakeland", "type": ["Actor", "Place"], "type_strict": "all"},
        should={"query": "Port Vale", "type": "Agreement", "type_strict": "should"},
    )
    assert {kind["id"] for item in found["any"] for kind in item["type"]} <= {
        FDR + name for name in ("Actor", "Agreement", "State", "ArmedGroup", "Person", "MediaOrganization")
    }
    assert [item["id"] for item in found["all"]] == [LAKELAND]
    assert found["none"] == []
    assert f"{ID}place/port-vale" in [item["id"] for item in found["should"]]


def test_limit_and_order(match: Match):
    found = match(few={"query": "Lakeland", "limit": 1}, all={"query": "Lakeland"})
    assert found["few"] == found["all"][:1]
    scores = [item["score"] for item in found["all"]]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) > 1
    assert all(0 <= score <= 100 for score in scores)


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("date", "2019-05-03", "1999-01-01"),
        ("date", 2019, 1999),
        ("country", "Lakeland", "Hungary"),
        ("country", {"id": LAKELAND, "name": "Lakeland"}, {"id": "x", "name": "Hungary"}),
        ("parties", ["Republic of Lakeland", "Hill Front"], ["Hungary"]),
    ],
)
def test_properties_weigh_a_little(match: Match, name: str, right: object, wrong: object):
    ask = {"query": "Truce of Port Vale", "type": "Agreement"}
    found = match(
        right={**ask, "properties": [{"pid": name, "v": right}]},
        wrong={**ask, "properties": [{"pid": name, "v": wrong}]},
    )
    assert (found["right"][0]["id"], found["right"][0]["score"], found["right"][0]["match"]) == (TRUCE, 100.0, True)
    assert (found["wrong"][0]["id"], found["wrong"][0]["score"], found["wrong"][0]["match"]) == (TRUCE, 90.0, False)


def test_properties_alone_find_candidates(match: Match):
    found = match(q={"properties": [{"pid": "date", "v": "2019-05-03"}], "type": "Agreement"})
    assert [(item["id"], item["match"]) for item in found["q"]] == [(TRUCE, False)]


def test_entities_are_suggested(client: TestClient):
    reply = client.get("/reconcile/suggest/entity", params={"prefix": "hill f"}).json()
    assert [(item["id"], item["name"]) for item in reply["result"]] == [(FRONT, "Hill Front")]
    assert {"id": f"{FDR}ArmedGroup", "name": "armed group"} in reply["result"][0]["notable"]
    inner = client.get("/reconcile/suggest/entity", params={"prefix": "front"}).json()
    assert FRONT in [item["id"] for item in inner["result"]]


def test_the_cursor_passes_over_results(client: TestClient):
    first = client.get("/reconcile/suggest/entity", params={"prefix": "p"}).json()["result"]
    rest = client.get("/reconcile/suggest/entity", params={"prefix": "p", "cursor": 1}).json()["result"]
    assert len(first) > 1
    assert rest[: len(first) - 1] == first[1:]


def test_types_and_properties_are_suggested(client: TestClient):
    types = client.get("/reconcile/suggest/type", params={"prefix": "agr"}).json()["result"]
    assert types == [{"id": f"{FDR}Agreement", "name": "agreement"}]
    found = client.get("/reconcile/suggest/property", params={"prefix": "date"}).json()["result"]
    assert found == [{"id": "date", "name": "date of signature"}]


def test_a_table_is_extended(client: TestClient):
    names = ("label", "date", "parties", "themes", "country", "places", "agreementType")
    wanted = {"ids": [TRUCE, LAKELAND, "no such"], "properties": [{"id": name} for name in names]}
    reply = client.post("/reconcile", data={"extend": json.dumps(wanted)}).json()
    assert [item["id"] for item in reply["meta"]] == list(names)
    row = reply["rows"][TRUCE]
    assert row["label"] == [{"str": "Truce of Port Vale"}]
    assert row["date"] == [{"date": "2019-05-03T00:00:00"}]
    assert row["parties"] == [{"id": FRONT, "name": "Hill Front"}, {"id": LAKELAND, "name": "Lakeland"}]
    assert [cell["id"].rpartition("/")[2] for cell in row["themes"]] == [
        "ceasefire",
        "civilian-protection",
        "withdrawal",
    ]
    assert row["country"] == [{"id": LAKELAND, "name": "Lakeland"}]
    assert row["places"] == [{"id": f"{ID}place/port-vale", "name": "Port Vale"}]
    assert row["agreementType"][0]["name"] == "ceasefire agreement"
    assert reply["rows"][LAKELAND]["country"] == [{"id": LAKELAND, "name": "Lakeland"}]
    assert reply["rows"]["no such"] == {name: [] for name in names}


def test_the_states_among_the_parties_are_the_countries_even_if_parties_are_not_asked_for(client: TestClient):
    wanted = {"ids": [TRUCE], "properties": [{"id": "country"}]}
    row = client.post("/reconcile", data={"extend": json.dumps(wanted)}).json()["rows"][TRUCE]
    assert row == {"country": [{"id": LAKELAND, "name": "Lakeland"}]}


def test_properties_are_proposed_by_type(client: TestClient):
    reply = client.get("/reconcile/properties", params={"type": f"{FDR}Place", "limit": 2}).json()
    assert (reply["type"], reply["limit"], len(reply["properties"])) == (f"{FDR}Place", 2, 2)
    ids = {
        kind: {item["id"] for item in client.get("/reconcile/properties", params={"type": kind}).json()["properties"]}
        for kind in ("Agreement", "Place")
    }
    assert "parties" in ids["Agreement"] - ids["Place"]
    assert "within" in ids["Place"] - ids["Agreement"]


def test_the_preview_may_stand_in_a_frame(client: TestClient):
    reply = client.get("/reconcile/preview", params={"id": TRUCE})
    assert "Truce of Port Vale" in reply.text
    assert "2019-05-03" in reply.text
    assert "frame-ancestors *" in reply.headers["content-security-policy"]
    assert client.get("/reconcile/preview", params={"id": f"{ID}nobody"}).status_code == 404


@pytest.mark.parametrize(
    "sent",
    [
        {"queries": "{"},
        {"queries": "[]"},
        {"queries": "[" * 100_000},
        {"queries": '{"q0": "Lakeland"}'},
        {"queries": '{"q0": {}}'},
        {"queries": '{"q0": {"query": 1}}'},
        {"queries": '{"q0": {"query": "a", "limit": 0}}'},
        {"queries": '{"q0": {"query": "a", "limit": true}}'},
        {"queries": '{"q0": {"query": "a", "type_strict": "maybe"}}'},
        {"queries": '{"q0": {"query": "a", "type": [1]}}'},
        {"queries": '{"q0": {"query": "a", "type": 1}}'},
        {"queries": '{"q0": {"query": "a", "properties": [{"pid": "date"}]}}'},
        {"queries": '{"q0": {"query": "a", "properties": [{"pid": "date", "v": [[]]}]}}'},
        {"queries": json.dumps({"q0": {"query": "a" * 501}})},
        {"queries": json.dumps({str(n): {"query": "a"} for n in range(51)})},
        {"extend": "{}"},
        {"extend": '{"ids": ["a"], "properties": [{"id": "nothing"}]}'},
        {"extend": '{"ids": ["a"], "properties": ["label"]}'},
        {"queries": "{}", "extend": "{}"},
        {},
    ],
)
def test_what_is_not_of_the_protocol_is_refused(client: TestClient, sent: dict[str, str]):
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    reply = client.post("/reconcile", data=sent, headers=kind)
    assert reply.status_code == 400, reply.text
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["detail"]


def test_other_bodies_are_refused(client: TestClient):
    assert client.post("/reconcile", json={"q0": {}}).status_code == 415
    assert client.post("/reconcile", data={"queries": "x" * 1_000_001}).status_code == 413


def test_no_name_becomes_a_part_of_a_query(match: Match, client: TestClient):
    assert match(**{"\ud800": {"query": "\ud800"}, "q": {"query": '"} DROP ALL #'}})["q"] == []
    wanted = {"ids": ["a> } #", "\ud800"], "properties": [{"id": "label"}]}
    rows = client.post("/reconcile", data={"extend": json.dumps(wanted)}).json()["rows"]
    assert list(rows.values()) == [{"label": []}, {"label": []}]


def test_the_index_follows_the_data(serving: Callable[..., TestClient]):
    client = serving(write="open", shapes="off", default_graph="union")
    ask = {"queries": '{"q": {"query": "Newland"}}'}

    def ids() -> list[str]:
        return [item["name"] for item in client.post("/reconcile", data=ask).json()["q"]["result"][:1]]

    assert ids() != ["Newland"]
    new = f'PREFIX fdr: <{FDR}> PREFIX rdfs: <{RDFS}> INSERT DATA {{ <u:n> a fdr:Actor ; rdfs:label "Newland" }}'
    try:
        assert client.post("/update", data={"update": new}).status_code in (200, 204)
        assert ids() == ["Newland"]
    finally:
        client.request("DELETE", "/store")
    assert ids() != ["Newland"]
