from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from kg.settings import Settings
from kg.store.tokens import Scope, TokenFile

UPDATE = {"Content-Type": "application/sparql-update"}
INSERT = "INSERT DATA { <u:a> <u:b> <u:c> }"
WRITES: dict[str, Callable[[TestClient, dict[str, str]], object]] = {
    "update": lambda client, headers: client.post("/update", content=INSERT, headers={**UPDATE, **headers}),
    "update at /sparql": lambda client, headers: client.post("/sparql", content=INSERT, headers={**UPDATE, **headers}),
    "form at /update": lambda client, headers: client.post("/update", data={"update": INSERT}, headers=headers),
    "form at /sparql": lambda client, headers: client.post("/sparql", data={"update": INSERT}, headers=headers),
    "put": lambda client, headers: client.put("/store?graph=u:g", headers=headers, content="<u:a> <u:b> <u:c> ."),
    "post": lambda client, headers: client.post("/store?graph=u:g", headers=headers, content="<u:a> <u:b> <u:c> ."),
    "delete": lambda client, headers: client.delete("/store?graph=u:g", headers=headers),
    "patch": lambda client, headers: client.patch("/store?graph=u:g", content=INSERT, headers={**UPDATE, **headers}),
    "delete all": lambda client, headers: client.delete("/store", headers=headers),
}


@dataclass
class Server:
    client: TestClient
    tokens: TokenFile
    path: Path

    def bearer(self, name: str, scope: Scope) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.tokens.create(name, scope)[1]}"}


def _server(tmp_path: Path, **given: str) -> Iterator[Server]:
    path = tmp_path / "tokens.jsonl"
    settings = Settings(store="memory:", tokens=str(path), query_workers=1, **given)
    with TestClient(create_app(settings)) as client:
        yield Server(client, TokenFile(path), path)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from _server(tmp_path_factory.mktemp("guarded"), write="tokens")


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from _server(tmp_path_factory.mktemp("private"), write="tokens", read="tokens")


def _is_empty(client: TestClient) -> bool:
    reply = client.get("/sparql", params={"query": "ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"})
    return not reply.json()["boolean"]


@pytest.mark.parametrize("kind", WRITES)
def test_a_stranger_writes_nothing(server: Server, kind: str):
    reply = WRITES[kind](server.client, {})
    assert reply.status_code == 401
    assert reply.headers["www-authenticate"].startswith('Bearer realm="Foedera", scope="')
    assert reply.headers["content-type"] == "application/problem+json"
    assert _is_empty(server.client)


@pytest.mark.parametrize("kind", WRITES)
def test_where_writing_is_off_no_token_helps(tmp_path: Path, client: TestClient, kind: str):
    _, given = TokenFile(tmp_path / "tokens").create("x", Scope.ADMIN)
    for headers in ({}, {"Authorization": f"Bearer {given}"}):
        assert WRITES[kind](client, headers).status_code == 403


@pytest.mark.parametrize(
    "credentials",
    ["Bearer", "Bearer ", "Bearer foedera_" + "a" * 43, "Bearer " + "a" * 5000, "Basic dXNlcjpwYXNz", "foedera_x", "é"],
)
def test_what_is_no_token_opens_nothing(server: Server, credentials: str):
    reply = WRITES["update"](server.client, {"Authorization": credentials.encode("latin-1")})
    assert reply.status_code == 401
    assert _is_empty(server.client)


def test_a_reader_may_not_write(server: Server):
    headers = server.bearer("reader", Scope.READ)
    reply = WRITES["update"](server.client, headers)
    assert reply.status_code == 403
    assert 'error="insufficient_scope"' in reply.headers["www-authenticate"]
    assert 'scope="curate"' in reply.headers["www-authenticate"]
    assert _is_empty(server.client)


def test_a_curator_writes_but_does_not_replace_everything(server: Server):
    headers = server.bearer("curator", Scope.CURATE)
    for kind in ("update", "form at /sparql", "form at /update", "update at /sparql"):
        assert WRITES[kind](server.client, headers).status_code == 204
    assert not _is_empty(server.client)
    assert server.client.delete("/store", headers=headers).status_code == 403
    assert not _is_empty(server.client)
    clear = server.client.post("/update", content="CLEAR ALL", headers={**UPDATE, **headers})
    assert clear.status_code == 204
    assert _is_empty(server.client)


