"""Speaking: persons whom the model knows by no name, but who say something: "… ," said Ana Ruiz, a doctor."""

from __future__ import annotations

import re

from kg.extract.entities.lexicon import lexicon
from kg.extract.entities.model import Form, Table
from kg.text.slug import slug

__all__ = ["add_speaking"]

_SAID = r"(?:said|says|told|added|adds|warned|insisted|explained|asked|argued)"
#: Two to four words written as the names of persons are.
_PERSON = r"([A-Z][a-z'’-]+(?:\s+(?:al-|bin\s|de\s|el-)?[A-Z][a-z'’-]+){1,3})"
_AFTER = re.compile(rf"[\"”,]\s+{_SAID}\s+{_PERSON}(?=,|\.|\s+(?:of|from|in|at|on|who|by)\b)")
_BEFORE = re.compile(rf"(?<![\w,] ){_PERSON},\s[^.“”\"\n]{{3,100}},\s{_SAID}\b")


def add_speaking(table: Table, text: str) -> None:
    """Add the persons of a report who are named only beside a verb of saying.

    Args:
        table: Where they go.
        text: The cleaned text.
    """
    known = lexicon()
    common = known.not_actors | known.events | known.body.keys() | known.titles
    for pattern in (_AFTER, _BEFORE):
        for match in pattern.finditer(text):
            name = " ".join(match.group(1).split())
            words = {word.lower() for word in name.split()}
            if table.taken(*match.span(1)) or words & common:
                continue
            key = f"person/{slug(name)}"
            table.entity(key, "Person", name)
            table.add(*match.span(1), key, Form.NAME, name)
