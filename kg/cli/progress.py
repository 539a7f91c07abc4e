"""Progress: what is being done, as a bar on a terminal and as lines elsewhere."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kg.cli.outcome import note

__all__ = ["Say", "progress"]

#: Is told what is being done and, where that is known, how many of how many are done.
Say = Callable[[str, int, int], None]
#: After so many seconds without news, a line says that the work goes on.
_QUIET = 2.0


@contextmanager
def progress() -> Iterator[Say]:
    """Show on standard error what is being done until the end of the block."""
    if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        with _bar() as say:
            yield say
    else:
        with _lines() as say:
            yield say


@contextmanager
def _bar() -> Iterator[Say]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)
        yield lambda text, done, total: bar.update(task, description=text, completed=done, total=total or None)


@contextmanager
def _lines() -> Iterator[Say]:
    told = ("starting", time.monotonic())
    over = threading.Event()

    def say(text: str, done: int, total: int) -> None:
        nonlocal told
        told = (text, time.monotonic())
        note(f"[{done + 1}/{total}] {text}" if total else text)

    def keep_telling() -> None:
        last = told
        while not over.wait(_QUIET / 2):
            text, since = told
            passed = time.monotonic() - since
            if told is last and passed >= _QUIET * 0.9:
                note(f"still {text} ({passed:.0f} s)")
            last = told

    thread = threading.Thread(target=keep_telling, daemon=True)
    thread.start()
    try:
        yield say
    finally:
        over.set()
        thread.join()
