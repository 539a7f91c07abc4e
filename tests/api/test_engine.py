import asyncio
import threading

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.engine import Question, ThreadEngine, UnacceptableError
from api.formats import graph_named, row_named
from kg.errors import QueryError, StoreBusyError, StoreError
from kg.settings import Settings
from kg.store.base import Results
from kg.store.oxigraph import OxigraphStore

JSON, TURTLE = row_named("json"), graph_named("ttl")


def _ask(engine: ThreadEngine, question: Question) -> bytes:
    async def read() -> bytes:
        answer = await engine.answer(question)
        return b"".join([chunk async for chunk in answer.chunks])

    return asyncio.run(read())


def test_writes_rows_or_a_graph_as_the_query_wants(store: OxigraphStore, settings: Settings):
    engine = ThreadEngine(store, settings)
    assert b'"boolean":true' in _ask(engine, Question("ASK {}", JSON, TURTLE))
    assert b"u:a" in _ask(engine, Question("CONSTRUCT { <u:a> a <u:b> } {}", JSON, TURTLE))
    with pytest.raises(UnacceptableError):
        _ask(engine, Question("ASK {}", None, TURTLE))
    with pytest.raises(UnacceptableError):
        _ask(engine, Question("CONSTRUCT WHERE {?s ?p ?o}", JSON, None))
    with pytest.raises(QueryError):
        _ask(engine, Question("ASK {", JSON, TURTLE))
    engine.close()


class _Slow:
    """A store that answers when it is told to."""

    def __init__(self, store: OxigraphStore) -> None:
        self.store = store
        self.go = threading.Event()

    def query(self, sparql: str, **more: object) -> Results:
        self.go.wait(10)
        return self.store.query(sparql)


def test_too_many_are_told_to_come_back(store: OxigraphStore):
    slow = _Slow(store)
    engine = ThreadEngine(slow, Settings(store="memory:", query_threads=1, query_waiting=1))  # type: ignore[arg-type]

    async def crowd() -> None:
        tasks = [asyncio.ensure_future(engine.answer(Question("ASK {}", JSON, TURTLE))) for _ in range(2)]
        await asyncio.sleep(0.05)
        with pytest.raises(StoreBusyError):
            await engine.answer(Question("ASK {}", JSON, TURTLE))
        slow.go.set()
        for answer in await asyncio.gather(*tasks):
            assert [chunk async for chunk in answer.chunks]
        await asyncio.sleep(0.05)
        last = await engine.answer(Question("ASK {}", JSON, TURTLE))
        assert [chunk async for chunk in last.chunks]

    asyncio.run(crowd())
    engine.close()


def test_a_slow_query_does_not_hold_up_the_others(store: OxigraphStore):
    slow = _Slow(store)
    app = create_app(Settings(store="memory:", query_threads=1, query_engine="threads"), store)
    with TestClient(app) as client:
        app.state.engine = ThreadEngine(slow, Settings(store="memory:", query_threads=1))  # type: ignore[arg-type]
        waiting = threading.Thread(target=client.get, args=("/sparql?query=ASK{}",))
        waiting.start()
        assert client.get("/healthz").json() == {"status": "ok"}
        slow.go.set()
        waiting.join(10)
        assert not waiting.is_alive()


class _Broken:
    def query(self, sparql: str, **more: object) -> Results:
        raise StoreError("the store /secret/path could not answer")


def test_a_broken_store_tells_no_paths(settings: Settings):
    threads = settings.model_copy(update={"query_engine": "threads"})
    with TestClient(create_app(threads, _Broken()), follow_redirects=False) as client:  # type: ignore[arg-type]
        for path in ("/sparql?query=ASK{}", "/", "/healthz", "/dump.ttl"):
            reply = client.get(path)
            assert reply.status_code == 503, path
            assert "secret" not in reply.text
            assert reply.headers["Retry-After"]
