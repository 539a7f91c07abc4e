"""Queries and writes in processes of their own: what ends one of them, and what the others notice."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import pytest

from api.engine import Answer, Question, UnacceptableError
from api.formats import graph_named, row_named
from api.workers import engine as module
from api.workers.engine import ProcessEngine
from api.workers.pool import Pool
from kg.errors import InputError, QueryError, QueryLimitError, StoreBusyError, StoreError
from kg.settings import Settings
from kg.store.delta import Delta
from kg.store.open import open_store
from kg.store.oxigraph import OxigraphStore

CSV, TURTLE = row_named("csv"), graph_named("ttl")
DATA = "INSERT DATA { GRAPH <u:g> { " + " ".join(f"<u:{n}> <u:p> {n} ." for n in range(200)) + " } }"
#: Does not end in the life of a test.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?q ?r ?s }"
#: Says much, and does not end.
FLOOD = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?q ?r ?s }"
DOUBLING = (
    "SELECT (STRLEN(?x24) AS ?n) { BIND('0123456789abcdef' AS ?x0)"
    + "".join(f" BIND(CONCAT(?x{step}, ?x{step}) AS ?x{step + 1})" for step in range(24))
    + " }"
)
LIGHT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

Use = Callable[[ProcessEngine, OxigraphStore], Awaitable[None]]


def _question(sparql: str, **more: object) -> Question:
    return Question(sparql, CSV, TURTLE, **more)  # type: ignore[arg-type]


def _serve(use: Use, *, where: str = "memory:", **given: object) -> None:
    """Use an engine with some data, then see that it leaves no process behind."""
    settings = Settings(**{"store": where, "query_workers": 2, **given})  # type: ignore[arg-type]

    async def run() -> None:
        others = _family()  # of servers that other tests keep
        with open_store(settings) as store:
            engine = ProcessEngine(settings, store)
            await engine.start()
            family: set[int] = set()
            try:
                await engine.update(DATA)
                async with asyncio.timeout(60):
                    await use(engine, store)
                family = _family() - others
            finally:
                engine.close()
            await _until(lambda: not any(map(_lives, family)))

    asyncio.run(run())


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():
            await asyncio.sleep(0.01)


def _lives(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def _family() -> set[int]:
    """Return the zygotes of this process and their workers."""
    found = [os.getpid()]
    for pid in found:
        with suppress(OSError):
            for task in Path(f"/proc/{pid}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    zygotes = set()
    for pid in found[1:]:
        with suppress(OSError):
            if b"api.workers.zygote" in Path(f"/proc/{pid}/cmdline").read_bytes():
                zygotes.add(pid)
    return zygotes


def _files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


async def _read(answer: Answer) -> str:
    return b"".join([chunk async for chunk in answer.chunks]).decode()


async def _ask(engine: ProcessEngine, sparql: str = LIGHT, **more: object) -> str:
    return (await _read(await engine.answer(_question(sparql, **more)))).replace("\r\n", " ").strip()


def _pool(engine: ProcessEngine) -> Pool:
    return engine._pool


def _busy(engine: ProcessEngine) -> list[int]:
    return [worker.pid for worker in _pool(engine)._busy]


async def _one_busy(engine: ProcessEngine, sparql: str = ENDLESS) -> "tuple[asyncio.Task[Answer], int]":
    """Ask what does not end; return the task and the process that answers."""
    before = set(_busy(engine))
    task = asyncio.ensure_future(engine.answer(_question(sparql)))
    await _until(lambda: bool(set(_busy(engine)) - before))
    return task, (set(_busy(engine)) - before).pop()


def test_rows_graphs_and_what_is_wrong():
    async def use(engine: ProcessEngine, _: OxigraphStore) -> None:
        assert await _ask(engine) == "n 200"
        assert "<u:a> <u:b> <u:c>" in await _ask(engine, "CONSTRUCT { <u:a> <u:b> <u:c> } {}")
        with pytest.raises(QueryError) as caught:
            await _ask(engine, "SELECT * {\n ?s ?p }")
        assert (caught.value.line, caught.value.column is not None) == (2, True)
        with pytest.raises(QueryError, match="SERVICE"):
            await _ask(engine, "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }")
        with pytest.raises(UnacceptableError):
            await engine.answer(Question(LIGHT, None, TURTLE))
        assert await _ask(engine) == "n 200"  # nobody has lost a worker
        assert _pool(engine).ended == 0

    _serve(use)


def test_a_killed_worker_is_replaced_and_only_its_query_is_lost():
    async def use(engine: ProcessEngine, _: OxigraphStore) -> None:
        lost, pid = await _one_busy(engine)
        flood = await engine.answer(_question(FLOOD))
        assert await anext(flood.chunks)
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(QueryLimitError):
            await lost
        assert await anext(flood.chunks)
        assert await _ask(engine) == "n 200"
        await _until(lambda: len(_pool(engine)._idle) >= 2)
        assert not _lives(pid)
        await flood.chunks.aclose()

    _serve(use)


@pytest.mark.parametrize("given", [1, 9])
def test_a_worker_that_dies_while_it_answers_breaks_the_answer_off(given: int):
    async def use(engine: ProcessEngine, _: OxigraphStore) -> None:
        flood = await engine.answer(_question(FLOOD))
        for _number in range(given):
            await anext(flood.chunks)
        os.kill(_busy(engine)[0], signal.SIGKILL)
        with pytest.raises(QueryLimitError):
            async for _chunk in flood.chunks:
                pass
        assert await _ask(engine) == "n 200"

    _serve(use)


def test_what_needs_too_much_memory_ends_its_worker_alone():
    async def use(engine: ProcessEngine, _: OxigraphStore) -> None:
        other = await engine.answer(_question(FLOOD))
        await anext(other.chunks)
        for _number in range(2):
            with pytest.raises((QueryLimitError, StoreError)):
                await _ask(engine, DOUBLING)
        assert await anext(other.chunks)
        assert await _ask(engine) == "n 200"
        await other.chunks.aclose()

    _serve(use, query_memory=67_108_864)


def test_the_greediest_ends_if_all_together_need_too_much(monkeypatch: pytest.MonkeyPatch):
    async def use(engine: ProcessEngine, _: OxigraphStore) -> None:
        modest, pid = await _one_busy(engine)
        greedy, other = await _one_busy(engine)
        grown = {pid: 50_000_000, other: 60_000_000}
        monkeypatch.setattr("api.workers.worker.Worker.grown", lambda worker: grown.get(worker.pid, 0))
        with pytest.raises(QueryLimitError, match="more memory than there is"):
            await greedy
        assert not modest.done()
        modest.cancel()
        with suppress(asyncio.CancelledError):
            await modest

    _serve(use, queries_memory=100_000_000)


def test_what_takes_too_long_is_ended():
    async def use(engine: ProcessEngine, _: OxigraphStore) -> None:
        with pytest.raises(QueryLimitError, match=r"longer than 1 seconds"):
            await _ask(engine, ENDLESS)
        with pytest.raises(QueryLimitError, match=r"longer than 1 seconds"):
            await engine.update("INSERT { ?a <u:x> ?q } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?q ?r ?s }")
        assert await _ask(engine) == "n 200"

    _serve(use, query_seconds=1)


def test_who_takes_too_long_to_read_an_answer_gets_no_more():
    async def use(engine: ProcessEngine, _: OxigraphStore) -> None:
        flood = await engine.answer(_question(FLOOD))
        await _until(lambda: not _pool(engine)._busy or not next(iter(_pool(engine)._busy)).alive)
        with pytest.raises(QueryLimitError, match="too long to send"):
            async for _chunk in flood.chunks:
                pass

    _serve(use, answer_seconds=1)


def test_a_query_stops_when_nobody_waits_for_it():
    async def use(engine: ProcessEngine, _: OxigraphStore) -> None:
        asked, pid = await _one_busy(engine)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        flood = await engine.answer(_question(FLOOD))
        other = _busy(engine)[0]
        await anext(flood.chunks)
        await flood.chunks.aclose()
        update = asyncio.ensure_future(engine.update("INSERT { ?a <u:x> ?q } WHERE { " + FLOOD.partition("{")[2]))
        await _until(lambda: bool(_busy(engine)))
        last = _busy(engine)[0]
        update.cancel()
        with pytest.raises(asyncio.CancelledError):
            await update
        await _until(lambda: not any(map(_lives, (pid, other, last))))
        await engine.update("INSERT DATA { <u:a> <u:b> <u:c> }")
        assert await _ask(engine) == "n 201"

    _serve(use)


def test_light_queries_find_a_worker_while_heavy_ones_fill_all_places():
    async def use(engine: ProcessEngine, _: OxigraphStore) -> None:
        heavy = [asyncio.ensure_future(engine.answer(_question(ENDLESS))) for _ in range(8)]
        for _number in range(20):
            assert await _ask(engine) == "n 200"
        await _until(lambda: sum(task.done() for task in heavy) >= 5)
        assert await _ask(engine) == "n 200"
        ended = [task for task in heavy if task.done()]
        assert len(ended) <= 7  # one heavy query goes on
        assert all(isinstance(task.exception(), StoreBusyError) for task in ended)
        for task in heavy:
            task.cancel()
        await asyncio.gather(*heavy, return_exceptions=True)

    _serve(use, query_slow=1, query_slow_after=0.02)


def test_whoever_is_asked_next_has_seen_the_write():
    async def use(engine: ProcessEngine, _: OxigraphStore) -> None:
        for number in range(15):
            await engine.update(f"INSERT DATA {{ <u:new> <u:p> {number} }}")
            asked = [_ask(engine, "SELECT (COUNT(*) AS ?n) { <u:new> ?p ?o }") for _ in range(6)]
            assert set(await asyncio.gather(*asked)) == {f"n {number + 1}"}
            if number % 5 == 0:  # those that are made now have seen it too
                former = [*_pool(engine)._idle, *_pool(engine)._busy]
                for worker in former:
                    os.kill(worker.pid, signal.SIGKILL)
                await _until(lambda killed=former: not any(worker.alive for worker in killed))  # type: ignore[misc]
                await _until(lambda: sum(worker.alive for worker in _pool(engine)._idle) >= 2)

    _serve(use, query_workers=3)


def test_no_write_is_lost_among_others():
    async def use(engine: ProcessEngine, store: OxigraphStore) -> None:
        await engine.update("INSERT DATA { GRAPH <u:c> { <u:count> <u:is> 0 } }")
        count = "WITH <u:c> DELETE { ?s ?p ?n } INSERT { ?s ?p ?m } WHERE { ?s ?p ?n BIND(?n + 1 AS ?m) }"
        before = engine.version
        deltas = await asyncio.gather(*(engine.update(count) for _ in range(25)))
        assert engine.version == before + 25
        assert engine.version_of("u:c") == engine.version
        assert all(len(delta.added) == len(delta.removed) == 2 for delta in deltas)  # the graph, and the union
        assert await _ask(engine, "SELECT ?n { <u:count> <u:is> ?n }") == "n 25"
        assert [str(quad.object.value) for quad in store.quads(["u:c"])] == ["25"]  # type: ignore[union-attr]

    _serve(use)


def test_a_gate_that_refuses_leaves_all_as_it_is():
    async def use(engine: ProcessEngine, store: OxigraphStore) -> None:
        async def closed(delta: Delta) -> None:
            assert delta
            raise InputError("no")

        before = engine.version
        with pytest.raises(InputError, match="no"):
            await engine.update("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", gate=closed)
        with pytest.raises(InputError, match="no"):
            await engine.put("u:g", None, gate=closed)
        assert engine.version == before
        assert await _ask(engine) == "n 200"
        assert len(list(store.quads())) == 200

    _serve(use)


def test_what_has_passed_the_gate_is_made_though_nobody_waits():
    async def use(engine: ProcessEngine, store: OxigraphStore) -> None:
        reached, go = asyncio.Event(), asyncio.Event()

        async def gate(_: Delta) -> None:
            reached.set()
            await go.wait()

        first = asyncio.ensure_future(engine.update("INSERT DATA { GRAPH <u:n> { <u:a> <u:b> 1 } }", gate=gate))
        await reached.wait()
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        second = asyncio.ensure_future(engine.update("DELETE WHERE { GRAPH <u:n> { ?s ?p ?o } }"))
        await asyncio.sleep(0.05)
        assert not second.done()  # it waits for the one before
        go.set()
        assert (await second).removed
        assert list(store.quads(["u:n"])) == []

    _serve(use)


def test_too_many_writes_are_told_to_come_back():
    async def use(engine: ProcessEngine, _: OxigraphStore) -> None:
        reached, go = asyncio.Event(), asyncio.Event()

        async def gate(_: Delta) -> None:
            reached.set()
            await go.wait()

        first = asyncio.ensure_future(engine.update("INSERT DATA { <u:a> <u:b> 1 }", gate=gate))
        await reached.wait()
        others = [asyncio.ensure_future(engine.update(f"INSERT DATA {{ <u:a> <u:b> {n} }}")) for n in (2, 3)]
        await asyncio.sleep(0)
        with pytest.raises(StoreBusyError):
            await engine.update("INSERT DATA { <u:a> <u:b> 4 }")
        go.set()
        await asyncio.gather(first, *others)
        assert await _ask(engine, "SELECT (COUNT(*) AS ?n) { <u:a> ?p ?o }") == "n 3"

    _serve(use, query_waiting=2)


def test_a_lost_zygote_is_replaced_with_all_that_was_written():
    async def use(engine: ProcessEngine, _: OxigraphStore) -> None:
        await engine.update("INSERT DATA { <u:new> <u:p> 1 }")
        process = _pool(engine)._nursery._process
        assert process is not None
        former = _pool(engine)
        os.kill(process.pid, signal.SIGKILL)
        await _until(lambda: former.broken.is_set())
        asked = [asyncio.ensure_future(_ask(engine)) for _ in range(5)]
        await engine.update("INSERT DATA { <u:new> <u:p> 2 }")
        assert set(await asyncio.gather(*asked)) <= {"n 201", "n 202"}
        assert await _ask(engine) == "n 202"
        assert _pool(engine) is not former

    _serve(use)


def test_a_large_store_is_answered_from_the_disk_at_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    where = str(tmp_path / "store")
    settings = Settings(store=where)
    with open_store(settings) as store:
        store.write(Delta(created=frozenset({"u:empty"})))
    monkeypatch.setattr(module, "is_small", lambda _: False)
    go = asyncio.Event()
    load = ProcessEngine._load

    async def later(engine: ProcessEngine) -> None:
        await go.wait()
        await load(engine)

    monkeypatch.setattr(ProcessEngine, "_load", later)

    async def run() -> None:
        with open_store(settings) as store:
            engine = ProcessEngine(settings, store)
            await engine.start()
            try:
                assert await _ask(engine) == "n 0"
                write = asyncio.ensure_future(engine.update(DATA))
                flood = asyncio.ensure_future(_ask(engine, "ASK { GRAPH <u:empty> {} }"))
                assert await flood == "true"
                go.set()
                assert await write
                assert await _ask(engine) == "n 200"
            finally:
                engine.close()

    asyncio.run(run())


def test_no_file_or_process_is_left_over_by_many_that_end():
    async def use(engine: ProcessEngine, _: OxigraphStore) -> None:
        for _number in range(3):
            await _ask(engine)
        await _until(lambda: len(_pool(engine)._idle) >= 2)
        files, family = _files(), len(_family())
        for _number in range(12):
            task, _pid = await _one_busy(engine)
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await _until(lambda: len(_pool(engine)._idle) >= 2 and not _pool(engine)._nursery.expected)
        await _until(lambda: _files() <= files and len(_family()) <= family)
        assert _pool(engine).ended == 12

    _serve(use)


def test_an_idle_worker_that_was_killed_costs_no_query():
    async def use(engine: ProcessEngine, _: OxigraphStore) -> None:
        await _until(lambda: len(_pool(engine)._idle) >= 2)
        killed = _pool(engine)._idle[-1]  # the next that is asked
        os.kill(killed.pid, signal.SIGKILL)
        while _lives(killed.pid):  # the server is not told meanwhile: it has no turn
            pass
        assert killed.alive
        assert await _ask(engine) == "n 200"
        assert not killed.alive
        killed = _pool(engine)._idle[-1]
        os.kill(killed.pid, signal.SIGKILL)
        while _lives(killed.pid):
            pass
        await engine.update("INSERT DATA { GRAPH <u:g> { <u:x> <u:p> 1 } }")
        assert await _ask(engine) == "n 201"

    _serve(use)


def test_a_query_that_ends_its_worker_is_not_asked_again():
    async def use(engine: ProcessEngine, _: OxigraphStore) -> None:
        await _until(lambda: len(_pool(engine)._idle) >= 2)
        lost, pid = await _one_busy(engine)
        ended = _pool(engine).ended
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(QueryLimitError):
            await lost
        assert _pool(engine).ended == ended + 1
        assert not _pool(engine).busy

    _serve(use)


def test_what_a_worker_has_done_in_advance_is_undone_if_the_gate_refuses():
    async def use(engine: ProcessEngine, _: OxigraphStore) -> None:
        async def closed(delta: Delta) -> None:
            raise InputError("no")

        await _until(lambda: len(_pool(engine)._idle) >= 2)
        for sparql in ("DROP ALL", "INSERT DATA { GRAPH <u:h> { <u:x> <u:p> 1 } }", "MOVE <u:g> TO <u:h>"):
            with pytest.raises(InputError, match="no"):
                await engine.update(sparql, gate=closed)
            asked = [_ask(engine) for _ in range(6)]
            assert set(await asyncio.gather(*asked)) == {"n 200"}
            named = [_ask(engine, "SELECT ?g { GRAPH ?g { <u:1> ?p ?o } }") for _ in range(6)]
            assert set(await asyncio.gather(*named)) == {"g u:g"}

    _serve(use)
