"""Find what a text counts: "two Turkish soldiers", "at least 34", "scores of troops"."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from kg.text.dates import coded_text
from kg.text.grammar import Found, Grammar
from kg.text.lexicon import CODES
from kg.text.numbers import parse_number
from kg.text.span import Span
from kg.text.tokens import Tokens

__all__ = ["CountMention", "Hedges", "find_counts", "hedges_before"]

_FILE: Final = Path(__file__).parent / "data" / "counts.toml"
#: What is counted follows within so many tokens.
_REACH: Final = 7
_RULES: Final = {
    "vague": ("(?: VAGUE (?:OF [VAGUE HUNDRED SCALE])* | A? FEW [HUNDRED SCALE DOZEN]? ) OF? THE? (?=[WORD CAPITAL])"),
    "number": "(?P<number>CARDINAL)",
}
_NOT_BEFORE: Final = frozenset(CODES[name] for name in ("REFERENCE", "CURRENCY", "SLASH", "NTH"))
_NOT_AFTER: Final = frozenset(CODES[name] for name in ("PERCENT", "SLASH", "CLOSE", "COLON", "CURRENCY", "DASH"))
_COUNTED: Final = frozenset(
    CODES[name] for name in ("WORD", "CAPITAL", "DASH", "NAMED", "OLD", "BUSINESS", "FURTHER", "SMALLMONTH")
)
#: A number of four digits in this range is a year unless the words before show that it counts.
_YEARS: Final = range(1900, 2100)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountMention:
    """Be a number of persons or things.

    Args:
        span: The number with the words that say what is counted.
        value: The number; None where the text gives none ("scores of troops").
        counted: What is counted, in the words of the text: "Turkish soldiers"; empty where it is not said.
        head: Its last word, in lower case: "soldiers".
        approximate: Whether the number is vague: "almost 900".
        minimum: Whether there may be more: "at least 34".
    """

    span: Span
    value: int | None
    counted: str
    head: str
    approximate: bool = False
    minimum: bool = False


class Hedges(NamedTuple):
    """Be what the words before a number say of it."""

    approximate: bool
    minimum: bool


def find_counts(text: str) -> tuple[CountMention, ...]:
    """Find the numbers of persons and things that a text tells, sorted, not overlapping.

    >>> [(mention.value, mention.counted) for mention in find_counts("It killed at least 34 Turkish soldiers.")]
    [(34, 'Turkish soldiers')]
    """
    coded = coded_text(text)
    tokens, codes = coded.tokens, coded.codes
    mentions: list[CountMention] = []
    for found in _grammar().find(codes):
        mention = _vague(tokens, codes, found) if found.rule == "vague" else _number(tokens, codes, found)
        if mention is not None and (not mentions or mentions[-1].span.end <= mention.span.start):
            mentions.append(mention)
    return tuple(mentions)


def hedges_before(tokens: Tokens, codes: str, first: int) -> Hedges:
    """Read "at least", "more than", "about" before the token ``first``."""
    before = codes[max(first - 2, 0) : first]
    least = before in (CODES["AT"] + CODES["LEAST"], CODES["MORE"] + CODES["THAN"], CODES["PART"] + CODES["THAN"])
    fewer = before.endswith(CODES["THAN"]) and first > 2 and codes[first - 3] == CODES["NO"]
    over = first > 0 and tokens.word(first - 1).lower() in ("over", "exceeding")
    about = before.endswith(CODES["ABOUT"])
    return Hedges(approximate=about, minimum=least or fewer or over)


@cache
def _grammar() -> Grammar:
    return Grammar.of(_RULES, {})


@cache
def _nouns() -> Mapping[str, frozenset[str]]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in data.items()}


def _vague(tokens: Tokens, codes: str, found: Found) -> CountMention | None:
    end = _head(tokens, codes, found.after, found.after + 1)
    if end is None:
        return None
    return CountMention(
        span=tokens.span(found.first, end),
        value=None,
        counted=tokens.slice(found.after, end),
        head=tokens.word(end - 1).lower(),
        approximate=True,
        minimum=False,
    )


def _number(tokens: Tokens, codes: str, found: Found) -> CountMention | None:
    first, after = found.groups["number"]
    value = parse_number(tokens.slice(first, after))
    if value is None or not _may_count(tokens, codes, first, after):
        return None
    hedges = hedges_before(tokens, codes, first)
    shown = hedges.minimum or hedges.approximate or (first > 0 and codes[first - 1] == CODES["PAST"])
    end = _one(tokens, codes, after) if value == 1 else _head(tokens, codes, after, after + 1)
    if end is None:
        if not hedges.minimum:
            return None
        end = after
    counted = tokens.slice(after, end) if end > after else ""
    if codes[first] == CODES["YYYY"] and after - first == 1 and value in _YEARS and not shown and not _person(counted):
        return None
    return CountMention(
        span=tokens.span(first, end),
        value=value,
        counted=counted,
        head=tokens.word(end - 1).lower() if counted else "",
        approximate=hedges.approximate,
        minimum=hedges.minimum,
    )


def _may_count(tokens: Tokens, codes: str, first: int, after: int) -> bool:
    """Tell whether a number is none of a list, an article, a document or a ratio."""
    before, following = codes[first - 1 : first], codes[after : after + 1]
    if before in _NOT_BEFORE or following in _NOT_AFTER:
        return False
    numbered = codes[max(first - 2, 0) : first] == CODES["NO"] + CODES["DOT"]
    return not numbered and not (first > 0 and tokens.ends[first - 1] == tokens.starts[first])


def _head(tokens: Tokens, codes: str, first: int, earliest: int) -> int | None:
    """Return the token after the noun that is counted, which is the first plural; None where there is none."""
    named: int | None = None
    for index in range(first, min(first + _REACH, len(codes))):
        if codes[index] not in _COUNTED:
            break
        word = tokens.word(index)
        if codes[index + 1 : index + 2] == CODES["DASH"] and codes[index + 2 : index + 3] == CODES["WORD"]:
            continue
        if word[0].islower() and (_plural(word) or (index == first and word in _nouns()["participles"])):
            return index + 1 if named is None or word not in _nouns()["participles"] else named
        if word[0].isupper():
            named = index + 1 if _plural(word) else None
        elif named is not None:
            return named
    return named if named is not None and named >= earliest else None


def _plural(word: str) -> bool:
    nouns = _nouns()
    lower = word.lower()
    if lower in nouns["plurals"]:
        return True
    if word[0].isupper() and len(lower) > 3 and lower.endswith("is"):  # Houthis, Iraqis
        return True
    return (
        len(lower) > 3
        and lower.endswith("s")
        and not lower.endswith(("ss", "us", "is"))
        and lower not in nouns["exceptions"]
    )


def _person(counted: str) -> bool:
    """Tell whether persons are counted."""
    word = counted.lower().rpartition(" ")[2]
    return word in _nouns()["plurals"] or word.removesuffix("s") in _nouns()["singulars"]


def _one(tokens: Tokens, codes: str, first: int) -> int | None:
    """Return the token after the person or thing that "one" counts."""
    for index in range(first, min(first + _REACH, len(codes))):
        if codes[index] not in _COUNTED:
            return None
        if tokens.word(index).lower() in _nouns()["singulars"]:
            return index + 1
    return None
