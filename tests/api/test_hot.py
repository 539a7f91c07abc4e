import asyncio
import gzip
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
import zstandard
from httpx2 import ASGITransport, AsyncClient, Response
from starlette.testclient import TestClient

from api.app import create_app
from api.engine import Answer, Question
from api.formats import ROWS
from kg.errors import QueryLimitError
from kg.settings import Settings

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
DIGITS = "{ 0 1 2 3 4 5 6 7 8 9 }"
NUMBERED = "BIND(CONCAT('number-of-this-row-', STR(?a * 10 + ?b)) AS ?x)"
LONG = f"SELECT ?x {{ VALUES ?a {DIGITS} VALUES ?b {DIGITS} {NUMBERED} }}"
HUGE = LONG.replace("?x {", "?x ?c ?d {")[:-1] + f" VALUES ?c {DIGITS} VALUES ?d {DIGITS} }}"


@pytest.fixture(scope="module")
def opened() -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store="memory:", write="open"))) as client:
        yield client


def _get(client: TestClient, query: str, **headers: str) -> Response:
    plain = {"Accept": "text/csv", "Accept-Encoding": "identity"}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get("/sparql", params={"query": query}, headers=plain | named)


def _insert(client: TestClient, number: int) -> None:
    update = f"INSERT DATA {{ GRAPH <u:g> {{ <u:s> <u:p> {number} }} }}"
    reply = client.post("/update", content=update, headers={"Content-Type": "application/sparql-update"})
    assert reply.status_code == 204


