"""Syntax: errors of queries and updates in words that people can read."""

from __future__ import annotations

import re
from typing import Final

from kg.errors import QueryError

__all__ = ["syntax_error"]

_POSITION: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def syntax_error(error: SyntaxError) -> QueryError:
    """Turn Oxigraph's syntax error into one with line and column that people can read."""
    match = _POSITION.match(str(error))
    if match is None:
        return QueryError(f"the query cannot be read: {error}")
    line, column, expected = int(match[1]), int(match[2]), match[3]
    if "Prefix not found" in expected:
        message = "the prefix used here is not declared"
    elif line == 1 and "CONSTRUCT" in expected:
        message = "only SELECT, ASK, CONSTRUCT and DESCRIBE queries are answered"
    else:
        words = sorted(set(re.findall(r"\b[A-Z]{2,}\b", expected)) - {"SEP"})
        message = "the query cannot be read from here on"
        message += f"; {', '.join(words)} could stand here" if 0 < len(words) <= 6 else ""
    return QueryError(message, source="query", line=line, column=column)
