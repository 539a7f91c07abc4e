"""The judge: a process that compares what a write touches with the shapes, so that the server does not wait for it.

Its server's side is `Judge`, the process itself is ``python -m api.judge``. It reads evidence from its standard input
and writes findings to its standard output, one for one, until its input ends.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import struct
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import BinaryIO, Final

import pyoxigraph
from pyoxigraph import RdfFormat, Triple
from starlette.exceptions import HTTPException

from kg.store.change import Evidence, judge, plainly_conforms
from kg.validate.report import Finding, Report, Severity

__all__ = ["Judge", "main"]

_LENGTHS: Final = struct.Struct(">QQQ")
_LENGTH: Final = struct.Struct(">Q")
_TOO_LARGE: Final = "The write is too large to be compared with the shapes at once. Send it in smaller parts."


class Judge:
    """Hold the process, which is made when it is needed and made anew when it was ended.

    Args:
        seconds: How long one comparison may take.
        memory: How many bytes the process may take.
    """

    def __init__(self, seconds: float, memory: int) -> None:
        self._seconds = seconds
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = asyncio.Lock()

    async def judge(self, evidence: Evidence) -> Report:
        """Compare.

        Raises:
            HTTPException: If it takes too long or too much.
        """
        async with self._lock:
            try:
                async with asyncio.timeout(self._seconds):
                    return await asyncio.to_thread(self._exchange, evidence)
            except (TimeoutError, EOFError, OSError, ValueError):
                self.close()
                raise HTTPException(413, _TOO_LARGE) from None
            except BaseException:
                self.close()
                raise

    def close(self) -> None:
        """End the process; who waits for it is told so."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()

    def _exchange(self, evidence: Evidence) -> Report:
        if self._process is None or self._process.poll() is not None:
            self.close()
            command = [sys.executable, "-m", "api.judge", str(self._memory)]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        process = self._process
        assert process.stdin is not None  # noqa: S101 - it was made with pipes
        assert process.stdout is not None  # noqa: S101
        process.stdin.writelines(_parts(evidence))
        process.stdin.flush()
        head = process.stdout.read(_LENGTH.size)
        if len(head) < _LENGTH.size:
            raise EOFError
        return _report(json.loads(process.stdout.read(*_LENGTH.unpack(head))))


def main(given: BinaryIO, answers: BinaryIO) -> None:
    """Judge what is given until there is no more."""
    while len(head := given.read(_LENGTHS.size)) == _LENGTHS.size:
        data, said, nodes = (given.read(length) for length in _LENGTHS.unpack(head))
        evidence = Evidence(_read(data), _read(said), frozenset(json.loads(nodes)))
        report = Report() if plainly_conforms(evidence) else judge(evidence)
        content = json.dumps([asdict(finding) for finding in report.findings]).encode()
        answers.write(_LENGTH.pack(len(content)) + content)
        answers.flush()


def _parts(evidence: Evidence) -> Sequence[bytes]:
    parts = (_written(evidence.data), _written(evidence.said), json.dumps(sorted(evidence.nodes)).encode())
    return _LENGTHS.pack(*map(len, parts)), *parts


def _written(triples: Iterable[Triple]) -> bytes:
    written = pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES)
    assert written is not None  # noqa: S101 - it is only None where there is a file to write to
    return written


def _read(content: bytes) -> frozenset[Triple]:
    return frozenset(quad.triple for quad in pyoxigraph.parse(content, RdfFormat.N_TRIPLES, lenient=True))


def _report(told: list[dict[str, str]]) -> Report:
    return Report(tuple(Finding(**{**one, "severity": Severity(one["severity"])}) for one in told))  # type: ignore[arg-type]


def _limit(memory: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if __name__ == "__main__":
    _limit(int(sys.argv[1]))
    main(sys.stdin.buffer, sys.stdout.buffer)
