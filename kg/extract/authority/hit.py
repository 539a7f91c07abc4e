"""A run of words that spells an alias, before the text around it is weighed."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.authority.model import Alias

__all__ = ["Hit"]


@dataclass(frozen=True, slots=True)
class Hit:
    """Be the words from ``at`` up to ``until`` that spell each of the aliases."""

    at: int
    until: int
    aliases: tuple[Alias, ...]