def test_an_answer_has_a_length_a_tag_and_must_be_asked_after(opened: TestClient):
    reply = _get(opened, COUNT)
    assert reply.headers["content-length"] == str(len(reply.content))
    assert reply.headers["cache-control"] == "no-cache"
    assert {"Accept", "Accept-Encoding"} <= {name.strip() for name in reply.headers["vary"].split(",")}
    again = _get(opened, COUNT, If_None_Match=reply.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == reply.headers["etag"]
    assert "content-type" not in again.headers
    assert again.headers["x-content-type-options"] == "nosniff"


def test_a_write_is_seen_at_once(opened: TestClient):
    for number in range(5):
        before = _get(opened, COUNT)
        _insert(opened, number)
        after = _get(opened, COUNT, If_None_Match=before.headers["etag"])
        assert after.status_code == 200
        assert int(after.text.split()[1]) == int(before.text.split()[1]) + 1


def test_a_tag_outlives_the_run_only_with_its_bytes():
    tags = []
    for number in (1, 1, 2):
        with TestClient(create_app(Settings(store="memory:", write="open"))) as client:
            _insert(client, number)
            tags.append(_get(client, "SELECT ?o { ?s ?p ?o }").headers["etag"])
    assert tags[0] == tags[1] != tags[2]


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
@pytest.mark.parametrize("query", [LONG, HUGE], ids=["whole", "streamed"])
def test_long_answers_are_packed_for_who_can_unpack(opened: TestClient, query: str, encoding: str):
    plain = _get(opened, query)
    with opened.stream(
        "GET", "/sparql", params={"query": query}, headers={"Accept": "text/csv", "Accept-Encoding": encoding}
    ) as reply:
        raw = b"".join(reply.iter_raw())
    assert reply.headers["content-encoding"] == encoding
    assert len(raw) < len(plain.content)
    unpack = gzip.decompress if encoding == "gzip" else zstandard.ZstdDecompressor().decompressobj().decompress
    assert unpack(raw) == plain.content
    if query is LONG:
        assert reply.headers["etag"] != plain.headers["etag"]


def test_short_answers_are_not_packed(opened: TestClient):
    reply = _get(opened, COUNT, Accept_Encoding="gzip")
    assert "content-encoding" not in reply.headers


@pytest.mark.parametrize("query", [LONG, HUGE], ids=["whole", "streamed"])
def test_an_answer_is_kept(opened: TestClient, query: str):
    cache = opened.app.state.cache  # type: ignore[attr-defined]
    query += " # kept"
    first = _get(opened, query)
    hits = cache.hits
    second = _get(opened, query.replace(" ", "  "))
    assert first.content == second.content
    assert cache.hits == hits + 1
    assert second.headers["content-length"] == str(len(first.content))
    assert "etag" in second.headers


def test_what_answers_anew_is_not_kept(opened: TestClient):
    query = "SELECT (RAND() AS ?x) {}"
    assert len({_get(opened, query).text for _ in range(5)}) == 5


def test_formats_are_kept_apart(opened: TestClient):
    kinds = {
        _get(opened, LONG, Accept=accept).headers["content-type"].partition(";")[0]
        for accept in ("text/csv", "application/sparql-results+json") * 2
    }
    assert kinds == {"text/csv", "application/sparql-results+json"}


def test_other_sites_read_kept_answers_too(opened: TestClient):
    for _ in range(2):
        assert _get(opened, COUNT, Origin="https://example.org").headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("query", [COUNT, HUGE], ids=["whole", "streamed"])
def test_head_has_the_headers_of_get(opened: TestClient, query: str):
    asked = {"params": {"query": query}, "headers": {"Accept": "text/csv", "Accept-Encoding": "identity"}}
    got, head = opened.get("/sparql", **asked), opened.head("/sparql", **asked)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == got.headers["content-type"]


def test_a_post_is_never_unmodified(opened: TestClient):
    tag = _get(opened, COUNT).headers["etag"]
    headers = {"Accept": "text/csv", "Content-Type": "application/sparql-query", "If-None-Match": tag}
    assert opened.post("/sparql", content=COUNT, headers=headers).status_code == 200


class _Chunks:
    def __init__(self, engine: "_Engine") -> None:
        self._engine = engine
        self._left = [b"a\r\n", b"1\r\n"]

    def __aiter__(self) -> "_Chunks":
        return self

    async def __anext__(self) -> bytes:
        if not self._left:
            raise StopAsyncIteration
        return self._left.pop(0)

    async def aclose(self) -> None:
        self._engine.closed += 1


class _Engine:
    """Be an engine that answers when it is told to."""

    def __init__(self) -> None:
        self.version = 1
        self.asked = self.closed = self.stopped = 0
        self.go = asyncio.Event()
        self.error: Exception | None = None

    async def answer(self, question: Question) -> Answer:
        self.asked += 1
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.stopped += 1
            raise
        if self.error is not None:
            raise self.error
        assert question.rows is not None
        return Answer(ROWS[2], _Chunks(self))


@asynccontextmanager
async def _served(engine: _Engine) -> AsyncIterator[AsyncClient]:
    app = create_app(Settings(store="memory:"))
    app.state.engine = engine
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test") as client:
        yield client


async def _until(condition: "object") -> None:
    for _ in range(500):
        if condition():  # type: ignore[operator]
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come to pass")


def test_the_same_questions_share_one_evaluation():
    async def run() -> None:
        engine = _Engine()
        async with _served(engine) as client:
            queries = ["ASK { ?s ?p 1 }", "ASK  { ?s ?p 1 } # as above", "ASK { ?s ?p 1 }"]
            tasks = [asyncio.create_task(client.get("/sparql", params={"query": query})) for query in queries]
            await _until(lambda: engine.asked == 1)
            await asyncio.sleep(0.05)
            engine.go.set()
            replies = await asyncio.gather(*tasks)
        assert {reply.text for reply in replies} == {"a\r\n1\r\n"}
        assert engine.asked == engine.closed == 1

    asyncio.run(run())


def test_who_asks_after_a_write_does_not_get_what_was_asked_before():
    async def run() -> None:
        engine = _Engine()
        async with _served(engine) as client:
            first = asyncio.create_task(client.get("/sparql", params={"query": "ASK {}"}))
            await _until(lambda: engine.asked == 1)
            engine.version = 2
            second = asyncio.create_task(client.get("/sparql", params={"query": "ASK {}"}))
            await _until(lambda: engine.asked == 2)
            engine.go.set()
            await asyncio.gather(first, second)
            await client.get("/sparql", params={"query": "ASK {}"})
        assert engine.asked == 2

    asyncio.run(run())


def test_a_limit_is_one_for_all_who_wait():
    async def run() -> None:
        engine = _Engine()
        engine.error = QueryLimitError("it takes too long")
        async with _served(engine) as client:
            tasks = [asyncio.create_task(client.get("/sparql", params={"query": "ASK {}"})) for _ in range(3)]
            await _until(lambda: engine.asked == 1)
            await asyncio.sleep(0.05)
            engine.go.set()
            assert {reply.status_code for reply in await asyncio.gather(*tasks)} == {503}
        assert engine.asked == 1

    asyncio.run(run())


def test_when_who_asked_first_leaves_another_asks():
    async def run() -> None:
        engine = _Engine()
        app = create_app(Settings(store="memory:"))
        app.state.engine = engine
        left = asyncio.Event()

        async def hang_up() -> dict[str, object]:
            await left.wait()
            return {"type": "http.disconnect"}

        sent: list[object] = []

        async def send(message: object) -> None:
            sent.append(message)

        scope = {
            "type": "http",
            "method": "GET",
            "path": "/sparql",
            "raw_path": b"/sparql",
            "root_path": "",
            "query_string": b"query=ASK{}",
            "headers": [],
            "scheme": "http",
            "http_version": "1.1",
            "server": ("test", 80),
            "client": ("test", 1),
        }
        leader = asyncio.create_task(app(scope, hang_up, send))
        await _until(lambda: engine.asked == 1)
        async with AsyncClient(transport=ASGITransport(app), base_url="http://test") as client:
            follower = asyncio.create_task(client.get("/sparql", params={"query": "ASK{}"}))
            await asyncio.sleep(0.05)
            left.set()
            await asyncio.wait_for(leader, 5)
            assert (engine.stopped, sent) == (1, [])
            await _until(lambda: engine.asked == 2)
            engine.go.set()
            assert (await follower).text == "a\r\n1\r\n"

    asyncio.run(run())
