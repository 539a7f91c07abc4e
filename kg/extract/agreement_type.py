"""Tell the type of an agreement from its name and, where the name is plain, from the words around it."""

from __future__ import annotations

from functools import cache
from typing import Final

from kg.extract.phrase import Phrases, read_table, words_of

__all__ = ["OTHER", "agreement_type"]

#: The type of an agreement whose words tell no other.
OTHER: Final = "other"


@cache
def _tables() -> tuple[Phrases[tuple[str, float]], frozenset[str]]:
    rows = read_table("agreement-types.tsv", 3)
    types = Phrases.of((words, (kind, float(weight))) for kind, weight, words in rows if kind != "@plain")
    plain = frozenset(word for kind, _, words in rows if kind == "@plain" for word in words.split("|"))
    return types, plain


def _best(text: str) -> str | None:
    found = list(_tables()[0].matches(words_of(text)))
    if not found:
        return None
    return min(found, key=lambda match: (-match.label[1], match.first, -match.last)).label[0]


def agreement_type(label: str, context: str = "") -> str:
    """Give the type of an agreement.

    Args:
        label: Its name ("Memorandum of Understanding") or what the text calls it ("the deal").
        context: The passage around the label; read only where the label names no agreement in particular.

    Returns:
        An id of the contract's list of agreement types; ``"other"`` if the words tell none.

    >>> agreement_type("Additional Protocol to the Memorandum on Stabilization")
    'protocol'
    >>> agreement_type("the deal", "announced a nationwide truce; the deal took effect at noon")
    'ceasefire'
    """
    kind = _best(label)
    if kind is None and all(word.text in _tables()[1] for word in words_of(label)):
        kind = _best(context)
    return kind or OTHER
