"""Folders that a server writes for itself."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from api.scratch import Scratch

HOLD = """
import sys
from pathlib import Path
from api.scratch import Scratch
made = Scratch("x-", Path(sys.argv[1]))
print(made.path, flush=True)
sys.stdin.read()
"""


def test_it_goes_when_it_is_closed(tmp_path: Path):
    with Scratch("x-", tmp_path) as folder:
        (folder / "file").write_text("some")
        assert folder.parent == tmp_path
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_server_left_goes_when_the_next_one_starts_and_what_is_held_stays(tmp_path: Path):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    with holder.stdin, holder.stdout:
        left = Path(holder.stdout.readline().strip())
        with Scratch("x-", tmp_path) as held, Scratch("x-", tmp_path):
            assert left.exists()
            assert held.exists()
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    assert left.exists()
    with Scratch("x-", tmp_path):
        assert not left.exists()


def test_what_has_no_lock_is_left_alone_until_it_is_old(tmp_path: Path):
    unlocked, other = tmp_path / "x-1", tmp_path / "y-1"
    for folder in (unlocked, other):
        folder.mkdir()
    with Scratch("x-", tmp_path):
        assert unlocked.exists()
    for folder in (unlocked, other):
        os.utime(folder, (0, 0))
    with Scratch("x-", tmp_path):
        assert not unlocked.exists()
        assert other.exists()
