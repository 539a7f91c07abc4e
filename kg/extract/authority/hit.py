"""A run of words that spells a name, before the text around it is weighed."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.authority.model import Alias

__all__ = ["Hit"]


@dataclass(frozen=True, slots=True)
class Hit:
    """Be the words from ``at`` up to ``until`` that spell the aliases, or name the settlements of the rows."""

    at: int
    until: int
    aliases: tuple[Alias, ...]
    rows: str = ""
