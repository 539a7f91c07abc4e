import re
from collections.abc import Callable

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

PATHS = [
    "/",
    "/sparql",
    "/sparql?query=ASK{}",
    "/nowhere",
    "/healthz",
    "/dump.nq",
    "/static/foedera.css",
    "/openapi.json",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_reply_has_the_headers(client: TestClient, path: str):
    headers = client.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'self';")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"]


@pytest.mark.parametrize("path", PATHS)
def test_head_is_get_without_the_body(client: TestClient, path: str):
    head, got = client.head(path), client.get(path)
    assert head.status_code == got.status_code
    assert head.content == b""
    assert head.headers["content-type"] == got.headers["content-type"]


def test_reads_are_open_to_other_sites_without_credentials(client: TestClient):
    reply = client.get("/sparql?query=ASK{}", headers={"Origin": "https://example.org"})
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in reply.headers
    asked = {
        "Origin": "https://example.org",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    assert client.options("/sparql", headers=asked).status_code == 200


@pytest.mark.parametrize("path", ["/", "/sparql", "/sparql?query=SELECT*{?s+?p+?o}", "/page/actor/state/lakeland"])
def test_pages_hold_nothing_that_the_policy_forbids(page: Callable[[str], Response], path: str):
    html = page(path).text
    assert "<script" not in html
    assert "<style" not in html
    assert not re.search(r"\s(style|on\w+)=", html)
    for address in re.findall(r'(?:src|href)="([^"]+)"', "".join(re.findall(r"<(?:link|img|script)[^>]*>", html))):
        assert address.startswith("/")
