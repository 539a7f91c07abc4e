"""Requests have ids, are counted, and slow ones are logged."""

import json
import logging
from collections.abc import Callable

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from api.logs import REQUEST, _with_request

Serve = Callable[..., TestClient]


def counted(client: TestClient, name: str, **labels: str) -> float:
    families = text_string_to_metric_families(client.get("/metrics").text)
    samples = [sample for family in families for sample in family.samples if sample.name == name]
    return sum(sample.value for sample in samples if labels.items() <= sample.labels.items())


def test_a_request_has_an_id_that_no_other_has(serving: Serve):
    client = serving()
    ids = [client.get("/sparql?query=ASK{}").headers["x-request-id"] for _ in range(3)]
    assert len(set(ids)) == 3


@pytest.mark.parametrize("path", ["/sparql?query=ASK{}", "/nowhere", "/healthz"])
def test_a_client_may_name_its_request(serving: Serve, path: str):
    assert serving().get(path, headers={"X-Request-ID": "my-request.7"}).headers["x-request-id"] == "my-request.7"


@pytest.mark.parametrize("name", ["two words", "a" * 65, "line\\n", "ü".encode().decode("latin-1"), ""])
def test_what_could_forge_a_log_is_no_name(serving: Serve, name: str):
    reply = serving().get("/healthz", headers={"X-Request-ID": name.encode("latin-1")})  # type: ignore[dict-item]
    assert reply.headers["x-request-id"] != name


def test_requests_are_counted_by_route_and_outcome(serving: Serve):
    client = serving()
    before = counted(client, "foedera_requests_total", route="sparql", status="400")
    client.get("/sparql?query=NONSENSE")
    assert counted(client, "foedera_requests_total", route="sparql", status="400") == before + 1
    pages = counted(client, "foedera_requests_total", route="page")
    for path in ("/nowhere", "/one/two", "/three"):
        client.get(path)
    assert counted(client, "foedera_requests_total", route="page") == pages + 3, "strangers make no series of their own"


def test_the_cache_is_watched(serving: Serve):
    client = serving()
    hits = counted(client, "foedera_cache_hits_total")
    for _ in range(2):
        client.get("/sparql?query=ASK{?a ?b ?c}")
    assert counted(client, "foedera_cache_hits_total") == hits + 1
    assert counted(client, "foedera_queries_busy") == 0


def test_what_is_slow_is_logged(serving: Serve, caplog: pytest.LogCaptureFixture):
    client = serving(slow_log_after=1e-9)
    with caplog.at_level(logging.WARNING, logger="api.watch"):
        client.get("/healthz", headers={"X-Request-ID": "slow-one"})
    assert any("slow: " in record.message and "/healthz" in record.message for record in caplog.records)


def test_a_line_of_a_log_names_its_request():
    token = REQUEST.set("seven")
    try:
        assert _with_request(None, "warning", {"event": "x"}) == {"event": "x", "request": "seven"}
    finally:
        REQUEST.reset(token)
    assert json.dumps(_with_request(None, "warning", {"event": "x"})) == '{"event": "x"}'
