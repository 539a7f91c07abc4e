"""A server that is told to stop ends what it began, and leaves nobody behind."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")

SLOW = "SELECT (COUNT(*) AS ?n) WHERE { VALUES ?a { 1 2 3 4 5 6 7 8 9 } %s }"
#: 9 to the power of 6 rows, which take about a second.
COUNTED = SLOW % " ".join(f"VALUES ?v{number} {{ 1 2 3 4 5 6 7 8 9 }}" for number in range(5))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [Path(sys.executable).with_name("foedera"), "serve", "--port", str(port), "--store", str(tmp_path / "s")]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(600):
                with contextlib.suppress(OSError):
                    urllib.request.urlopen(f"{address}/readyz", timeout=10).close()
                    break
                time.sleep(0.05)
            yield process, address
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_query_that_runs_is_answered_and_nobody_is_left(
    server: tuple[subprocess.Popen[bytes], str], told: signal.Signals
):
    process, address = server
    answers: list[bytes | int] = []

    def ask() -> None:
        try:
            with urllib.request.urlopen(f"{address}/sparql?query={urllib.parse.quote(COUNTED)}", timeout=60) as reply:
                answers.append(reply.read())
        except urllib.error.HTTPError as error:
            answers.append(error.code)
            error.close()

    asking = threading.Thread(target=ask)
    asking.start()
    while b"foedera_queries_busy 0" in metrics(address) and asking.is_alive():
        time.sleep(0.01)
    process.send_signal(told)
    asking.join()
    assert process.wait(timeout=60) == 0
    assert len(answers) == 1
    assert answers[0] == 503 or b"531441" in bytes(answers[0])
    until = time.monotonic() + 10
    while left := alive(process.pid):
        assert time.monotonic() < until, left
        time.sleep(0.05)


def alive(group: int) -> list[str]:
    """List the processes of a group, but for those that have ended and that nobody has asked about."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, its_group = file.read_text().rpartition(") ")[2].split()[:3]
            if its_group == str(group) and state not in "ZX":
                found.append(file.parent.name)
    return found


def metrics(address: str) -> bytes:
    with urllib.request.urlopen(f"{address}/metrics", timeout=10) as reply:
        return bytes(reply.read())