def test_an_administrator_replaces_everything(server: Server):
    headers = server.bearer("admin", Scope.ADMIN)
    assert WRITES["update"](server.client, headers).status_code == 204
    assert server.client.delete("/store", headers=headers).status_code == 204
    assert _is_empty(server.client)


def test_a_revoked_token_ends_at_once(server: Server):
    headers = server.bearer("leaver", Scope.CURATE)
    change = {**UPDATE, **headers}
    assert server.client.post("/update", content="CLEAR ALL", headers=change).status_code == 204
    server.tokens.revoke("leaver")
    reply = server.client.post("/update", content=INSERT, headers=change)
    assert reply.status_code == 401
    assert 'error="invalid_token"' in reply.headers["www-authenticate"]
    assert _is_empty(server.client)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver.elsewhere.example"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_no_page_of_another_site_writes_even_with_a_token(server: Server, headers: dict[str, str]):
    token = server.tokens.create(str(sorted(headers.items())), Scope.ADMIN)[1]
    for kind in WRITES:
        reply = WRITES[kind](server.client, {"Authorization": f"Bearer {token}", **headers})
        assert reply.status_code == 403, kind
    assert _is_empty(server.client)


def test_a_page_of_the_own_site_writes_with_a_token_behind_a_proxy_that_decrypts(server: Server):
    headers = server.bearer("page", Scope.CURATE) | {"Origin": "https://testserver", "Sec-Fetch-Site": "same-origin"}
    assert server.client.post("/update", content="CLEAR ALL", headers={**UPDATE, **headers}).status_code == 204


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example"])
def test_a_page_of_a_name_that_was_led_here_writes_nothing(tmp_path: Path, host: str):
    # An open server on this machine, and a page whose own name was made to mean this machine.
    for server in _server(tmp_path, write="open"):
        headers = {"Host": host, "Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"}
        assert WRITES["update"](server.client, headers).status_code == 403
        for near in ("localhost:8000", "127.0.0.1:8000", "[::1]:8000", "[::1]"):
            assert WRITES["update"](server.client, {"Host": near, "Origin": f"http://{near}"}).status_code == 204


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_browsers_are_told_that_other_sites_may_not_write(client: TestClient, method: str):
    headers = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": method}
    assert client.options("/store", headers=headers).status_code == 400


def test_browsers_are_told_that_other_sites_may_not_send_tokens(client: TestClient):
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    refused = client.options("/update", headers={**asked, "Access-Control-Request-Headers": "authorization"})
    assert refused.status_code == 400
    assert "authorization" not in refused.headers.get("access-control-allow-headers", "").lower()
    assert "access-control-allow-credentials" not in refused.headers


def test_reads_are_open_to_other_sites_without_credentials(client: TestClient):
    reply = client.get("/sparql?query=ASK{}", headers={"Origin": "https://elsewhere.example", "Cookie": "a=b"})
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in reply.headers


@pytest.mark.parametrize("path", ["/", "/sparql?query=ASK{}", "/store", "/openapi.json", "/static/foedera.css"])
def test_where_reading_needs_a_token_strangers_see_nothing(private: Server, path: str):
    reply = private.client.get(path)
    assert reply.status_code == 401
    assert reply.headers["www-authenticate"] == 'Bearer realm="Foedera", scope="read"'
    assert "content-security-policy" in reply.headers
    given = private.bearer(f"reader of {path}", Scope.READ)
    assert private.client.get(path, headers=given).status_code == 200


def test_whether_the_server_is_well_is_no_secret(private: Server):
    assert private.client.get("/healthz").status_code == 200


def test_tokens_that_cannot_be_read_are_told_without_their_place(private: Server):
    headers = private.bearer("somebody", Scope.READ)
    private.path.chmod(0o666)
    try:
        reply = private.client.get("/", headers=headers)
    finally:
        private.path.chmod(0o600)
    assert reply.status_code == 503
    assert private.client.get("/", headers=headers).status_code == 200
    assert "jsonl" not in reply.text
