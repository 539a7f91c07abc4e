"""Kill the server in the middle of updates and look what is left: ``python -m benchmarks.crash --updates 1000``.

Clients send updates, each of which puts a few triples into the store and takes those of an earlier one out. Every now
and then the server is killed (``kill -9``) and started again. What was answered by 2xx must be there, and none half.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import NamedNode

from benchmarks.endpoint_client import Client
from kg.settings import Settings
from kg.store.open import open_store

__all__ = ["main"]

#: How many triples each update puts in.
_TRIPLES: Final = 5
_GRAPH: Final = "urn:x:crash"
_PATIENCE: Final = 60.0


class _Server:
    """Be a server that can be killed."""

    def __init__(self, store: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        command = [str(Path(sys.executable).parent / "foedera"), "serve", "--store", str(store)]
        environment = {**os.environ, "FOEDERA_WRITE": "open", "FOEDERA_SHAPES": "off"}
        self._process = subprocess.Popen(
            [*command, "--port", str(self.port)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + _PATIENCE
        while True:
            client = Client(self.port, "/sparql")
            try:
                client.query("ASK {}")
                break
            except (OSError, RuntimeError):
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)
            finally:
                client.close()

    def kill(self) -> None:
        """Kill it, and it alone."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it, print what is found, and return how many updates are lost or half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--clients", type=int, default=4)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        answered: set[int] = set()
        for kill in range(options.kills):
            sent = range(kill * options.updates // options.kills, (kill + 1) * options.updates // options.kills)
            answered |= _round(store, list(sent), options.clients)
        lost, half = _looked_at(store, answered)
    print(
        f"{options.updates} updates, {options.kills} kills, {len(answered)} answered by 2xx; {lost} lost, {half} half"
    )
    return lost + half


def _round(store: Path, numbers: list[int], clients: int) -> set[int]:
    """Send updates, kill the server in the middle of them, and return those that were answered."""
    server, answered = _Server(store), set[int]()
    enough = threading.Event()
    stop_at = random.Random(numbers[0]).randrange(len(numbers) // 2, len(numbers))  # noqa: S311 - not for secrets

    def send(own: list[int]) -> None:
        client = Client(server.port, "/sparql")
        for number in own:
            try:
                client.update("/update", _update(number))
            except (OSError, RuntimeError):
                break
            answered.add(number)
            if len(answered) >= stop_at:
                enough.set()
        client.close()

    threads = [threading.Thread(target=send, args=(numbers[first::clients],)) for first in range(clients)]
    for thread in threads:
        thread.start()
    enough.wait(_PATIENCE)
    server.kill()
    for thread in threads:
        thread.join()
    return answered


def _update(number: int) -> str:
    """Put triples in, and what marks the update as begun out again: both or neither must be seen."""
    triples = " ".join(f"<urn:x:{number}> <urn:x:part> {part} ." for part in range(_TRIPLES))
    return (
        f"INSERT DATA {{ GRAPH <{_GRAPH}> {{ <urn:x:{number}> <urn:x:begun> true }} }} ; "
        f"DELETE WHERE {{ GRAPH <{_GRAPH}> {{ <urn:x:{number}> <urn:x:begun> ?o }} }} ; "
        f"INSERT DATA {{ GRAPH <{_GRAPH}> {{ {triples} }} }}"
    )


def _looked_at(store: Path, answered: set[int]) -> tuple[int, int]:
    """Count the updates that are lost, and those of which only a part is there, in their graph or in the union."""
    with open_store(Settings(store=str(store))):
        pass  # what was left unfinished is finished
    kept = pyoxigraph.Store.read_only(str(store))
    whole: set[int] = set()
    half: set[int] = set()
    for place in (NamedNode(_GRAPH), pyoxigraph.DefaultGraph()):
        parts: dict[int, int] = {}
        for quad in kept.quads_for_pattern(None, None, None, place):
            assert isinstance(quad.subject, NamedNode)  # noqa: S101 - nothing else was written
            number = int(quad.subject.value.removeprefix("urn:x:"))
            parts[number] = parts.get(number, 0) + (1 if quad.predicate.value.endswith("part") else _TRIPLES + 1)
        found = {number for number, count in parts.items() if count == _TRIPLES}
        half |= set(parts) - found | (whole ^ found if isinstance(place, pyoxigraph.DefaultGraph) else set())
        whole = found
    return len(answered - whole - half), len(half)


if __name__ == "__main__":
    sys.exit(min(main(), 1))
