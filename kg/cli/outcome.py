"""The outcome of a command: exit codes, and errors as sentences."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path
from typing import ParamSpec

import typer

from kg.errors import ConformanceError, FoederaError

__all__ = ["Outcome", "guarded", "note"]

P = ParamSpec("P")


class Outcome(IntEnum):
    """Name the exit codes."""

    GOOD = 0
    FINDINGS = 1
    BAD_USE = 2
    STOPPED = 130
    PIPE_CLOSED = 141


def guarded(command: Callable[P, Outcome | None]) -> Callable[P, None]:
    """Make a command end with an exit code and, where it fails, a sentence and a hint, never a traceback."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            outcome = command(*args, **kwargs) or Outcome.GOOD
            sys.stdout.flush()
        except FoederaError as error:
            _explain(error)
            outcome = Outcome.FINDINGS if isinstance(error, ConformanceError) else Outcome.BAD_USE
        except BrokenPipeError:
            # The reader has gone; nothing more can be said on that side, at exit neither.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            outcome = Outcome.PIPE_CLOSED
        except KeyboardInterrupt:
            note("Stopped.")
            outcome = Outcome.STOPPED
        except OSError as error:
            note(f"foedera: {error.filename or 'output'}: {error.strerror or error}")
            outcome = Outcome.BAD_USE
        except typer.Exit:
            raise
        except Exception as error:  # noqa: BLE001 - the outermost boundary
            note(f"foedera: this should not have happened: {type(error).__name__}: {error} ({_place(error)})")
            note("  Please report it, with the command and the text.")
            outcome = Outcome.BAD_USE
        if outcome:
            raise typer.Exit(int(outcome))

    return run


def note(message: str) -> None:
    """Say something that is not the answer, on standard error."""
    typer.echo(message, err=True)


def _place(error: Exception) -> str:
    """Tell where in the code an error arose."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "unknown place"


def _explain(error: FoederaError) -> None:
    note(f"foedera: {error.message}")
    if isinstance(error, ConformanceError):
        for finding in error.findings:
            note(f"  - {finding}")
    if error.hint:
        note(f"  {error.hint}")
