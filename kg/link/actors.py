"""Candidates and features of actors: names, abbreviations and governments of two graphs put side by side."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz

from kg.link.agreements import Pair
from kg.link.record import ActorRecord
from kg.link.words import STOP, own_words, words

__all__ = ["FEATURES", "actor_pairs"]

#: What is measured of a pair, each from 0 to 1 but for the leads (-1 to 1).
FEATURES: Final = (
    "same preferred name", "same name", "same abbreviation", "initials", "government of the state",
    "same but for kinds", "name ratio", "name in name", "names near", "same country", "lead",
    "lead, seen from the other side",
)  # fmt: skip
_ASIDE: Final = re.compile(r"\(([^()]*)\)")
_SPLIT: Final = re.compile(r"\s*[/|;]\s*|\s+-\s+")
_ABBREVIATION: Final = re.compile(r"[A-Z][A-Za-z0-9.&/-]{1,11}")
#: Words that abbreviations leave out.
_SMALL: Final = frozenset(STOP - {"government", "republic"})
#: Pairs below this are no candidates.
_LEAST: Final = 0.55


@dataclass(frozen=True, slots=True)
class _Words:
    """Hold words of names that tell nothing apart; see ``data/actor-words.toml``.

    Args:
        kinds: Words for kinds of actor.
        government: Finds what acts for a state at the beginning of a name.
    """

    kinds: frozenset[str]
    government: re.Pattern[str]


@cache
def _words() -> _Words:
    told = tomllib.loads((files("kg.link") / "data" / "actor-words.toml").read_text(encoding="utf-8"))
    before, bodies = "|".join(told["before"]), "|".join(told["bodies"])
    pattern = rf"^\s*(?:the\s+)?(?:(?:{before})\s+)?(?:{bodies}) of\s+(?:the\s+)?"
    return _Words(frozenset(told["kinds"].split()), re.compile(pattern, re.IGNORECASE))


@dataclass(frozen=True, slots=True)
class _Names:
    """Hold the names of an actor in the ways that they are compared."""

    whole: frozenset[str]
    parts: frozenset[str]
    abbreviations: frozenset[str]
    initials: frozenset[str]
    state: frozenset[str]
    preferred: str
    bare: frozenset[str]


def actor_pairs(left: Sequence[ActorRecord], right: Sequence[ActorRecord]) -> list[Pair]:
    """Find the pairs that have a word, an abbreviation or initials in common, with what is measured of them.

    Args:
        left: The actors of one graph.
        right: Those of the other.
    """
    names = {record.iri: _names(record) for records in (left, right) for record in records}
    weights = _rarity(names[record.iri] for record in right)
    by_key: dict[str, set[int]] = defaultdict(set)
    for number, record in enumerate(right):
        for key in _keys(names[record.iri]):
            by_key[key].add(number)
    found: list[tuple[ActorRecord, ActorRecord, tuple[float, ...], float]] = []
    for one in left:
        numbers = {number for key in _keys(names[one.iri]) for number in by_key.get(key, ())}
        for number in sorted(numbers):
            other = right[number]
            own = _own(one, other, names[one.iri], names[other.iri], weights)
            fit = _fit(own)
            if fit >= _LEAST:
                found.append((one, other, own, fit))
    best: dict[str, list[float]] = defaultdict(list)
    for one, other, _, fit in found:
        best[one.iri].append(fit)
        best[other.iri].append(fit)
    return [
        Pair(one.iri, other.iri, (*own, _lead(fit, best[one.iri]), _lead(fit, best[other.iri])))
        for one, other, own, fit in found
    ]


def _own(one: ActorRecord, other: ActorRecord, a: _Names, b: _Names, weights: dict[str, float]) -> tuple[float, ...]:
    same = bool(a.whole & b.whole)
    short = bool(a.abbreviations & b.abbreviations)
    initials = bool((a.initials & b.abbreviations) | (a.abbreviations & b.initials))
    state = bool((a.state & b.whole) | (a.whole & b.state) | (a.state & b.state)) and bool(a.state or b.state)
    bare = bool(a.bare & b.bare)
    ratio = max((fuzz.token_sort_ratio(x, y) for x in a.whole for y in b.whole), default=0.0) / 100
    near = max((fuzz.ratio(x, y) for x in a.parts for y in b.parts), default=0.0) / 100
    cover = max((_cover(x, y, weights) for x in a.whole for y in b.whole), default=0.0)
    country = 0.5 if not (one.countries and other.countries) else float(bool(one.countries & other.countries))
    return (
        float(a.preferred == b.preferred), float(same), float(short), float(initials), float(state), float(bare),
        ratio, cover, near,
        country,
    )  # fmt: skip


def _fit(own: tuple[float, ...]) -> float:
    """Tell how well a pair fits, to compare it with its rivals."""
    preferred, same, short, initials, state, bare, ratio, cover, near, country = own
    sure = max(same, 0.95 * short, 0.95 * state, 0.75 * initials, 0.85 * bare, 0.7 * ratio + 0.3 * cover, 0.9 * near)
    return sure + 0.05 * preferred + 0.05 * (country - 0.5)


def _lead(fit: float, fits: Iterable[float]) -> float:
    others = sorted(fits, reverse=True)
    rival = others[1] if fit >= others[0] and len(others) > 1 else others[0] if fit < others[0] else 0.0
    return max(-1.0, min(1.0, fit - rival))


def _names(record: ActorRecord) -> _Names:
    texts = [text for name in record.names for text in _variants(name)]
    whole = {_folded(text) for text in texts}
    parts = {_folded(part) for text in texts for part in _SPLIT.split(text)}
    government = _words().government
    state = {_folded(government.sub("", text)) for text in texts if government.search(text)}
    shorts = {part for text in texts for part in (text, *_SPLIT.split(text)) if _ABBREVIATION.fullmatch(part.strip())}
    return _Names(
        whole=frozenset(whole - {""}),
        parts=frozenset(parts - {""}),
        abbreviations=frozenset(_letters(short) for short in shorts if _is_short(short)),
        initials=frozenset(initial for text in texts if len(initial := _initials(text)) > 2),
        state=frozenset(state - {""}),
        preferred=_folded(record.names[0]),
        bare=frozenset(bare for name in whole | state if len(bare := _bare(name)) > 3),
    )


def _variants(name: str) -> list[str]:
    """Return a name with and without what stands in brackets, and that by itself."""
    asides = _ASIDE.findall(name)
    return [text.strip() for text in (name, _ASIDE.sub(" ", name), *asides) if text.strip()]


@lru_cache(maxsize=65_536)
def _folded(name: str) -> str:
    return " ".join(word for word in words(name) if word not in STOP) or " ".join(words(name))


@lru_cache(maxsize=65_536)
def _initials(name: str) -> str:
    return "".join(word[0] for word in own_words(name) if word not in _SMALL)


def _is_short(text: str) -> bool:
    """Tell whether a word is an abbreviation: M19, FARC, SSLM/A."""
    return sum(map(str.isupper, text)) >= 2 or any(map(str.isdigit, text))


def _bare(name: str) -> str:
    """Return a folded name without words for kinds of actor; all of it, if there is nothing else."""
    return " ".join(word for word in name.split() if word not in _words().kinds and word != "al")


def _letters(short: str) -> str:
    return re.sub(r"[^a-z0-9]", "", short.casefold())


def _keys(names: _Names) -> set[str]:
    """Return what two actors must have one of in common to be compared."""
    tokens = {token for name in names.whole | names.state for token in name.split() if len(token) > 2}
    stems = {token[:5] for token in tokens}
    return stems | names.abbreviations | names.initials


def _rarity(all_names: Iterable[_Names]) -> dict[str, float]:
    counts = Counter(token for names in all_names for token in {t for name in names.whole for t in name.split()})
    return {token: 1 / count for token, count in counts.items()}


def _cover(one: str, other: str, weights: dict[str, float]) -> float:
    """Tell what part of the shorter name the longer has, rare words counting more."""
    shorter, longer = sorted((one.split(), other.split()), key=len)
    total = sum(weights.get(token, 1.0) for token in shorter)
    pairs = {f"{a} {b}" for a, b in pairwise(longer)}
    held = sum(weights.get(token, 1.0) for token in shorter if token in longer or token in pairs)
    return held / total if total else 0.0
