import os
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import StoreError
from kg.settings import Settings
from kg.store.delta import Delta
from kg.store.journal import Journal
from kg.store.open import open_store

A, P, G = NamedNode("u:a"), NamedNode("u:p"), NamedNode("u:g")


def _delta(number: int) -> Delta:
    """Add two quads and take one of the change before away, so that a half would show."""
    added = frozenset({Quad(A, P, Literal(f"{number} {half}"), G) for half in "lr"})
    return Delta(frozenset({Quad(A, P, Literal(f"{number - 1} l"), G)}), added)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path)


def _filled(journal: Journal, count: int = 3) -> list[Delta]:
    deltas = [_delta(number) for number in range(count)]
    for delta in deltas:
        journal.append(delta.to_bytes())
    return deltas


def test_changes_are_read_in_their_order(journal: Journal):
    assert journal.is_empty()
    assert list(journal.changes()) == []
    deltas = _filled(journal)
    assert not journal.is_empty()
    assert list(journal.changes()) == deltas
    journal.close()
    assert list(journal.changes()) == deltas


def test_a_torn_tail_is_no_change_wherever_it_is_torn(journal: Journal, tmp_path: Path):
    deltas = _filled(journal, 1)
    last = (tmp_path / "journal").stat().st_size
    journal.append(_delta(1).to_bytes())
    deltas.append(_delta(1))
    content = (tmp_path / "journal").read_bytes()
    for length in range(last, len(content)):
        (tmp_path / "journal").write_bytes(content[:length])
        assert list(journal.changes()) == deltas[:1], length
    (tmp_path / "journal").write_bytes(content + b"\0" * 4096)  # the length was written, the content was not
    assert list(journal.changes()) == deltas


@pytest.mark.parametrize("at", [0, 9, 13, 60])
def test_a_damaged_change_is_none_nor_is_what_follows(journal: Journal, tmp_path: Path, at: int):
    _filled(journal, 2)
    content = bytearray((tmp_path / "journal").read_bytes())
    content[at] ^= 0xFF
    (tmp_path / "journal").write_bytes(content)
    assert list(journal.changes()) == []


def test_it_can_be_emptied_with_and_without_a_file_at_hand(journal: Journal, tmp_path: Path):
    _filled(journal)
    journal.empty()
    assert journal.is_empty()
    assert _filled(journal, 1) == list(journal.changes())
    journal.close()
    Journal(tmp_path).empty()
    assert journal.is_empty()


def test_it_tells_when_it_should_be_emptied(journal: Journal, monkeypatch: pytest.MonkeyPatch):
    assert not journal.append(b"x" * 100)
    monkeypatch.setattr("kg.store.journal._MOST", 150)
    assert journal.append(b"x" * 100)


def test_what_cannot_be_made_durable_leaves_no_trace(journal: Journal, monkeypatch: pytest.MonkeyPatch):
    deltas = _filled(journal, 1)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdatasync", full)
    with pytest.raises(OSError, match="No space"):
        journal.append(_delta(1).to_bytes())
    monkeypatch.undo()
    assert list(journal.changes()) == deltas
    journal.append(_delta(2).to_bytes())
    assert list(journal.changes()) == [*deltas, _delta(2)]


@pytest.mark.parametrize("torn", [False, True])
@pytest.mark.parametrize("applied", [0, 1, 2])
def test_what_a_crash_left_is_made_good_when_the_store_is_opened(folder: Path, applied: int, torn: bool):
    with open_store(Settings(store=str(folder))) as store:
        store.write(_delta(0))
    journal = Journal(folder)
    deltas = [_delta(1), _delta(2)]
    for delta in deltas:
        journal.append(delta.to_bytes())
    journal.close()
    behind = pyoxigraph.Store(str(folder))
    for delta in deltas[:applied]:
        delta.apply(behind)
    if applied < 2:  # half of the next one
        behind.extend(sorted(deltas[applied].added, key=str)[:1])
    behind.flush()
    del behind
    if torn:
        with (folder / "journal").open("ab") as file:
            file.write(_delta(3).to_bytes()[:50])
    for read_only in (False, True):
        with open_store(Settings(store=str(folder)), read_only=read_only) as store:
            told = {quad.object.value for quad in store.quads(["u:g"]) if isinstance(quad.object, Literal)}
            assert told == {"0 r", "1 r", "2 l", "2 r"}
    assert Journal(folder).is_empty()


def test_a_reader_finishes_what_a_crash_left(folder: Path):
    with open_store(Settings(store=str(folder))):
        pass
    journal = Journal(folder)
    journal.append(_delta(0).to_bytes())
    journal.close()
    with open_store(Settings(store=str(folder)), read_only=True) as store:
        assert len(list(store.quads(["u:g"]))) == 2
    assert journal.is_empty()


def test_a_write_that_cannot_be_kept_is_not_made(folder: Path, monkeypatch: pytest.MonkeyPatch):
    with open_store(Settings(store=str(folder))) as store:

        def full(_: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fdatasync", full)
        with pytest.raises(StoreError, match="could not be written"):
            store.write(_delta(0))
        monkeypatch.undo()
        assert list(store.quads()) == []
        store.write(_delta(1))
    with open_store(Settings(store=str(folder)), read_only=True) as store:
        assert len(list(store.quads())) == 2
