"""The error family: every failure a user can cause, with what to do about it."""

from __future__ import annotations

__all__ = [
    "ConformanceError",
    "EvidenceError",
    "FoederaError",
    "InputError",
    "ModelError",
    "NotFoundError",
    "QueryError",
    "QueryLimitError",
    "RefusedError",
    "StoreBusyError",
    "StoreError",
]


class FoederaError(Exception):
    """Be the root of all errors that Foedera raises on purpose.

    Args:
        message: What is wrong, in one sentence that names the offending value.
        hint: What the user can do about it; printed on a line of its own.
    """

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputError(FoederaError, ValueError):
    """Report input that cannot be used.

    Args:
        message: What is wrong.
        source: The file, parameter or document it is in.
        line: The line it is on, counted from 1.
        column: The column it is at, counted from 1.
        offset: The code point it is at, counted from 0.
        hint: What to do.
    """

    def __init__(
        self,
        message: str,
        *,
        source: str | None = None,
        line: int | None = None,
        column: int | None = None,
        offset: int | None = None,
        hint: str | None = None,
    ) -> None:
        where = [source] if source else []
        where += [f"line {line}"] if line is not None else []
        where += [f"column {column}"] if column is not None else []
        where += [f"offset {offset}"] if offset is not None else []
        super().__init__(f"{', '.join(where)}: {message}" if where else message, hint=hint)
        self.source = source
        self.line = line
        self.column = column
        self.offset = offset


class EvidenceError(InputError):
    """Report a passage that is not what its document says."""


class QueryError(InputError):
    """Report a SPARQL query that cannot be parsed or is not allowed."""


class RefusedError(QueryError):
    """Report a SPARQL query or update that can be read but asks for what is never done here."""


class ModelError(FoederaError, RuntimeError):
    """Report a language model or reasoner that is missing or is not the one expected."""


class NotFoundError(FoederaError, LookupError):
    """Report a thing that the store does not hold."""


class StoreError(FoederaError, OSError):
    """Report a store that cannot be opened, read or written."""


class StoreBusyError(StoreError):
    """Report a store that another process holds open."""


class QueryLimitError(FoederaError, RuntimeError):
    """Report a query that was ended because it took too long or too much."""


class ConformanceError(FoederaError, ValueError):
    """Report a graph that does not conform to the shapes.

    Args:
        message: How many findings there are, and in what.
        findings: One plain sentence for each finding.
    """

    def __init__(self, message: str, findings: tuple[str, ...], *, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.findings = findings
