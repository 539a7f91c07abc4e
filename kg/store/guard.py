"""The guard: no query calls another machine."""

from __future__ import annotations

import re
from typing import Final

from kg.errors import RefusedError
from kg.store.mask import masked

__all__ = ["refuse_service"]

_GAP: Final = r"(?:\s|\#[^\n\r]*+(?:[\n\r]|\Z))*+"
#: What comes after the word, up to a brace or the end: a prefixed name, a variable or an IRI. Each part is taken
#: whole or not at all, so that no text makes this slow.
_REST: Final = re.compile(
    rf"""(?P<glued>:[^\s{{}}<>]*+)?+
    {_GAP}(?:SILENT{_GAP})?+
    (?P<target>(?:<[^<>]*+(?:>|\Z)|[?$]\w++|[\w.\-]*+:[^\s{{}}<>]*+){_GAP})?+
    (?:(?P<brace>\{{)|\Z)""",
    re.IGNORECASE | re.VERBOSE,
)
_WORD: Final = re.compile(r"[?$]?\w+")
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
#: How far a clause is looked for; one that is longer than that is refused.
_WINDOW: Final = 4096


def refuse_service(sparql: str) -> None:
    """Refuse a query that would ask another endpoint.

    What strings and comments say is passed over where it is clear which they are (`kg.store.mask.masked`); else a
    clause is found wherever it stands, for an odd quote must let none through. The word alone is allowed.

    Raises:
        RefusedError: If there is such a clause; with the line and column of it.
    """
    if "service" not in sparql.lower() and "\\" not in sparql:
        return
    bare = masked(sparql)
    for text in {sparql, _ESCAPE.sub(_decoded, sparql)} if bare is None else {bare}:
        if "service" not in text.lower():
            continue
        for word in _WORD.finditer(text):
            if "service" in word[0].lower() and word[0][0] not in "?$" and _is_clause(text, word.end()):
                raise RefusedError(
                    "SERVICE is not available: queries are answered from this store alone",
                    source="query",
                    line=text.count("\n", 0, word.start()) + 1,
                    column=word.start() - text.rfind("\n", 0, word.start()),
                    hint="Take the SERVICE clause out.",
                )


def _is_clause(text: str, end: int) -> bool:
    window = text[end : end + _WINDOW]
    rest = _REST.match(window)
    if rest is None:
        return False
    if rest["brace"]:
        return bool(rest["glued"] or rest["target"])
    return end + _WINDOW < len(text)


def _decoded(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 else match[0]
