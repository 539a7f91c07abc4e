"""Compile rules over the codes of tokens, out of small named parts.

A rule is a regular expression in which a word in capitals names a class of tokens or a part, and spaces do not count:
``THE? DAYNUMBER OF? (?P<month>MONTHNAME)``. Rules are put together into one expression, so that a text is searched
once; what a rule found is told by its name and its named groups.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg.text.lexicon import CODES
from kg.text.tokens import Tokens

__all__ = ["Found", "Grammar", "expand", "text_of"]

_NAME: Final = re.compile(r"(?<![<\w])[A-Z]+(?![a-z<>])")
_GROUP: Final = re.compile(r"\(\?P<(\w+)>")
_SPACE: Final = re.compile(r"\s+")

#: Parts that several grammars share.
PARTS: Final[Mapping[str, str]] = {
    "DIGITS": "[DD YYYY INT]",
    "NUMERAL": "[ONES TEENS TENS]",
    "LARGE": "[HUNDRED SCALE DOZEN]",
    # "one hundred and twenty", "two dozen", "1.5 million", "a hundred"; at most twelve words follow the first.
    "SPELLED": "(?:NUMERAL|A (?=LARGE)) (?:SPELLEDNEXT){0,12}+",
    "SPELLEDNEXT": ("DASH? LARGE|(?<=LARGE) AND? NUMERAL|(?<=TENS) DASH? ONES|(?<=TEENS) [TENS TEENS] ONES?"),
    "CARDINAL": "(?:(?:DIGITS|DECIMAL|CLOCKDOT) [SCALE DOZEN]?|SPELLED|HALF A LARGE)",
    "ORDINAL": "(?:NTH|TENS DASH? NTHONES|NTHONES|NTHTEENS)",
}


#: No rule begins with one of these; so most places of a text are passed over at once.
_NO_START: Final = (
    "(?![WORD CAPITAL COMMA STOP OTHER QUOTE OPEN CLOSE COLON SEMICOLON DOT POSSESSIVE BREAK TITLE PAST WILL AND OF"
    " DASH SLASH FILL])"
)


def expand(rule: str, parts: Mapping[str, str] = PARTS) -> str:
    """Replace the names in a rule by the codes of the classes and by the parts."""

    def replace(match: re.Match[str]) -> str:
        name = match[0]
        return CODES[name] if name in CODES else f"(?:{expand(parts[name], parts)})"

    return _SPACE.sub("", _NAME.sub(replace, rule))


@dataclass(frozen=True, slots=True)
class Found:
    """Be what a rule found: tokens ``first`` up to, not including, ``after``, and the same for its groups."""

    rule: str
    first: int
    after: int
    groups: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Be rules compiled into one expression; the first rule that fits at a place wins."""

    pattern: re.Pattern[str]
    groups: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, rules: Mapping[str, str], parts: Mapping[str, str]) -> Grammar:
        """Compile rules that may use the shared parts and the given ones."""
        alternatives: list[str] = []
        groups: dict[str, tuple[str, ...]] = {}
        for name, rule in rules.items():
            expanded = expand(rule, {**PARTS, **parts})
            groups[name] = tuple(_GROUP.findall(expanded))
            scoped = _GROUP.sub(rf"(?P<{name}__\1>", expanded)
            alternatives.append(f"(?P<{name}>{scoped})")
        return cls(re.compile(f"{expand(_NO_START)}(?:{'|'.join(alternatives)})"), groups)

    def find(self, codes: str) -> Iterator[Found]:
        """Find what the rules describe, from left to right, nothing twice."""
        for match in self.pattern.finditer(codes):
            rule = match.lastgroup
            if rule is None or match.end() == match.start():
                continue
            spans = {group: match.span(f"{rule}__{group}") for group in self.groups[rule]}
            yield Found(rule, match.start(), match.end(), {group: at for group, at in spans.items() if at[0] >= 0})


def text_of(tokens: Tokens, found: Found, group: str) -> str | None:
    """Return the text of a group, None where it did not take part."""
    at = found.groups.get(group)
    return tokens.slice(*at) if at and at[0] < at[1] else None
