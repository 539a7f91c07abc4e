"""Workers: processes that make graphs of documents, with the results in the order of the documents."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import connection
from typing import Final, TypeVar

from kg.document.model import SourceDocument
from kg.errors import FoederaError, InputError
from kg.extract.llm.options import RULES, Extractor
from kg.ingest.extraction import Made, make
from kg.ingest.fingerprint import Fingerprints

__all__ = ["Task", "run_tasks"]

#: How many documents are read ahead for each worker; more would only cost memory.
_AHEAD: Final = 4

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Task:
    """Be a document that is to be extracted from, with its fingerprints."""

    document: SourceDocument
    digests: Fingerprints
    extractor: Extractor = RULES


def run_tasks(items: Iterable[T | Task], *, base: str, jobs: int) -> Iterator[T | tuple[Task, Made | InputError]]:
    """Replace tasks by what is made of them, and pass everything else on, in the order in which it comes.

    The processes are started afresh and share nothing, so that what is made of a document does not depend on how many
    there are. They end when this process does, even if it is killed.

    Args:
        items: Tasks, and what is to be passed on.
        base: The IRI that every minted IRI starts with.
        jobs: How many processes work.

    Raises:
        ModelError: If there is no language model.
        FoederaError: If a process ends unexpectedly.
    """
    waiting: deque[T | tuple[Task, Future[Made | InputError]]] = deque()
    pool = ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)
    try:
        for item in items:
            waiting.append((item, pool.submit(_make, item, base)) if isinstance(item, Task) else item)
            if len(waiting) > jobs * _AHEAD:
                yield _finished(waiting.popleft())
        while waiting:
            yield _finished(waiting.popleft())
    except BrokenProcessPool as error:
        raise FoederaError(
            "a process that read documents ended unexpectedly, most likely for want of memory",
            hint="Use fewer --jobs, and split very long texts.",
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _finished(item: T | tuple[Task, Future[Made | InputError]]) -> T | tuple[Task, Made | InputError]:
    if isinstance(item, tuple):
        task, future = item
        return task, future.result()
    return item


def _make(task: Task, base: str) -> Made | InputError:
    """Make the graphs of a document; what is wrong with it is a result too, for others to come."""
    try:
        return make(task.document, task.digests, base=base, extractor=task.extractor)
    except InputError as error:
        return error


def _begin() -> None:
    """Prepare a worker: Ctrl-C is the affair of the process that started it, and its end is ours."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
