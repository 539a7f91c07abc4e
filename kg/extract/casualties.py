"""Casualties: how many were killed and wounded, as a sentence counts them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.syntax import child, children, coordinated
from kg.extract.tables import incident_words
from kg.text.numbers import parse_number

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["count_of", "told", "total"]

_ABOUT = (
    r"(?:(?:at\s+least|some|about|around|more\s+than|over|nearly|almost|as\s+many\s+as|up\s+to|an\s+estimated"
    r"|a\s+further|another|all|the|other)\s+)*"
)
_NUMBER = (
    r"(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?(?:\s(?:million|thousand))?"
    r"|(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)[-\s]?)+)"
)
_THOSE = r"(?:\s+(?:other\s+)?[A-Za-z'-]+){0,4}?"


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    words = incident_words().killed if kind == "killed" else incident_words().wounded
    done = "|".join(sorted(words))
    doing = "|".join(rf"{word}(?:\s+and\s+(?:wounded|injured))?" if word != "dead" else word for word in sorted(words))
    patterns = [
        rf"\b(?:{doing})\s+{_ABOUT}{_NUMBER}\b(?!\s*(?:%|per\s?cent|km|kilomet|miles|times|others?\s+(?:wounded|injured)))",
        rf"\b{_ABOUT}{_NUMBER}\b{_THOSE}\s+(?:(?:were|was|are|is|have|has|had|been|reported|confirmed|found|left)\s+)*(?:{done})\b",
    ]
    if kind == "killed":
        patterns += [
            rf"\b(?:lives|deaths?)\s+of\s+{_ABOUT}{_NUMBER}\b",
            rf"\b{_ABOUT}{_NUMBER}\s+(?:deaths|lives|fatalities)\b",
            rf"\bdeath\s+toll\b[^.;]{{0,40}}?\b(?:to|at|was|is|of|reached)\s+{_ABOUT}{_NUMBER}\b",
        ]
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def told(text: str, kind: str) -> int | None:
    """Return the number that a sentence gives of the killed or the wounded, by the order of its words.

    Args:
        text: The words of the incident.
        kind: ``killed`` or ``wounded``.

    >>> told("a blast left 20 people dead and wounded at least seven", "killed")
    20
    >>> told("a blast left 20 people dead and wounded at least seven", "wounded")
    7
    """
    for pattern in _patterns(kind):
        match = pattern.search(text)
        if match is not None:
            number = parse_number(match["number"].strip(" -").lower())
            if number is not None and not 1900 <= number <= 2100:
                return int(number)
    return None


def total(thing: Token, *, numbered: bool = False) -> int | None:
    """Return how many people a phrase counts, with those coordinated: "three soldiers and two civilians".

    Args:
        thing: The head of the phrase.
        numbered: Whether "a driver" counts nobody.
    """
    counts = [count for head in coordinated(thing) if (count := count_of(head, numbered=numbered)) is not None]
    return sum(counts) if counts else None


def count_of(thing: Token, *, numbered: bool = False) -> int | None:
    """Return how many people one noun counts: "three soldiers", "a driver", "seven".

    Args:
        thing: The noun.
        numbered: Whether "a driver" counts nobody.
    """
    number = child(thing, "nummod")
    if number is None and thing.tag_ == "NN" and any(word.lower_ in {"a", "an"} for word in children(thing, "det")):
        return None if numbered else 1
    if thing.like_num:
        return parse_number(thing.text)
    if number is None:
        return None
    return parse_number(_words(number))


def _words(number: Token) -> str:
    parts: Sequence[Token] = [t for t in number.subtree if t.like_num or t.text in {"-", "and", ","}]
    return " ".join(t.text for t in parts).strip()
