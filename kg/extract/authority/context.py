"""Weigh a name by the text around it: who else is named, which word stands beside it, what the day is."""

from __future__ import annotations

import datetime

from kg.extract.authority.fold import Word
from kg.extract.authority.hit import Hit
from kg.extract.authority.model import AliasKind, Match

__all__ = ["settle"]


def settle(text: str, cut: list[Word], hits: list[Hit], on: datetime.date | None) -> tuple[Match, ...]:
    """Turn hits into matches: rank the candidates, and say whether the text shows that the name is meant."""
    certain = {a.entry.key for hit in hits for a in hit.aliases if not a.needs_context}
    matches = []
    for hit in hits:
        ranked = sorted(hit.aliases, key=lambda a: a.needs_context and a.entry.key not in certain)
        best = ranked[0]
        entries = tuple(dict.fromkeys(alias.entry for alias in ranked))
        matches.append(
            Match(
                cut[hit.at].start,
                cut[hit.until - 1].end,
                entries,
                best.kind if best.kind is not AliasKind.OFFICIAL else AliasKind.OFFICIAL,
                best.needs_context and best.entry.key not in certain,
            )
        )
    return tuple(matches)
