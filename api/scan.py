"""Scan: what a query is made of, counted without descending into it.

The scanner keeps its brackets in a list, not on the stack of calls, so nothing can overflow. It reads a query as
Oxigraph's parser does; where ``<`` could begin an IRI or be a comparison, and the two readings have different brackets,
the query is refused rather than guessed at. It may count too much, never too little.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.errors import QueryError

__all__ = ["Size", "measure"]

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_IRI = re.compile(r'<[^<>"{}|^`\\\x00-\x20]*>')
#: Only an IRI can begin so: as a comparison it would be a syntax error at the second slash.
_SURE_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
#: What makes the two readings of ``<…>`` inside brackets differ.
_TELLING = re.compile(r"[#()\[\]']")

_TOKEN: Final = re.compile(
    r"""
    (?P<blank>\s++|\#[^\n\r]*+)
  | (?P<term>'''(?:'{0,2}(?:[^'\\]|\\.))*+'''|\"\"\"(?:"{0,2}(?:[^"\\]|\\.))*+\"\"\"
            |'(?:[^'\\\n\r]|\\.)*+'|"(?:[^"\\\n\r]|\\.)*+"|@[A-Za-z0-9-]++|\d++(?:\.\d++)?(?:[eE][+-]?\d++)?)
  | (?P<variable>[?$][\w\x80-\U0010ffff]*+)
  | (?P<run>[A-Za-z\x80-\U0010ffff][\w\x80-\U0010ffff.-]*+)
  | (?P<local>_?:(?:[\w\x80-\U0010ffff:%.-]|\\.)*+)
  | (?P<open><<|[({\[])
  | (?P<close>>>|[)}\]])
  | (?P<mark>\\.|.)
    """,
    re.VERBOSE | re.DOTALL,
)
#: What most of a query is made of, and nothing is counted by outside of lists.
_PLAIN: Final = re.compile(
    r"""(?:\s++|[?$][\w\x80-\U0010ffff]*+|<[A-Za-z][A-Za-z0-9+.-]*://[^<>"{}|^`\\\x00-\x20]*>
        |[A-Za-z\x80-\U0010ffff][\w\x80-\U0010ffff.-]*+:(?:[\w\x80-\U0010ffff:%.-]|\\.)*+(?<!\.))++""",
    re.VERBOSE | re.DOTALL,
)
_PIECE = re.compile(r"\w+|[.-]|[^\w.-]+")
_CLOSED_BY: Final = {
    "(": ")", "list": ")", "row": ")", "{": "}", "values": "}", "template": "}", "[": "]", "<<": ">>",
}  # fmt: skip
_CLAUSES: Final = frozenset(
    {"AS", "BIND", "EXISTS", "FILTER", "GRAPH", "LATERAL", "MINUS", "OPTIONAL", "SELECT", "UNION", "VALUES"}
)


@dataclass(frozen=True, slots=True)
class Size:
    """Hold what a query is made of.

    Args:
        depth: How deep brackets of any kind are nested.
        patterns: How many things are joined, at most: triple patterns, list items, path steps, groups, tables.
        parts: How many clauses and operators there are.
    """

    depth: int
    patterns: int
    parts: int


def measure(sparql: str, *, deepest: int | None = None) -> Size:
    """Measure a query.

    Args:
        sparql: The query.
        deepest: When brackets are nested deeper, the rest is not read.

    Raises:
        QueryError: If a ``<`` could begin an IRI or be a comparison, with different brackets after it.

    >>> measure("SELECT * WHERE { ?s ?p ?o . FILTER(?o > (1 + 2)) }")
    Size(depth=3, patterns=2, parts=5)
    """
    text = _ESCAPE.sub(_decoded, sparql)
    scanner = _Scanner()
    position = 0
    while position < len(text) and (deepest is None or scanner.deepest <= deepest):
        plain = _PLAIN.match(text, position) if scanner.inside != "list" else None
        if plain is not None:
            scanner.pass_over(plain[0])
            position = plain.end()
            continue
        iri = _iri_at(text, position, scanner) if text[position] == "<" else None
        if iri is not None:
            scanner.take("term", iri)
            position += len(iri)
            continue
        match = _TOKEN.match(text, position)
        assert match is not None  # noqa: S101 - the last alternative takes any character
        kind, lexeme, position = str(match.lastgroup), match[0], match.end()
        if kind == "local" and lexeme.endswith(".") and not lexeme.endswith("\\."):
            lexeme, position = lexeme[:-1], position - 1  # no name ends in a full stop
        if kind == "run" and not text.startswith(":", position):
            for piece in (lexeme,) if lexeme.isalpha() else _PIECE.findall(lexeme):
                scanner.take("mark" if piece in ".-" else "word", piece)
        elif kind == "close" and lexeme == ">>" and scanner.inside != "<<":
            position -= 1  # two comparisons, or an error
        else:
            scanner.take("term" if kind in ("run", "local") else kind, lexeme)
    return Size(scanner.deepest, scanner.patterns, scanner.parts)


class _Scanner:
    """Count while tokens go by."""

    def __init__(self) -> None:
        self.deepest = self.patterns = self.parts = 0
        self._stack: list[str] = []
        self._unclosed = 0
        self._word = ""
        self._selecting = self._template = self._values = False

    @property
    def inside(self) -> str:
        """The innermost bracket."""
        return self._stack[-1] if self._stack else ""

    @property
    def expression(self) -> bool:
        """Whether a comparison could stand here."""
        return self.inside in ("(", "list")

    def pass_over(self, lexemes: str) -> None:
        """Take blanks, variables, names and IRIs outside of a list."""
        if not lexemes.isspace():
            self._word = ""
            self._values = self._values and ":" not in lexemes

    def take(self, kind: str, lexeme: str) -> None:
        """Take the next lexeme."""
        if kind == "blank":
            return
        self._values = self._values and (kind == "variable" or lexeme in "(){")
        if kind == "word":
            self._take_word(lexeme.upper())
            return
        if kind == "open":
            self._take_open(lexeme)
        elif kind == "close":
            if self._stack and _CLOSED_BY[self.inside] == lexeme:
                self._stack.pop()
        elif kind == "mark":
            self._take_mark(lexeme)
        elif self.inside == "list":
            self.patterns += 1
        self._word = ""

    def _take_word(self, word: str) -> None:
        self._word = word
        self.parts += word in _CLAUSES
        self.patterns += self.inside == "list"
        if word == "CONSTRUCT" and not self._stack:
            self._template = True
        elif word == "WHERE":
            self._template = False
        elif word == "VALUES":
            self._values = True
            self.patterns += 1
        elif word == "SELECT":
            self._selecting = True

    def _take_open(self, lexeme: str) -> None:
        if lexeme == "<<" and self.expression:  # an IRI after a comparison, or a triple: it may never be closed
            self._unclosed += 1
        else:
            self._stack.append(self._kind(lexeme))
        self.deepest = max(self.deepest, len(self._stack) + self._unclosed)

    def _kind(self, lexeme: str) -> str:
        if lexeme == "{":
            kind = "template" if self._template else "values" if self._values else "{"
            self._selecting = self._template = self._values = False
            self.patterns += kind == "{"
            return kind
        if lexeme == "[":
            self.patterns += self.inside != "template"
        elif lexeme == "(":
            if self.inside == "values":
                return "row"
            if self.inside in ("{", "[", "list") and self._word in ("", "A") and not self._selecting:
                return "list"
        return lexeme

    def _take_mark(self, mark: str) -> None:
        if self.inside in ("values", "row", "template"):
            return
        if mark == "/" or (mark in ".;," and self.inside in ("{", "[")):
            self.patterns += 1
        elif mark in "|^+-*&!=<>":
            self.parts += 1


def _iri_at(text: str, position: int, scanner: _Scanner) -> str | None:
    """Return the IRI that begins here, or None if none can."""
    match = _IRI.match(text, position)
    if match is None:
        return None
    if not scanner.expression or _SURE_IRI.match(match[0]) or not _TELLING.search(match[0]):
        return match[0]
    before = text[:position]
    raise QueryError(
        f"{match[0]} inside brackets can be read as an IRI or as a comparison",
        line=before.count("\n") + 1,
        column=position - before.rfind("\n"),
        hint="Write the IRI in full, or put blanks around the comparison.",
    )


def _decoded(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 else match[0]
