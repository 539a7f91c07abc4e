"""Know the words that stand before a person's name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.extract.authority.fold import fold_phrase
from kg.extract.authority.model import Title, TitleKind
from kg.extract.authority.table import DATA, rows

__all__ = ["canonical_office", "titles"]


@cache
def titles() -> Mapping[str, Title]:
    """Return the titles by their folded spelling.

    >>> titles()["foreign secretary"].office
    'foreign minister'
    """
    found = (Title(row["text"], TitleKind(row["kind"]), row["office"] or None) for row in rows(DATA / "titles.tsv"))
    return {fold_phrase(title.text): title for title in found}


def canonical_office(office: str) -> str:
    """Return the office as the table of office holdings names it.

    >>> canonical_office("PM")
    'prime minister'
    """
    title = titles().get(fold_phrase(office))
    return title.office if title and title.office else office.casefold()
