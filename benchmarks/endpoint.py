"""Measure the endpoint against others, in one run and by turns: ``python -m benchmarks.endpoint --triples 100000``.

What counts is the ratio to ``oxigraph serve`` in the same round: a machine that does other things besides slows both.
Cold is without the result cache and with queries that are drawn anew; warm asks the same few queries again and again.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.endpoint_client import Client, Load, load
from benchmarks.endpoint_memory import resident, watched
from benchmarks.endpoint_peers import Peer, foedera_cold, foedera_warm, made, oxigraph, rdflib_endpoint, running
from benchmarks.endpoint_queries import KINDS, ROWS, mix

__all__ = ["main"]

#: How many queries are drawn for the cold runs; each client begins at another.
_COLD: Final = 1800
#: How many rows are asked for to see how soon the first comes, and how much memory many take.
_ROWS: Final = 50_000
_MANY: Final = 400_000
#: How many triples an update has, and how many updates are sent.
_TRIPLES: Final = 140
_UPDATES: Final = 60


@dataclass(frozen=True, slots=True)
class _Run:
    """Be a server that runs, and what it is asked."""

    peer: Peer
    port: int
    pid: int
    queries: list[str]

    def client(self) -> Client:
        return Client(self.port, self.peer.path)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the benchmark and print what it measured."""
    options = _options().parse_args(arguments)
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        place = made(options.keep or scratch, options.triples)
        few, many = mix(len(KINDS)), mix(_COLD, seed=2)
        peers = [(oxigraph, many), (foedera_cold, many), (foedera_warm, few), (rdflib_endpoint, many)]
        runs = []
        for number, (make, queries) in enumerate(peers if options.rdflib else peers[:-1]):
            peer = make(place, scratch / str(number))
            runs.append(_Run(peer, *stack.enter_context(running(peer)), queries))
        print(f"{options.triples} triples, {options.clients} clients, {options.rounds} rounds of {options.seconds:g} s")
        _throughput(runs, options)
        _kinds(runs[:2], options)
        for run in runs[:2]:
            _rows(run)
            _updates(run)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--keep", type=Path, help="a folder to keep the data in, so that it is made only once")
    parser.add_argument("--rdflib", action="store_true", help="measure rdflib-endpoint too; it loads long")
    parser.add_argument("--kinds", action="store_true", help="measure each kind of query by itself too")
    return parser


def _throughput(runs: list[_Run], options: argparse.Namespace) -> None:
    """Let all be asked by turns, and compare each to the first in the same round."""
    loads: dict[str, list[Load]] = {run.peer.name: [] for run in runs}
    for _ in range(options.rounds):
        for run in runs:
            loads[run.peer.name].append(load(run.client, run.queries, clients=options.clients, seconds=options.seconds))
    first = loads[runs[0].peer.name]
    print(f"{'':18}{'req/s':>9}{'ratio':>8}{'p50 ms':>9}{'p99 ms':>9}{'ratio':>8}{'errors':>8}")
    for name, found in loads.items():
        ratio = median(own.rate / its.rate for own, its in zip(found, first, strict=True))
        late = median(own.p99 / its.p99 for own, its in zip(found, first, strict=True))
        rate, half, p99 = (median(getattr(item, what) for item in found) for what in ("rate", "median", "p99"))
        errors = sum(item.errors for item in found)
        print(f"{name:18}{rate:9.0f}{ratio:8.2f}{half * 1e3:9.2f}{p99 * 1e3:9.2f}{late:8.2f}{errors:8}")


def _kinds(runs: list[_Run], options: argparse.Namespace) -> None:
    """Ask each kind by one client, to see where the difference comes from."""
    if not options.kinds:
        return
    print(f"{'median ms':24}" + "".join(f"{run.peer.name:>18}" for run in runs))
    for kind in KINDS:
        asked = mix(20, seed=3, kinds=(kind,))
        print(f"{kind:24}" + "".join(f"{median(_times(run, asked)) * 1e3:18.2f}" for run in runs))


def _times(run: _Run, queries: list[str]) -> list[float]:
    client, times = run.client(), []
    for query in queries:
        begun = time.perf_counter()
        client.query(query)
        times.append(time.perf_counter() - begun)
    client.close()
    return times


def _rows(run: _Run) -> None:
    """Tell how soon the first of many rows comes, and how much memory is taken while many are sent."""
    client, firsts = run.client(), []
    for number in range(9):
        begun = time.perf_counter()
        client.query(ROWS.format(_ROWS + number))
        firsts.append(client.first - begun)
    before = resident(run.pid)
    with watched(run.pid) as peak:
        client.query(ROWS.format(_MANY))
    client.close()
    grown = (max(peak) - before) / 1e6
    print(f"{run.peer.name}: first of {_ROWS} rows after {median(firsts) * 1e3:.1f} ms; ", end="")
    print(f"{_MANY} rows take {grown:.1f} MB more memory")


def _updates(run: _Run) -> None:
    """Tell how long an update takes until it is durable."""
    client, times = run.client(), []
    for number in range(_UPDATES):
        graph = f"https://w3id.org/foedera/id/document/{number:016}/graph"
        triples = " ".join(f'<{graph}/{item}> rdfs:label "{number} {item}" .' for item in range(_TRIPLES))
        sparql = (
            f"PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> INSERT DATA {{ GRAPH <{graph}> {{ {triples} }} }}"
        )
        begun = time.perf_counter()
        client.update(run.peer.update, sparql)
        times.append(time.perf_counter() - begun)
    client.close()
    print(f"{run.peer.name}: an update of {_TRIPLES} triples takes {median(times) * 1e3:.1f} ms at the median")


if __name__ == "__main__":
    main()
