"""Dumps: a file that somebody is being sent is not exchanged for one of another version."""

from __future__ import annotations

import asyncio
import hashlib

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from api.dumps import Dump, DumpFolder
from kg.store.oxigraph import OxigraphStore


def test_a_file_stays_until_there_are_two_newer_ones() -> None:
    engine, folder = pyoxigraph.Store(), DumpFolder()

    def dump_of(version: int) -> Dump:
        engine.add(Quad(NamedNode("urn:x:s"), NamedNode("urn:x:p"), Literal(version), NamedNode("urn:x:g")))
        found = asyncio.run(folder.dump(OxigraphStore(engine), version, "nq"))
        assert found is not None
        return found

    first, second = dump_of(1), dump_of(2)
    for dump in (first, second):
        assert dump.tag == f'"{hashlib.sha256(dump.path.read_bytes()).hexdigest()[:32]}"'
    third = dump_of(3)
    assert [dump.path.exists() for dump in (first, second, third)] == [False, True, True]
    folder.close()
