"""Find the names that the authority knows in a text: the longest first, none over another, in linear time."""

from __future__ import annotations

import datetime

from kg.errors import NotFoundError
from kg.extract.authority.context import settle
from kg.extract.authority.fold import Word, fold_phrase, is_joint, words
from kg.extract.authority.hit import Hit
from kg.extract.authority.index import Index, index, load_user
from kg.extract.authority.model import Alias, AliasKind, Entry, Match
from kg.extract.authority.offices import holdings, office_holder
from kg.extract.authority.places import Gazetteer, gazetteer, settlements
from kg.extract.authority.spelling import is_capitalised, is_spelled

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
    base, places = index(), gazetteer()
    hits = []
    at = 0
    while at < len(cut):
        name = cut[at].folded
        hit = None
        if name in base.phrases or name in base.prefixes or name in places.names or name in places.prefixes:
            hit = _longest(text, cut, at, base, places)
        if hit:
            hits.append(hit)
        at = hit.until if hit else at + 1
    return settle(text, cut, hits, on)


def _longest(text: str, cut: list[Word], at: int, base: Index, places: Gazetteer) -> Hit | None:
    """Return the longest name that begins at the word, or None."""
    name, end, best = cut[at].folded, at + 1, None
    while True:
        known, rows = base.phrases.get(name, ()), places.names.get(name, "")
        if known or rows:
            good = tuple(alias for alias in known if is_spelled(alias, text, cut[at:end]))
            if rows and not is_capitalised(text, cut[at:end]):
                rows = ""
            if good or rows:
                best = Hit(at, end, good, rows)
        if end == len(cut) or not (name in base.prefixes or name in places.prefixes):
            return best
        last = cut[end - 1]
        if not is_joint(text[last.outer_end : cut[end].start], last.folded):
            return best
        name = f"{name} {cut[end].folded}"
        end += 1


def entry(key: str) -> Entry:
    """Return the entry of the key.

    Raises:
        NotFoundError: If the authority has none.

    >>> entry("state/russia").wikidata
    'Q159'
    """
    found = index().entries.get(key) or _settlement(key)
    if found is None:
        raise NotFoundError(f"the authority has no entry {key!r}", hint="Look it up by its name with lookup().")
    return found


def _settlement(key: str) -> Entry | None:
    number = key.removeprefix("place/").partition("-")[0]
    if not key.startswith("place/") or not number.isdecimal():
        return None
    start = f"{number}\t"
    rows = (str(row) for row, line in enumerate(gazetteer().lines) if line.startswith(start))
    found = next(rows, None)
    return settlements(found)[0] if found else None


def lookup(name: str) -> tuple[Entry, ...]:
    """Return the entries that have this name, the likeliest first; case and diacritics do not matter.

    >>> [found.key for found in lookup("côte d'ivoire")]
    ['state/ivory-coast']
    """
    folded = fold_phrase(name)
    known: list[Alias] = index().phrases.get(folded, [])
    ranked = sorted(known, key=lambda alias: (alias.needs_context, alias.kind in (AliasKind.CAPITAL, AliasKind.SEAT)))
    rows = gazetteer().names.get(folded)
    return tuple(dict.fromkeys([*(alias.entry for alias in ranked), *(settlements(rows) if rows else ())]))
