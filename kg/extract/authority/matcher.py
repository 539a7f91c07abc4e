"""Find the names that the authority knows in a text: the longest first, none over another, in linear time."""

from __future__ import annotations

import datetime

from kg.extract.authority.context import settle
from kg.extract.authority.fold import Word, fold_phrase, is_joint, words
from kg.extract.authority.hit import Hit
from kg.extract.authority.index import Index, index, load_user
from kg.extract.authority.model import Alias, AliasKind, Entry, Match
from kg.extract.authority.offices import holdings, office_holder
from kg.extract.authority.spelling import is_spelled

__all__ = ["entry", "find_authorities", "holdings", "load_user", "lookup", "office_holder"]


def find_authorities(text: str, on: datetime.date | None = None) -> tuple[Match, ...]:
    """Find all names of the authority in the text.

    Args:
        text: The normalised text; offsets count in it.
        on: The day the text is of; entries that existed then come first.

    Returns:
        Matches in the order of the text, without overlap.

    >>> [(m.entries[0].key, m.alias_kind.value) for m in find_authorities("Turkish-Russian talks")]
    [('state/turkey', 'demonym'), ('state/russia', 'demonym')]
    """
    cut = words(text)
    base = index()
    hits = []
    at = 0
    while at < len(cut):
        hit = _longest(text, cut, at, base)
        if hit:
            hits.append(hit)
        at = hit.until if hit else at + 1
    return settle(text, cut, hits, on)


def _longest(text: str, cut: list[Word], at: int, base: Index) -> Hit | None:
    """Return the longest name that begins at the word, or None."""
    most = base.longest.get(cut[at].folded, 0)
    until = at + 1
    while until < len(cut) and until - at < most:
        before = cut[until - 1]
        if not is_joint(text[before.outer_end : cut[until].start], before.folded):
            break
        until += 1
    for end in range(min(until, at + most), at, -1):
        known = base.phrases.get(" ".join(word.folded for word in cut[at:end]))
        if known:
            good = tuple(alias for alias in known if is_spelled(alias, text, cut[at:end]))
            if good:
                return Hit(at, end, good)
    return None


def entry(key: str) -> Entry:
    """Return the entry of the key.

    Raises:
        KeyError: If the authority has none.
    """
    return index().entries[key]


def lookup(name: str) -> tuple[Entry, ...]:
    """Return the entries that have this name, the likeliest first; case and diacritics do not matter.

    >>> [found.key for found in lookup("côte d'ivoire")]
    ['state/ivory-coast']
    """
    known: list[Alias] = index().phrases.get(fold_phrase(name), [])
    ranked = sorted(known, key=lambda alias: (alias.needs_context, alias.kind in (AliasKind.CAPITAL, AliasKind.SEAT)))
    return tuple(dict.fromkeys(alias.entry for alias in ranked))
