"""Arguments that several commands share."""

from __future__ import annotations

import datetime
from typing import Final

from kg.errors import InputError

__all__ = ["KINDS", "parse_date"]

#: What ``--kind`` takes, for the help.
KINDS: Final = "news, agreement, resolution or report"


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
