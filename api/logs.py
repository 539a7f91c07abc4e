"""Logs: lines for people at a terminal, lines of JSON for machines, each with the request it belongs to."""

from __future__ import annotations

import logging
import sys
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from structlog.typing import EventDict, WrappedLogger

__all__ = ["REQUEST", "configure"]

#: The id of the request that is being answered.
REQUEST: Final[ContextVar[str | None]] = ContextVar("request", default=None)


def configure() -> None:
    """Write what is logged to standard error: plain at a terminal, else as a line of JSON each."""
    import structlog

    render: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(colors=False) if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    )
    before: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _with_request,
        structlog.processors.format_exc_info,
    ]
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, render], foreign_pre_chain=before
        )
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)


def _with_request(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    name = REQUEST.get()
    if name is not None:
        event["request"] = name
    return event
