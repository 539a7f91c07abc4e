import pytest
from starlette.requests import Request

from api.validators import etag, validated

BODY = "Tiraspol – Тирасполь".encode()


def _ask(asked: str | None) -> Request:
    headers = [] if asked is None else [(b"if-none-match", asked.encode("latin-1"))]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": headers})


def test_tags_are_strong_quoted_and_differ():
    assert etag(BODY)[0] == etag(BODY)[-1] == '"'
    assert etag(BODY) != etag(BODY + b" ")


@pytest.mark.parametrize("asked", ["{}", "W/{}", '"a", {}', '"a,b" , W/{}', "*", " * "])
def test_who_has_it_is_told_so(asked: str):
    reply = validated(_ask(asked.format(etag(BODY))), BODY, "text/plain", {"Vary": "Accept"})
    assert (reply.status_code, bytes(reply.body)) == (304, b"")
    assert reply.headers["etag"] == etag(BODY)
    assert reply.headers["vary"] == "Accept"
    assert "content-type" not in reply.headers


@pytest.mark.parametrize("asked", [None, "", '"other"', "other", '"', '"*"'])
def test_who_has_it_not_is_sent_it(asked: str | None):
    reply = validated(_ask(asked), BODY, "text/plain; charset=utf-8", {})
    assert (reply.status_code, bytes(reply.body)) == (200, BODY)
    assert reply.headers["content-type"] == "text/plain; charset=utf-8"
    assert reply.headers["cache-control"] == "no-cache"
