import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rdflib import Graph

from kg.errors import FoederaError, NotFoundError, StoreBusyError, StoreError
from kg.settings import Settings
from kg.store.open import open_store, store_exists

Turtle = Callable[[str], Graph]
Hold = Callable[[str], None]

G = "https://example.org/g"

HOLD = """
import sys
from kg.settings import Settings
from kg.store.open import open_store
with open_store(Settings(store=sys.argv[1]), read_only=sys.argv[2] == "reader"):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def other(folder: Path) -> Iterator[Hold]:
    """Let another process hold the store."""
    processes = []

    def hold(how: str) -> None:
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(folder), how], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        processes.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"

    yield hold
    for process in processes:
        process.communicate()


def opened(folder: Path, **how: bool):
    return open_store(Settings(store=str(folder)), wait=0.0, **how)


def test_it_is_made_where_the_settings_say(folder: Path):
    settings = Settings(store=str(folder / "a" / "b"))
    assert not store_exists(settings)
    open_store(settings).close()
    assert store_exists(settings)


def test_it_keeps_what_was_written(folder: Path, turtle: Turtle):
    with opened(folder) as store:
        store.replace({G: turtle(":a :p 1 .")})
    with opened(folder, read_only=True) as store:
        assert store.graph_names() == [G]
        with pytest.raises(StoreError, match="could not be written"):
            store.replace({}, remove=[G])


def test_a_writer_keeps_others_out(folder: Path, other: Hold):
    other("writer")
    for read_only in (False, True):
        with pytest.raises(StoreBusyError, match="in use") as caught:
            opened(folder, read_only=read_only)
        assert "FOEDERA_STORE" in str(caught.value.hint)


def test_readers_share_and_keep_writers_out(folder: Path, other: Hold):
    opened(folder).close()
    other("reader")
    opened(folder, read_only=True).close()
    with pytest.raises(StoreBusyError):
        opened(folder)


def test_a_second_writer_in_one_process_is_kept_out_too(folder: Path):
    with opened(folder), pytest.raises(StoreBusyError):
        opened(folder)


def test_reading_makes_no_store(folder: Path):
    with pytest.raises(NotFoundError, match="no store in") as caught:
        opened(folder, read_only=True)
    assert not folder.exists()
    assert "foedera ingest" in str(caught.value.hint)


def test_a_file_in_its_place(folder: Path):
    folder.write_text("x")
    with pytest.raises(StoreError, match="is a file"):
        opened(folder)


def test_a_file_on_the_way_to_it(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot be opened"):
        opened(tmp_path / "file" / "store")


def test_a_folder_of_other_things_is_left_alone(folder: Path):
    folder.mkdir()
    (folder / "thesis.txt").write_text("x")
    with pytest.raises(StoreError, match="not a Foedera store"):
        opened(folder)
    assert [path.name for path in folder.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("file", ["CURRENT", "MANIFEST"])
def test_a_damaged_store(folder: Path, turtle: Turtle, file: str, read_only: bool):
    with opened(folder) as store:
        store.replace({G: turtle(":a :p 1 .")})
    next(folder.glob(f"{file}*")).write_bytes(b"junk")
    with pytest.raises(StoreError, match="damaged") as caught:
        opened(folder, read_only=read_only)
    assert "ingest the texts again" in str(caught.value.hint)
    with pytest.raises(StoreError, match="damaged"):  # the lock was let go
        opened(folder, read_only=read_only)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission(tmp_path: Path):
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    with pytest.raises(StoreError, match="Permission denied"):
        opened(locked / "store")


def test_an_address_is_not_supported_yet():
    with pytest.raises(FoederaError, match="not supported yet"):
        open_store(Settings(store="https://example.org/sparql"))


def test_an_interrupted_first_opening_is_taken_up(folder: Path):
    folder.mkdir()
    for name in ("LOCK", "LOG", "IDENTITY", "MANIFEST-000001"):
        (folder / name).write_text("")
    opened(folder).close()


@pytest.mark.parametrize(("made", "asked"), [("union", "own"), ("own", "union")])
def test_one_kind_of_default_graph_is_not_taken_for_the_other(folder: Path, made: str, asked: str):
    open_store(Settings(store=str(folder), default_graph=made)).close()
    for read_only in (False, True):
        with pytest.raises(StoreError, match=f"made with the default graph '{made}'") as caught:
            open_store(Settings(store=str(folder), default_graph=asked), read_only=read_only)
        assert f"FOEDERA_DEFAULT_GRAPH={made}" in str(caught.value.hint)
    open_store(Settings(store=str(folder), default_graph=made)).close()


def test_a_store_of_an_earlier_version_is_marked_when_it_is_written_to(folder: Path):
    settings = Settings(store=str(folder))
    open_store(settings).close()
    (folder / "default-graph").unlink()
    open_store(settings, read_only=True).close()
    assert not (folder / "default-graph").exists()
    open_store(settings).close()
    assert (folder / "default-graph").read_text() == "union\n"
