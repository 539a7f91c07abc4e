import dataclasses
import logging
import sys
from typing import Protocol as Shape

import pytest

from kg.document.model import SourceDocument
from kg.errors import InputError, ModelError
from kg.extract.llm.extract import extract_with_model
from kg.extract.llm.options import Extractor, Method
from kg.extract.llm.service import require

pytest.importorskip("pydantic_ai", reason="the extra llm is not installed: pip install 'foedera[llm]'")


class Service(Shape):
    """Be the service of the fixtures."""

    openai: str
    anthropic: str
    asked: list[tuple[str, dict[str, str], dict[str, object]]]
    status: int
    wait: float
    raw: bytes | None
    location: str | None


def openai(service: Service, seconds: float = 120) -> Extractor:
    return Extractor(Method.LLM, "openai:some-model", service.openai, seconds)


def test_openai_chat_completions(service: Service, document: SourceDocument):
    extraction, told = extract_with_model(document, openai(service))
    assert (len(extraction.commitments), told.dropped) == (2, 0)
    (path, headers, body) = service.asked[0]
    assert (path, body["model"], headers["authorization"]) == (
        "/v1/chat/completions",
        "some-model",
        "Bearer sk-secret-4711",
    )
    roles = {message["role"]: str(message["content"]) for message in body["messages"]}
    assert document.text in roles["user"]
    assert document.text[:40] not in roles["system"]


def test_anthropic_messages(service: Service, document: SourceDocument):
    asked = Extractor(Method.LLM, "claude-some-model", service.anthropic)
    extraction, _ = extract_with_model(document, asked)
    assert len(extraction.commitments) == 2
    (path, headers, body) = service.asked[0]
    assert (path.split("?")[0], body["model"]) == ("/v1/messages", "claude-some-model")
    assert "sk-secret-4711" in headers.get("x-api-key", headers.get("authorization", ""))
    assert document.text in str(body["messages"][0]["content"][0]["text"])
    assert document.text[:40] not in str(body["system"])


def test_no_key_is_needed_for_a_service_of_ones_own(
    service: Service, document: SourceDocument, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("OPENAI_API_KEY")
    extraction, _ = extract_with_model(document, openai(service))
    assert len(extraction.commitments) == 2


@pytest.mark.parametrize("protocol", ["openai", "anthropic"])
@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, "does not accept the key"),
        (404, "does not know the model 'some-model'"),
        (400, "answered with status 400"),
        (307, "answered with status 307"),
    ],
)
def test_refusals_are_told_without_the_key(
    service: Service, document: SourceDocument, status: int, said: str, protocol: str
):
    service.status = status
    asked = Extractor(Method.LLM, f"{protocol}:some-model", getattr(service, protocol))
    with pytest.raises(ModelError) as caught:
        extract_with_model(document, asked)
    assert said in caught.value.message
    assert caught.value.hint
    assert "4711" not in f"{caught.value.message} {caught.value.hint} {caught.value.__cause__}"


def test_a_redirection_is_not_followed(service: Service, document: SourceDocument):
    service.status, service.location = 307, f"{service.openai}/elsewhere"
    with pytest.raises(ModelError):
        extract_with_model(document, openai(service))
    assert {path for path, _, _ in service.asked} == {"/v1/chat/completions"}


def test_an_endpoint_that_is_not_there(service: Service, document: SourceDocument):
    asked = Extractor(Method.LLM, "openai:some-model", "http://127.0.0.1:9/v1")
    with pytest.raises(ModelError, match="cannot be reached"):
        extract_with_model(document, asked)


def test_an_endpoint_that_does_not_answer(service: Service, document: SourceDocument):
    service.wait = 0.6
    with pytest.raises(ModelError, match=r"did not answer within 0\.1 seconds"):
        extract_with_model(document, openai(service, 0.1))


@pytest.mark.parametrize("raw", [b"<html>Welcome</html>", b"{}", b'{"choices": []}'])
def test_an_answer_that_is_none(service: Service, document: SourceDocument, raw: bytes):
    service.raw = raw
    with pytest.raises(ModelError) as caught:
        extract_with_model(document, openai(service))
    assert caught.value.hint


def test_the_key_stands_in_no_log(service: Service, document: SourceDocument, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG):
        extract_with_model(document, openai(service))
    assert "4711" not in caplog.text


def test_without_the_extra_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch, document: SourceDocument):
    monkeypatch.setitem(sys.modules, "pydantic_ai", None)
    with pytest.raises(ModelError) as caught:
        require()
    assert "pip install 'foedera[llm]'" in str(caught.value.hint)
    with pytest.raises(ModelError):
        extract_with_model(document, Extractor(Method.LLM, "openai:x", "http://127.0.0.1:9/v1"))


def test_without_a_key_nothing_is_sent(monkeypatch: pytest.MonkeyPatch, document: SourceDocument):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    with pytest.raises(InputError, match="OPENAI_API_KEY"):
        extract_with_model(document, Extractor(Method.LLM, "openai:x"))
    assert "key" not in dataclasses.asdict(Extractor(Method.LLM, "openai:x"))
