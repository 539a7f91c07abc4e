"""Authors: who wrote a post or a piece, by its by-line or by who signed it."""

from __future__ import annotations

import re

from kg.extract.entities.labels import kind_of_organisation
from kg.extract.entities.model import Form, Table
from kg.text.segment import Block, BlockKind
from kg.text.slug import slug

__all__ = ["add_authors"]

#: Between the names of two persons in a by-line.
_TWO_AUTHORS = re.compile(r"(?<=[a-z])(?:,|\s+and)\s+(?=[A-Z][\w'’.-]+\s+[A-Z])")


def add_authors(table: Table, text: str, blocks: tuple[Block, ...]) -> None:
    """Add the authors of posts, by-lines and quoted pieces, and those who signed."""
    for block in blocks:
        if block.author is not None:
            start = block.author.start
            for joint in _TWO_AUTHORS.finditer(text, start, block.author.end):  # "By A. B. and C. D."
                _add_author(table, text, start, joint.start())
                start = joint.end()
            _add_author(table, text, start, block.author.end)
        elif block.kind is BlockKind.SIGNATURE:
            line = text[block.span.start : block.span.end].split("\n")[0]
            match = re.match(
                r"((?:[A-Z][\w.'-]*\s+)+(?:de\s+|von\s+|van\s+)?[A-Z][\w'-]+(?:,\s+[Jj]r\.)?)\s*(?:[,.(\[]|$)", line
            )
            if match and not any(
                m.form is not Form.PLACE for m in table.taken(block.span.start, block.span.start + match.end(1))
            ):
                name = match.group(1)
                key = f"person/{slug(name)}"
                table.entity(key, "Person", name)
                table.add(block.span.start, block.span.start + len(name), key, Form.NAME, name)


def _add_author(table: Table, text: str, start: int, end: int) -> None:
    name = " ".join(text[start:end].split())
    known = [m for m in table.taken(start, end) if m.form is not Form.PLACE]
    if any(m.start == start and m.end == end for m in known) or not name:
        return
    if known and known[0].end - known[0].start > 0.6 * (end - start):
        return
    for mention in known:
        table.drop(mention)
    kind = kind_of_organisation(name) or ("Person" if len(name.split()) > 1 else "Organization")
    key = f"{kind.lower()}/{slug(name)}"
    table.entity(key, kind, name)
    table.add(start, end, key, Form.NAME, name)
