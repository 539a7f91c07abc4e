"""Clients that try to stop a server, and one that has a light question."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Final

from benchmarks.endpoint_client import Client
from benchmarks.endpoint_peers import Peer

__all__ = ["KILLERS", "Killers", "Light", "attacked", "light"]

#: How often each killer ended in which way.
Killers = dict[str, Counter[str]]
#: How long light queries took, and how often which error came.
Asked = tuple[list[float], Counter[str]]

_FORK: Final = multiprocessing.get_context("fork")
#: How long a light client rests between two queries, and a killer.
_REST: Final = 0.01
#: Every other time a killer hangs up after so many seconds.
_LEAVES: Final = 1.0
_STAYS: Final = 60.0
_ALL: Final = "?a ?b ?c . ?d ?e ?f"
#: The light query; the number makes each another one, so that no kept answer helps.
_LIGHT: Final = """PREFIX fdr: <https://w3id.org/foedera/ontology#>
SELECT ?agreement ?party
{{ ?agreement a fdr:Agreement ; fdr:party ?party FILTER(?party != <urn:x:{0}>) }} LIMIT 20"""


def _doubled(number: int) -> str:
    steps = "".join(f" BIND(CONCAT(?x{step}, ?x{step}) AS ?x{step + 1})" for step in range(24))
    return f"SELECT (STRLEN(?x24) AS ?n) {{ BIND('{number:016}' AS ?x0){steps} }}"


#: What is sent: queries, and an update; each by its number is another one.
KILLERS: Final[Mapping[str, Callable[[int], str]]] = {
    "cartesian": lambda n: f"SELECT * {{ {_ALL} FILTER(?a != <urn:x:{n}>) }} ORDER BY ?a ?f",
    "path": lambda n: f"SELECT (COUNT(*) AS ?n) {{ ?s (!<urn:x:{n}>|^<urn:x:y>)* ?o . ?o (^<urn:x>|!<urn:y>)* ?z }}",
    "regex": lambda n: f'SELECT (COUNT(*) AS ?n) {{ {_ALL} FILTER(REGEX(CONCAT(STR(?c), STR(?f)), "(a+)+{n}$")) }}',
    "parentheses": lambda n: f"SELECT ({'(' * 20_000}{n}{')' * 20_000} AS ?x) {{}}",
    "sub-selects": lambda n: f"{'SELECT * { { ' * 1_000}?s ?p {n}{' } }' * 1_000}",
    "stream": lambda n: f"SELECT * {{ {_ALL} FILTER(?a != <urn:x:{n}>) }} LIMIT 10000000",
    "insert": lambda n: f"INSERT {{ GRAPH <urn:x:g> {{ ?a <urn:x:{n}> ?d }} }} WHERE {{ {_ALL} }}",
    "doubling": _doubled,
}


def light(port: int, path: str, seconds: float) -> Asked:
    """Ask light queries, one after the other, for some time."""
    return Light.start(port, path, seconds).result()


class Light:
    """Be a client with light queries, in a process of its own so that nothing but the server delays it."""

    def __init__(self, port: int, path: str, seconds: float) -> None:
        self._results = _FORK.SimpleQueue()
        self._process = _FORK.Process(target=_ask, args=(port, path, seconds, self._results))
        self._process.start()

    @classmethod
    def start(cls, port: int, path: str, seconds: float) -> Light:
        """Begin to ask."""
        return cls(port, path, seconds)

    def result(self) -> Asked:
        """Wait for the end."""
        found: Asked = self._results.get()
        self._process.join()
        return found


def _ask(port: int, path: str, seconds: float, results: multiprocessing.SimpleQueue[Asked]) -> None:
    client, times, lost = Client(port, path), [], Counter[str]()
    numbers = count(time.time_ns())
    until = time.perf_counter() + seconds
    while (begun := time.perf_counter()) < until:
        try:
            client.query(_LIGHT.format(next(numbers)))
        except (OSError, RuntimeError) as error:
            lost[str(error)[:3] if isinstance(error, RuntimeError) else type(error).__name__] += 1
            client.close()
        times.append(time.perf_counter() - begun)
        time.sleep(_REST)
    client.close()
    results.put((times, lost))


@contextmanager
def attacked(
    port: int, peer: Peer, seconds: float, only: Sequence[str] = ()
) -> Iterator[Callable[[], dict[str, Counter[str]]]]:
    """Send killers for some time, each from a connection of its own; what is given waits for their end."""
    results = _FORK.SimpleQueue()
    process = _FORK.Process(target=_attack, args=(port, peer, seconds, only, results))
    process.start()

    def ended() -> dict[str, Counter[str]]:
        process.join()
        found: dict[str, Counter[str]] = results.get()
        return found

    try:
        yield ended
    finally:
        process.kill()


def _attack(
    port: int, peer: Peer, seconds: float, only: Sequence[str], results: multiprocessing.SimpleQueue[Killers]
) -> None:
    until = time.monotonic() + seconds
    outcomes: Killers = defaultdict(Counter)

    def kill(name: str, make: Callable[[int], str]) -> None:
        for number in count(1):
            left = until - time.monotonic()
            if left <= 0:
                return
            patience = min(left, _LEAVES if number % 2 else _STAYS)
            outcomes[name][_sent(port, peer, name, make(number), patience)] += 1
            time.sleep(_REST)

    threads = [
        threading.Thread(target=kill, args=(name, make)) for name, make in KILLERS.items() if not only or name in only
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    results.put(dict(outcomes))


def _sent(port: int, peer: Peer, name: str, sparql: str, patience: float) -> str:
    client = Client(port, peer.path, patience=patience)
    try:
        if name == "insert":
            client.update(peer.update, sparql)
        else:
            body = sparql.encode()
            head = f"Content-Type: application/sparql-query\r\nContent-Length: {len(body)}\r\n"
            client.send("POST", peer.path, head, body)
    except TimeoutError:
        return "left"
    except OSError as error:
        return type(error).__name__
    except RuntimeError as error:
        return str(error)[:3]
    finally:
        client.close()
    return "answered"
