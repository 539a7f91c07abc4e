"""Operations: a SPARQL update taken apart into its operations, each as its own words.

Nothing is understood here but where an operation, a block or a name begins and ends (SPARQL 1.1 Update, section 3 and
grammar rules 29 to 52). What stands in the blocks is left to Oxigraph, which has read the whole before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kg.errors import QueryError

__all__ = ["Operation", "operations"]

_TOKEN: Final = re.compile(
    r"""
    (?P<blank>\s++|\#[^\n\r]*+)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<text>'''(?:'{0,2}(?:[^'\\]|\\.))*+'''|\"\"\"(?:"{0,2}(?:[^"\\]|\\.))*+\"\"\"
            |'(?:[^'\\\n\r]|\\.)*+'|"(?:[^"\\\n\r]|\\.)*+")
  | (?P<name>[\w.\-\u00b7-\U0010ffff]*:(?:[\w.:%\-\u00b7-\U0010ffff]|\\.)*+)
  | (?P<word>[\w\u00b7-\U0010ffff]++)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_VERBS: Final = frozenset({"INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"})


@dataclass(slots=True)
class Operation:
    """Be one operation.

    Args:
        prologue: The declarations before it, of this and of earlier operations.
        words: Its keywords in capitals and its names, outside of blocks.
        blocks: Its blocks ``{…}``, each after the keyword before it: DATA, WHERE, INSERT, DELETE.
        text: All of it.
        start: Where it begins in the update.
    """

    prologue: str
    words: list[str] = field(default_factory=list)
    blocks: dict[str, str] = field(default_factory=dict)
    text: str = ""
    start: int = 0


def operations(update: str, *, base: str | None = None) -> Iterator[Operation]:
    """Take an update apart.

    Args:
        update: The update.
        base: What relative IRIs are resolved against where the update does not say.

    Raises:
        QueryError: If a block is not closed.
    """
    prologue = f"BASE <{base}>\n" if base else ""
    tokens = list(_tokens(update))
    position = 0
    while position < len(tokens):
        begin = position
        while position < len(tokens) and tokens[position][1].upper() not in _VERBS:
            position += 1
        declared = update[tokens[begin][2] : tokens[position][2] if position < len(tokens) else len(update)]
        prologue += declared.strip().strip(";") + "\n"
        if position == len(tokens):
            return
        start = tokens[position][2]
        operation = Operation(prologue, start=start)
        keyword = ""
        while position < len(tokens) and tokens[position][1] != ";":
            kind, lexeme, at = tokens[position]
            if lexeme == "{":
                closing = _closing(tokens, position)
                operation.blocks[keyword] = update[at : tokens[closing][2] + 1]
                position = closing
            else:
                word = lexeme.upper() if kind == "word" else lexeme
                operation.words.append(word)
                keyword = word if kind == "word" else keyword
            position += 1
        operation.text = update[start : tokens[position][2] if position < len(tokens) else len(update)]
        position += 1
        yield operation


def _tokens(update: str) -> Iterator[tuple[str, str, int]]:
    for match in _TOKEN.finditer(update):  # the last alternative takes any character
        if match.lastgroup != "blank":
            yield str(match.lastgroup), match[0], match.start()


def _closing(tokens: list[tuple[str, str, int]], opening: int) -> int:
    depth = 0
    for position in range(opening, len(tokens)):
        depth += (tokens[position][1] == "{") - (tokens[position][1] == "}")
        if depth == 0:
            return position
    raise QueryError("a block of the update is not closed", source="update")
