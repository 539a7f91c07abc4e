"""Progress: what is being done, as a bar on a terminal and as lines elsewhere."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from kg.cli.outcome import note
from kg.cli.pace import Pace, in_words, rate_in_words

__all__ = ["Say", "progress"]

#: Is told what is being done and, where that is known, how many of how many are done.
Say = Callable[[str, int, int], None]
#: After so many seconds without news, a line says that the work goes on.
_QUIET: Final = 2.0
#: Of more things than these, not each gets a line, but what is done for the first time, and the pace after some time.
_MANY: Final = 100


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
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}", markup=False),
    )
    pace = Pace()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None, pace="")

        def say(text: str, done: int, total: int) -> None:
            pace.add(time.monotonic(), done)
            bar.update(task, description=text, completed=done, total=total or None, pace=_told(pace, total))

        yield say


@contextmanager
def _lines() -> Iterator[Say]:
    told = ("starting", time.monotonic())
    noted = 0.0
    known: set[str] = set()
    over = threading.Event()
    pace = Pace()

    def say(text: str, done: int, total: int) -> None:
        nonlocal told, noted
        now = time.monotonic()
        told = (text, now)
        pace.add(now, done)
        step = text.partition(" ")[0]
        if total > _MANY and now - noted < _QUIET and step in known:
            return
        noted = now
        known.add(step)
        rate = _told(pace, total) if total > _MANY else ""
        note(f"[{done + 1}/{total}] {text}{f' ({rate})' if rate else ''}" if total else text)

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


def _told(pace: Pace, total: int) -> str:
    rate, remaining = pace.rate, pace.remaining(total)
    return f"{rate_in_words(rate)}, {in_words(remaining)} left" if total and rate and remaining is not None else ""
