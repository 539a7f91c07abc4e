"""Markdown: its front matter says what the document is; its marks are for the eye and are taken out of the words."""

from __future__ import annotations

import datetime
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from kg.document.encoding import decode
from kg.document.kind import parse_kind
from kg.document.model import DocumentKind
from kg.document.readers.content import Content
from kg.errors import InputError

__all__ = ["read", "without_marks"]

_KEYS = Path(__file__).parents[1] / "data" / "front-matter.toml"
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
#: The longest front matter that is read.
_LONGEST: Final = 65_536
_HINT: Final = "Write one key: value on each line between two lines of ---, dates as 2020-03-05."

#: Marks and what is left of them, in this order. Headings, numbers and bullets stay: they say what a line is.
_MARKS: Final = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"^\[[^\]\n]+\]:[ \t]+\S.*\n?", re.MULTILINE), ""),
    (re.compile(r"!\[([^\]\n]*)\]\([^()\s]*(?:[ \t]+\"[^\"\n]*\")?\)"), r"\1"),
    (re.compile(r"\[([^\]\n]+)\]\((?:[^()\s]|\([^()\s]*\))*(?:[ \t]+\"[^\"\n]*\")?\)"), r"\1"),
    (re.compile(r"\[([^\]\n]+)\]\[[^\]\n]*\]"), r"\1"),
    (re.compile(r"<(https?://[^>\s]+)>"), r"\1"),
    (re.compile(r"(?<!\*)\*\*(?!\*)(?=\S)([^\n]*?\S)\*\*(?!\*)"), r"\1"),
    (re.compile(r"(?<![\w_])__(?!_)(?=\S)([^\n]*?[^\s_])__(?![\w_])"), r"\1"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]*[^\s_])_(?![\w_])"), r"\1"),
    (re.compile(r"^```.*\n?", re.MULTILINE), ""),
    (re.compile(r"^>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>])"), r"\1"),
)


def read(data: bytes, *, source: str) -> Content:
    """Read a Markdown text.

    Args:
        data: The bytes of the file.
        source: The file, for messages.

    Raises:
        InputError: If its front matter cannot be understood; the message names the line.
    """
    text = decode(data, source=source).replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    told = _mapping(front[1], source) if front is not None and len(front[1]) <= _LONGEST else None
    if front is None or told is None:
        return Content(text=without_marks(text))
    page = _Page(front[1], told, source)
    return Content(
        text=without_marks(text[front.end() :].lstrip("\n")),
        title=page.text("title"),
        creator=page.text("creator"),
        publisher=page.text("publisher"),
        source=page.text("source"),
        licence=page.text("licence"),
        date=page.date(),
        kind=page.kind(),
    )


def without_marks(text: str) -> str:
    """Take out the marks of links, emphasis, quotation and comments, and leave the words.

    >>> without_marks("**Turkey** [agreed](https://example.org/a) to a _truce_.")
    'Turkey agreed to a truce.'
    """
    for mark, rest in _MARKS:
        text = mark.sub(rest, text)
    return text


class _Page:
    """Be the front matter: what it tells, and where."""

    def __init__(self, block: str, told: dict[str, object], source: str) -> None:
        self._lines = block.split("\n")
        self._told = told
        self._source = source

    def text(self, meaning: str) -> str | None:
        """Return the words under the keys of a meaning, or None."""
        _, value = self._find(meaning)
        if isinstance(value, list):
            value = ", ".join(str(item) for item in value if isinstance(item, str | int))
        return " ".join(str(value).split()) or None if isinstance(value, str | int | float) else None

    def date(self) -> datetime.date | None:
        """Return the day of publication, or None.

        Raises:
            InputError: If it is no day.
        """
        key, value = self._find("date")
        if value is None or isinstance(value, datetime.datetime):
            return value.date() if value else None
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.datetime.fromisoformat(str(value).strip()).date()
        except ValueError as error:
            raise InputError(
                f"{key} must be a day, but it is {value!r}", source=self._source, line=self._line(key), hint=_HINT
            ) from error

    def kind(self) -> DocumentKind | None:
        """Return what kind of document it says it is, or None.

        Raises:
            InputError: If there is no such kind.
        """
        key, value = self._find("kind")
        if not isinstance(value, str) or not value.strip():
            return None
        try:
            return parse_kind(value, source=self._source, line=self._line(key))
        except InputError:
            if key != _meanings()["kind"][0]:  # another tool's key, for its own types
                return None
            raise

    def _find(self, meaning: str) -> tuple[str, object]:
        return next(((key, self._told[key]) for key in _meanings()[meaning] if self._told.get(key)), (meaning, None))

    def _line(self, key: str) -> int:
        found = (n for n, line in enumerate(self._lines, 2) if line.lower().startswith(f"{key}:"))
        return next(found, 1)


def _mapping(block: str, source: str) -> dict[str, object] | None:
    """Read the front matter; None where it is no table, but a passage between two rules."""
    try:
        told = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if not re.match(r"\s*[\w-]+[ \t]*:", block):
            return None
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise InputError(
            f"the front matter is not YAML: {problem}",
            source=source,
            line=mark.line + 2 if mark is not None else 1,
            hint=_HINT,
        ) from error
    return {str(key).lower(): value for key, value in told.items()} if isinstance(told, dict) else None


@cache
def _meanings() -> dict[str, list[str]]:
    return tomllib.loads(_KEYS.read_text(encoding="utf-8"))
