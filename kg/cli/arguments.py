"""Arguments that several commands share."""

from __future__ import annotations

import datetime
from typing import Annotated, Final

import typer

from kg.errors import InputError
from kg.extract.llm.options import Method

__all__ = ["KINDS", "BaseUrl", "ExtractorName", "ModelName", "parse_date"]

#: What ``--kind`` takes, for the help.
KINDS: Final = "news, agreement, resolution or report"

#: Who finds the frames.
ExtractorName = Annotated[
    Method,
    typer.Option(
        help="Who finds what is said: rules; a language model (llm); or rules first, and the model for what they left "
        "open (hybrid). Only with llm or hybrid is anything sent anywhere: the whole text, to the service of the model."
    ),
]
#: The model that is asked.
ModelName = Annotated[
    str | None,
    typer.Option(
        "--model",
        help="The model to ask: openai:NAME or anthropic:NAME. The key is read from OPENAI_API_KEY or "
        "ANTHROPIC_API_KEY.",
        show_default=False,
    ),
]
#: Where it is asked.
BaseUrl = Annotated[
    str | None,
    typer.Option(
        "--base-url",
        help="The address of the service, such as http://127.0.0.1:11434/v1; else that of the protocol's own.",
        show_default=False,
    ),
]


def parse_date(text: str | None, *, source: str = "--date") -> datetime.date | None:
    """Read a day of the calendar.

    Raises:
        InputError: If it is none.

    >>> parse_date("2020-03-05")
    datetime.date(2020, 3, 5)
    """
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{text!r} is no day", source=source, hint="Write it as 2020-03-05.") from error
