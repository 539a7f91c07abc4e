"""Normal form: queries that differ only in blanks and comments are one query to the cache."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_volatile", "normal"]

#: What is kept as it is: strings, and IRIs that can be nothing else; then what is folded.
_PARTS: Final = re.compile(
    r"""(?P<kept>
          '''(?:'{0,2}(?:[^'\\]|\\.))*+''' | \"\"\"(?:"{0,2}(?:[^"\\]|\\.))*+\"\"\"
        | '(?:[^'\\\n\r]|\\.)*+' | "(?:[^"\\\n\r]|\\.)*+"
        | <[A-Za-z][A-Za-z0-9+.-]*://[^<>"{}|^`\\\x00-\x20]*> | \\.
        )
      | (?P<folded>(?:[ \t\n\r]|\#[^\n\r]*+)++)
      | (?P<odd>['"])""",
    re.VERBOSE | re.DOTALL,
)
#: What could be an IRI or a comparison, and holds what would begin a string or a comment in the one reading only.
_DOUBTFUL: Final = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.-]*://)[^<>\"{}|^`\\\x00-\x20]*[#'][^<>\"{}|^`\\\x00-\x20]*>")
#: What answers anew each time, and what asks another server; found in names, strings and comments too.
_VOLATILE: Final = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE|SERVICE)\b|\\u", re.IGNORECASE)


def normal(sparql: str) -> str:
    r"""Return a query with one blank for each run of blanks and comments; if in doubt, as it is.

    >>> normal("SELECT * # all\n  WHERE { ?s ?p '# no  comment' }")
    "SELECT * WHERE { ?s ?p '# no  comment' }"
    """
    if "\\u" in sparql or "\\U" in sparql or _DOUBTFUL.search(sparql):
        return sparql
    parts = list(_PARTS.finditer(sparql))
    if any(part["odd"] for part in parts):
        return sparql  # it cannot be parsed, and must not become one that can
    folded, end = [], 0
    for part in parts:
        folded += [sparql[end : part.start()], part["kept"] or " "]
        end = part.end()
    return "".join([*folded, sparql[end:]]).strip(" ")


def is_volatile(sparql: str) -> bool:
    """Tell whether a query may answer differently the next time, although the data is the same.

    >>> is_volatile("SELECT (now() AS ?today) {}"), is_volatile("SELECT ?nowhere {}")
    (True, False)
    """
    return _VOLATILE.search(sparql) is not None
