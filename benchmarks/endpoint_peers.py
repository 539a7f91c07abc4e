"""Servers that are measured against each other, all with the same statements."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, RdfFormat

from benchmarks.endpoint_client import Client
from benchmarks.synthetic import fill
from kg.settings import Settings
from kg.store.open import open_store

__all__ = [
    "Peer",
    "filled",
    "foedera",
    "foedera_cold",
    "foedera_warm",
    "made",
    "oxigraph",
    "rdflib_endpoint",
    "running",
]

_BIN = Path(sys.executable).parent
_PATIENCE = 600.0


@dataclass(frozen=True, slots=True)
class Peer:
    """Be a server.

    Args:
        name: What it is called.
        command: What starts it; ``{port}`` is where it is to listen.
        path: Where it answers queries.
        update: Where it takes updates, if it does.
        environment: What it needs to be told.
    """

    name: str
    command: tuple[str, ...]
    path: str
    update: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)


def made(folder: Path, triples: int) -> Path:
    """Make the data once: a store of ours, the same quads in a store of Oxigraph's, and the default graph as a file."""
    ours = filled(folder, triples)
    place = ours.parent
    dump, theirs, flat = (place / name for name in ("all.nq", "oxigraph", "default.nt"))
    if not theirs.exists():
        kept = pyoxigraph.Store.read_only(str(ours))
        kept.dump(str(dump), RdfFormat.N_QUADS)
        kept.dump(str(flat), RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
        command = [str(_BIN / "oxigraph"), "load", "--location", str(theirs), "--file", str(dump)]
        subprocess.run(command, check=True, capture_output=True)
        dump.unlink()
    return place


def filled(folder: Path, triples: int) -> Path:
    """Make a store of ours once."""
    ours = folder / f"corpus-{triples}" / "foedera"
    if not ours.exists():
        ours.parent.mkdir(parents=True, exist_ok=True)
        with open_store(Settings(store=str(ours))) as store:
            fill(store, triples)
    return ours


def foedera(store: Path, scratch: Path, environment: Mapping[str, str], name: str = "foedera") -> Peer:
    """Return ours, with a copy of a store."""
    shutil.copytree(store, scratch)
    command = (str(_BIN / "foedera"), "serve", "--store", str(scratch), "--port", "{port}")
    return Peer(name, command, "/sparql", "/update", {"FOEDERA_WRITE": "open", **environment})


def foedera_cold(place: Path, scratch: Path) -> Peer:
    """Return ours without its cache."""
    return foedera(place / "foedera", scratch, {"FOEDERA_CACHE_SIZE": "0"}, "foedera, cold")


def foedera_warm(place: Path, scratch: Path) -> Peer:
    """Return ours with its cache."""
    return foedera(place / "foedera", scratch, {}, "foedera, warm")


def oxigraph(place: Path, scratch: Path) -> Peer:
    """Return Oxigraph's own server."""
    shutil.copytree(place / "oxigraph", scratch)
    command = (str(_BIN / "oxigraph"), "serve", "--location", str(scratch), "--bind", "127.0.0.1:{port}")
    return Peer("oxigraph serve", command, "/query", "/update")


def rdflib_endpoint(place: Path, scratch: Path) -> Peer:
    """Return rdflib-endpoint, which holds the default graph alone, in memory."""
    scratch.mkdir()
    command = (str(_BIN / "rdflib-endpoint"), "serve", str(place / "default.nt"), "--port", "{port}")
    return Peer("rdflib-endpoint", command, "/")


@contextmanager
def running(peer: Peer) -> Iterator[tuple[int, int]]:
    """Run a server until the block ends; its port and process are given when it answers.

    Raises:
        RuntimeError: If it does not start.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [part.replace("{port}", str(port)) for part in peer.command]
    environment = {**os.environ, **peer.environment}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + _PATIENCE
        client = Client(port, peer.path)
        while True:
            try:
                client.query("ASK {}")
                if peer.update:  # who loads the data into memory takes the first change when that is done
                    client.update(peer.update, "DELETE DATA { <urn:x> <urn:y> <urn:z> }")
                break
            except (OSError, RuntimeError) as error:
                client.close()
                if process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"{peer.name} does not start") from error
                time.sleep(0.05)
        client.close()
        yield port, process.pid
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
