"""The way by which changes come into a store."""

import threading
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import StoreError
from kg.settings import Settings
from kg.store.delta import Delta
from kg.store.journal import Journal
from kg.store.open import open_store
from kg.store.writer import Writer

A, P, G = NamedNode("u:a"), NamedNode("u:p"), NamedNode("u:g")


def _delta(number: int) -> Delta:
    return Delta(added=frozenset({Quad(A, P, Literal(f"{number}"), G)}))


class _Slow(Delta):
    """Takes until it is let go."""

    go = threading.Event()

    def apply(self, store: pyoxigraph.Store) -> None:
        self.go.wait(20)
        super().apply(store)


class _Broken(Delta):
    def apply(self, store: pyoxigraph.Store) -> None:
        raise OSError(28, "No space left on device")


def test_a_change_is_safe_before_it_is_in_the_store_and_whoever_asks_sees_it(tmp_path: Path):
    raw, journal = pyoxigraph.Store(), Journal(tmp_path)
    writer = Writer(raw, "here", journal)
    _Slow.go.clear()
    writer.write(_Slow(added=_delta(1).added))
    assert list(journal.changes()) == [_delta(1)]
    assert len(raw) == 0
    threading.Timer(0.05, _Slow.go.set).start()
    assert len(writer.store) == 1
    writer.write(_delta(2))
    assert len(writer.store) == 2
    writer.close()
    assert journal.is_empty()
    with pytest.raises(StoreError, match="closed"):
        _ = writer.store


def test_what_cannot_be_put_into_the_store_is_told_and_made_good_when_it_is_opened_again(folder: Path):
    with open_store(Settings(store=str(folder))):
        pass
    journal = Journal(folder)
    writer = Writer(pyoxigraph.Store(), str(folder), journal)
    writer.write(_Broken(added=_delta(1).added))
    for _ in range(2):
        with pytest.raises(StoreError, match="could not be written") as caught:
            writer.write(_delta(2))
        assert "opened again" in str(caught.value.hint)
    with pytest.raises(StoreError):
        writer.close()
    assert list(journal.changes()) == [_delta(1)]
    with open_store(Settings(store=str(folder))) as store:
        assert {str(quad.object) for quad in store.quads(["u:g"])} == {'"1"'}
