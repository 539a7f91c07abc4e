"""The mask: a query whose strings and comments are blank, so that only what it asks is left to be looked at."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["masked"]

#: What a query is made of, as far as it matters where strings and comments begin. An address with ``//`` can be
#: nothing but an IRI; another that has a quote or ``#`` in it might be read as "less than" with a string or a comment
#: after it.
_PART: Final = re.compile(
    r"""(?P<keep><[A-Za-z][A-Za-z0-9+.\-]*+://[^<>"{}|^`\\\x00-\x20]*+>|<[^<>"'\#{}|^`\\\x00-\x20]*+>|[^<"'\#\\]++)
    |(?P<unclear><[^<>"{}|^`\\\x00-\x20]*+>)
    |(?P<less><)
    |(?P<comment>\#[^\n\r]*+)
    |(?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*+\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*+'{3})
    |(?!\"{3}|'{3})(?P<short>"(?:[^"\\\n\r]|\\.)*+"|'(?:[^'\\\n\r]|\\.)*+')""",
    re.VERBOSE | re.DOTALL,
)
_INK: Final = re.compile(r"[^\n\r]")


def masked(sparql: str) -> str | None:
    r"""Return a query of the same length without what its strings and comments say, or None where that is not clear.

    It is not clear if a parser could see a string or comment begin or end elsewhere: where an IRI could be a
    comparison, a name has an escape, or a letter is written by its number.

    >>> masked("ASK { ?s ?p 'SERVICE' } # SERVICE")
    "ASK { ?s ?p '       ' }          "
    >>> masked("ASK { FILTER(?a<'>') }") is None
    True
    """
    if "\\u" in sparql or "\\U" in sparql:
        return None
    found, position = [], 0
    while position < len(sparql):
        part = _PART.match(sparql, position)
        if part is None or part["unclear"]:
            return None
        text, position = part[0], part.end()
        if part["comment"]:
            text = " " * len(text)
        elif part["string"]:
            text = text[:3] + _INK.sub(" ", text[3:-3]) + text[-3:]
        elif part["short"]:
            text = text[0] + " " * (len(text) - 2) + text[-1]
        found.append(text)
    return "".join(found)
