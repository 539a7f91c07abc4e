import json
import stat
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad
from starlette.testclient import TestClient

from api.app import create_app
from api.audit import AuditLog, audit_path, counted
from kg.errors import StoreError
from kg.settings import Settings
from kg.store.delta import Delta
from kg.store.tokens import Scope, TokenFile

UPDATE = {"Content-Type": "application/sparql-update"}
A, B = NamedNode("u:a"), NamedNode("u:b")


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_every_write_is_told_with_who_when_where_and_how_much(tmp_path: Path):
    settings = Settings(store=str(tmp_path / "store"), write="tokens", query_workers=1)
    token, given = TokenFile(tmp_path / "store-tokens.jsonl").create("Jane Doe", Scope.ADMIN)
    log = tmp_path / "store-audit.jsonl"
    with TestClient(create_app(settings), headers={"Authorization": f"Bearer {given}"}) as client:
        assert log.read_text() == ""
        insert = "INSERT DATA { GRAPH <u:g> { <u:a> <u:b> 1, 2 } GRAPH <u:h> { <u:a> <u:b> 1 } }"
        named = {**UPDATE, "X-Request-ID": "the-first"}
        assert client.post("/update", content=insert, headers=named).status_code == 204
        assert client.put("/store?graph=u:g", content="<u:a> <u:b> 3 .").status_code == 415
        turtle = {"Content-Type": "text/turtle"}
        assert client.put("/store?graph=u:g", content="<u:a> <u:b> 1, 3 .", headers=turtle).status_code == 204
        assert client.post("/update", content="nonsense", headers=UPDATE).status_code == 400
        assert client.delete("/store?graph=u:h").status_code == 204
        assert client.delete("/store?graph=u:h").status_code == 404
        assert (
            client.post("/update", content=insert, headers={**UPDATE, "Authorization": "Bearer x"}).status_code == 401
        )
    first, second, third = _lines(log)
    assert (first["who"], first["token"], first["method"], first["path"]) == ("Jane Doe", token.id, "POST", "/update")
    assert first["request"] == "the-first"
    assert (first["in"], first["out"]) == (3, 0)
    assert first["graphs"] == [{"graph": "u:g", "in": 2, "out": 0}, {"graph": "u:h", "in": 1, "out": 0}]
    assert (second["in"], second["out"], second["graphs"]) == (1, 1, [{"graph": "u:g", "in": 1, "out": 1}])
    assert (third["method"], third["graphs"]) == ("DELETE", [{"graph": "u:h", "in": 0, "out": 1}])
    assert str(first["time"]) <= str(second["time"]) <= str(third["time"])
    assert given not in log.read_text()
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_what_cannot_be_logged_is_not_written(tmp_path: Path):
    settings = Settings(store="memory:", write="open", audit=str(tmp_path / "audit"), query_workers=1)
    with TestClient(create_app(settings)) as client:
        (tmp_path / "audit").unlink()
        (tmp_path / "audit").mkdir()
        reply = client.post("/update", content="INSERT DATA { <u:a> <u:b> 1 }", headers=UPDATE)
        assert reply.status_code == 503
        assert str(tmp_path) not in reply.text
        assert not client.get("/sparql?query=ASK{?s ?p ?o}").json()["boolean"]


def test_a_server_that_could_not_log_does_not_start(tmp_path: Path):
    settings = Settings(store="memory:", write="open", audit=str(tmp_path), query_workers=1)
    with pytest.raises(StoreError, match="audit log"), TestClient(create_app(settings)):
        pass


async def _written(log: AuditLog, *lines: dict[str, object]) -> None:
    for line in lines:
        await log.write(line)


def test_the_log_only_grows_and_may_be_moved_away(tmp_path: Path):
    import asyncio

    path = tmp_path / "made" / "audit"
    log = AuditLog(path)
    asyncio.run(_written(log, {"who": "é\n\udcff"}, {"who": "b"}))
    path.rename(tmp_path / "old")
    asyncio.run(_written(log, {"who": "c"}))
    assert [line["who"] for line in _lines(tmp_path / "old")][1:] == ["b"]
    assert [line["who"] for line in _lines(path)] == ["c"]


def test_what_only_follows_is_not_counted():
    settings = Settings(store="memory:")
    quads = {
        Quad(A, B, Literal("1"), NamedNode("u:g")),
        Quad(A, B, Literal("1"), DefaultGraph()),
        Quad(A, B, Literal("2"), NamedNode(f"{settings.base}inferred")),
    }
    told = counted(Delta(added=frozenset(quads), created=frozenset({"u:empty"})), settings)
    assert told == {
        "in": 1,
        "out": 0,
        "graphs": [{"graph": "u:empty", "in": 0, "out": 0}, {"graph": "u:g", "in": 1, "out": 0}],
    }
    own = counted(Delta(added=frozenset(quads)), Settings(store="memory:", default_graph="own"))
    assert own["in"] == 2


def test_a_store_in_memory_has_no_log_unless_it_is_set(tmp_path: Path):
    assert audit_path(Settings(store="memory:")) is None
    assert audit_path(Settings(store="memory:", audit=str(tmp_path / "a"))) == tmp_path / "a"
    assert audit_path(Settings(store=str(tmp_path / "s"))) == tmp_path / "s-audit.jsonl"
