import json

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.errors import STATUS, problem_of
from kg import errors
from kg.settings import Settings
from kg.store.base import Results


def test_every_class_of_error_has_a_status():
    classes = {getattr(errors, name) for name in errors.__all__}
    for cls in classes:
        assert any(issubclass(cls, kind) for kind, _, _ in STATUS), cls


def test_no_class_is_hidden_by_an_earlier_one():
    for place, (kind, _, _) in enumerate(STATUS):
        assert not any(issubclass(kind, earlier) for earlier, _, _ in STATUS[:place])


def test_line_and_column_are_members_and_not_said_twice():
    members = problem_of(
        errors.QueryError("the prefix is not declared", source="query", line=3, column=7, hint="Declare it.")
    )
    assert members == {
        "type": "about:blank",
        "title": "Query not understood",
        "status": 400,
        "detail": "the prefix is not declared",
        "line": 3,
        "column": 7,
        "hint": "Declare it.",
    }


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/page/nowhere", 404),
        ("GET", "/data/nowhere.ttl", 404),
        ("GET", "/id/nowhere", 404),
        ("GET", "/term?iri=not%20an%20iri", 400),
        ("GET", "/term", 400),
        ("GET", "/?page=0", 400),
        ("GET", "/?page=x", 400),
        ("DELETE", "/sparql", 405),
        ("PUT", "/sparql", 405),
        ("POST", "/", 405),
        ("GET", "/dump.zip", 404),
        ("GET", "/static/nothing.css", 404),
        ("GET", "/static/../app.py", 404),
        ("GET", "/page/a%20b", 400),
    ],
)
def test_problems_are_json_with_their_status(client: TestClient, method: str, path: str, status: int):
    reply = client.request(method, path)
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    members = json.loads(reply.text)
    assert members["status"] == status
    assert members["title"]
    assert members["detail"]


def test_405_says_what_is_allowed(client: TestClient):
    assert set(client.put("/sparql").headers["Allow"].replace(" ", "").split(",")) >= {"GET", "POST"}


def test_plain_text_and_pages_if_asked(client: TestClient):
    text = client.get("/sparql?query=ASK{", headers={"Accept": "text/plain"})
    assert text.headers["content-type"].startswith("text/plain")
    assert text.text.startswith("Query not understood: ")
    assert "line 1, column 5" in text.text
    page = client.get("/nowhere", headers={"Accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert "<h1>Not Found</h1>" in page.text


class _Faulty:
    def query(self, sparql: str, **more: object) -> Results:
        raise RuntimeError("/secret/path in line 7")


def test_a_fault_of_ours_tells_nothing_and_keeps_the_headers():
    app = create_app(Settings(store="memory:", query_engine="threads"), _Faulty())  # type: ignore[arg-type]
    with TestClient(app, raise_server_exceptions=False) as client:
        reply = client.get("/")
    assert reply.status_code == 500
    assert "secret" not in reply.text
    assert "Traceback" not in reply.text
    assert reply.headers["content-security-policy"].startswith("default-src 'self'")
