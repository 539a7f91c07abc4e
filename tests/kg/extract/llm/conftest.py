"""A text with what a model may answer to it, models made of functions, and a service on this machine."""

from __future__ import annotations

import datetime
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from kg.document.model import DocumentKind, SourceDocument

if TYPE_CHECKING:  # the extra need not be installed
    from pydantic_ai.messages import ModelMessage, ModelResponse
    from pydantic_ai.models.function import AgentInfo, FunctionModel

TEXT = """Freedonia truce agreed in Geneva

The presidents of Chad and Sudan met in Geneva on Thursday. Chad and Sudan “agreed to halt all  military
activities” along the border from 6 March 2020, and the parties shall withdraw their troops.

At least thirty-four soldiers of Chad were killed in an air strike on 27 February 2020.
"""

#: What a good model answers.
GOOD: dict[str, Any] = {
    "agreements": [
        {
            "quotes": ['Chad and Sudan "agreed to halt all military activities"'],
            "type": "ceasefire",
            "parties": ["Chad", "Sudan"],
        }
    ],
    "meetings": [
        {
            "quotes": ["The presidents of Chad and Sudan met in Geneva on Thursday"],
            "participants": ["Chad", "Sudan"],
            "date": "Thursday",
            "places": ["Geneva"],
        }
    ],
    "commitments": [
        {
            "quotes": ['Chad and Sudan "agreed to halt all military activities" along the border from 6 March 2020'],
            "modality": "Obligation",
            "themes": ["ceasefire"],
            "obligors": ["Chad", "Sudan"],
            "start": "6 March 2020",
        },
        {
            "quotes": ["the parties shall withdraw their troops"],
            "modality": "Obligation",
            "themes": ["withdrawal"],
            "obligors": ["the parties"],
        },
    ],
    "incidents": [
        {
            "quotes": ["At least thirty-four soldiers of Chad were killed in an air strike on 27 February 2020"],
            "targets": ["soldiers of Chad"],
            "killed": "thirty-four",
            "date": "27 February 2020",
        }
    ],
}


@pytest.fixture
def document() -> SourceDocument:
    return SourceDocument(text=TEXT, kind=DocumentKind.NEWS, date=datetime.date(2020, 3, 6))


@dataclass
class Script:
    """Be a model that gives answers in turn, the last one again and again, and remembers what it was sent."""

    answers: list[dict[str, Any] | Callable[[list[ModelMessage]], dict[str, Any]]]
    sent: list[list[ModelMessage]] = field(default_factory=list)
    instructions: list[str | None] = field(default_factory=list)

    def __call__(self, messages: list[ModelMessage], info: AgentInfo) -> ModelResponse:
        from pydantic_ai.messages import ModelResponse, ToolCallPart

        answer = self.answers[min(len(self.sent), len(self.answers) - 1)]
        self.sent.append(list(messages))
        self.instructions.append(info.instructions)
        told = answer(messages) if callable(answer) else answer
        return ModelResponse(parts=[ToolCallPart(info.output_tools[0].name, told)])

    @property
    def model(self) -> FunctionModel:
        from pydantic_ai.models.function import FunctionModel

        return FunctionModel(self, model_name="scripted")


@pytest.fixture
def script() -> Callable[..., Script]:
    return lambda *answers: Script(list(answers))


@pytest.fixture
def good() -> dict[str, Any]:
    return json.loads(json.dumps(GOOD))


@dataclass
class Service:
    """Be a service that speaks both protocols, and remembers what it was sent."""

    port: int
    answers: list[dict[str, Any]]
    status: int = 200
    wait: float = 0
    raw: bytes | None = None
    location: str | None = None
    asked: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)

    @property
    def openai(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def anthropic(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def reply(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        told = self.answers[min(len(self.asked), len(self.answers)) - 1]
        name = body["tools"][0]["function" if "function" in body["tools"][0] else "name"]
        if path.endswith("/messages"):
            call = {"type": "tool_use", "id": "call_1", "name": name, "input": told}
            usage = {"input_tokens": 1, "output_tokens": 1}
            head = {"id": "msg_1", "type": "message", "role": "assistant", "model": body["model"]}
            return {**head, "content": [call], "stop_reason": "tool_use", "stop_sequence": None, "usage": usage}
        function = {"name": name["name"], "arguments": json.dumps(told)}
        message = {"role": "assistant", "content": None}
        message["tool_calls"] = [{"id": "call_1", "type": "function", "function": function}]
        choice = {"index": 0, "finish_reason": "tool_calls", "message": message}
        usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
        head = {"id": "chat_1", "object": "chat.completion", "created": 1, "model": body["model"]}
        return {**head, "choices": [choice], "usage": usage}


@pytest.fixture
def service(good: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """Run a service on this machine; whatever leads elsewhere is taken out of the environment."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    for name in ("OPENAI", "ANTHROPIC"):
        monkeypatch.setenv(f"{name}_API_KEY", "sk-secret-4711")
        monkeypatch.delenv(f"{name}_BASE_URL", raising=False)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            made.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            time.sleep(made.wait)
            failed = {"error": {"type": "some_error", "message": "refused: sk-secret-4711"}}
            told = json.dumps(made.reply(self.path, body) if made.status == 200 else failed).encode()
            told = told if made.raw is None else made.raw
            try:
                self.send_response(made.status)
                if made.location is not None:
                    self.send_header("Location", made.location)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)
            except OSError:
                pass

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that it has there
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Service(server.server_address[1], [good])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()
