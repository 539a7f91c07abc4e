"""Cut a text into tokens of the grammar: one letter of code for each word, number and mark.

The grammar of times and quantities is written over the codes, not over the characters. So its rules are short, do not
care about spaces and line ends, and run over a string that is five times shorter than the text.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.text.lexicon import CODES, table
from kg.text.span import Span

__all__ = ["Tokens", "tokenise"]

#: Letters that may stand right after digits without making them part of a name.
_GLUED: Final = r"(?:am|pm|hrs?|hours?|h|km|kms|km2|m|mm|cm|ha|kg|kt|mt|t|g|mn|bn|sq|ft|mi|nm)(?![\w])"

#: What a token looks like, by its first kind of character. Every repetition is possessive or bounded: linear time.
_LETTERS: Final = r"""
  (?P<o1> https?://\S++ | www\.\S++ | [^\W\d_]++ (?: \.[^\W\d_]++ ){1,3}+ /\S++
    | [A-Z]{1,4}+ (?: /[A-Z0-9()]++ ){0,4}? /[0-9][\w/()]*+
    | (?! (?:mid|early|late|pre|post|end)- ) [^\W\d_]++ - [0-9]\w*+ (?: [-/.]\w++ )*+
    | [^\W\d_]*+ [\d_]\w*+ )
  | (?P<acronym> (?: [^\W\d_]\. ){2,}+ | [AaPp]\.\ ?[Mm]\. | A\.\ D\. )
  | (?P<word> [^\W\d_]++ )
"""
_DIGITS: Final = rf"""
    (?P<isodate> [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}
      (?: T[0-9]{{2}}:[0-9]{{2}} (?: :[0-9]{{2}} (?:\.[0-9]++)? )? (?: Z | [+-][0-9]{{2}}:?[0-9]{{2}} )? )? (?![\w-]) )
  | (?P<numdate> [0-9]{{1,2}} (?: /[0-9]{{1,2}}/ | -[0-9]{{1,2}}- | \.[0-9]{{1,2}}\. ) [0-9]{{4}} (?! \w | [/.-]\w ) )
  | (?P<o2> [0-9]++ (?: \.[0-9]++ ){{2,}}+ )
  | (?P<clock> [0-9]{{1,2}}:[0-9]{{2}} (?: :[0-9]{{2}} )? (?! [\w:] ) )
  | (?P<nth> [0-9]{{1,3}} (?: st | nd | rd | th | d ) \b )
  | (?P<grouped> [0-9]{{1,3}} (?: ,[0-9]{{3}} )++ (?:\.[0-9]++)? (?: (?! \w ) | (?= {_GLUED} ) ) )
  | (?P<decimal> [0-9]++\.[0-9]++ (?: (?! \w ) | (?= {_GLUED} ) ) )
  | (?P<int> [0-9]++ (?: (?! \w ) | (?= {_GLUED} ) ) )
  | (?P<o3> [0-9]++ \w++ )
"""
_MARKS: Final = r"""
    (?P<break> \n [^\S\n]*+ (?: \n\s*+ | (?= [-•*–—]\s ) ) )
  | (?P<o4> [@\#]\w++ )
  | (?P<possessive> ['’]s\b )
  | (?P<mark> [^\w\s] )
"""
_TOKEN: Final = rf"(?=[^\W\d])(?:{_LETTERS})|(?=[0-9])(?:{_DIGITS})|{_MARKS}"

_MARK_NAMES: Final = {
    ",": "COMMA", ";": "SEMICOLON", ":": "COLON", "-": "DASH", "‐": "DASH", "‑": "DASH", "–": "DASH", "—": "DASH",
    "/": "SLASH", "(": "OPEN", ")": "CLOSE", "[": "OPENSQUARE", "]": "CLOSESQUARE", "$": "CURRENCY", "€": "CURRENCY",
    "£": "CURRENCY", "¥": "CURRENCY", "%": "PERCENT", "!": "STOP", "?": "STOP", "…": "STOP", "'": "QUOTE", "’": "QUOTE",
    '"': "QUOTE", "“": "QUOTE", "”": "QUOTE", "‘": "QUOTE", "«": "QUOTE", "»": "QUOTE",
}  # fmt: skip
#: After these a full stop does not end the sentence unless a capital follows; after a title it never does.
_ABBREVIATED: Final = frozenset(CODES[name] for name in ("MON", "WDAY", "ULTIMO", "REFERENCE", "AMPM", "ERA", "NO"))
#: How far ahead a full stop looks for the next word.
_LOOK: Final = 3


@dataclass(frozen=True, slots=True)
class Tokens:
    """Be a text cut into tokens: token ``i`` is ``text[starts[i]:ends[i]]`` and its class is ``codes[i]``."""

    text: str
    codes: str
    starts: array[int]
    ends: array[int]

    def word(self, index: int) -> str:
        """Return a token as it stands in the text."""
        return self.text[self.starts[index] : self.ends[index]]

    def words(self, first: int, after: int) -> list[str]:
        """Return the tokens of a stretch."""
        return [self.word(index) for index in range(first, after)]

    def slice(self, first: int, after: int) -> str:
        """Return the text from one token to another, what stands between them included."""
        return self.text[self.starts[first] : self.ends[after - 1]]

    def span(self, first: int, after: int) -> Span:
        """Return the span of a stretch of tokens, the one after the last not included."""
        return Span.of(self.text, self.starts[first], self.ends[after - 1])


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_TOKEN, re.VERBOSE)


def _code_of_word(word: str) -> str:
    found = table().get(word.lower())
    if found is None:
        return CODES["CAPITAL" if word[0].isupper() else "WORD"]
    name = found.name
    if name == "MONTH" and (word[0].islower() or (word.isupper() and len(word) < len("APRILS"))):
        name = "SMALLMONTH"
    elif name in ("MON", "WDAY") and word[0].islower():
        name = "WORD"
    return CODES[name]


def _code_of_number(kind: str, word: str) -> str:
    if kind == "decimal":
        hour, _, minute = word.partition(".")
        clock = len(minute) == len("00") and len(hour) <= len("00") and int(hour) <= 24 and int(minute) < 60
        return CODES["CLOCKDOT" if clock else "DECIMAL"]
    if kind == "int":
        if len(word) <= len("31") and 1 <= int(word) <= 31:
            return CODES["DD"]
        if len(word) == len("0600") and word[0] == "0" and int(word[2:]) < 60:
            return CODES["HHMM"]
        return CODES["YYYY" if len(word) == len("2020") and "1" <= word[0] <= "2" else "INT"]
    return CODES["DECIMAL" if "." in word else "INT"]


def _code_of_acronym(word: str) -> str:
    letters = word.replace(".", "").replace(" ", "").lower()
    found = table().get(letters)
    return CODES[found.name] if found and found.name in ("AMPM", "ERA") else CODES["CAPITAL"]


def _code_of_stop(text: str, end: int, before: str, abbreviation: bool) -> str:
    following = text[end : end + _LOOK].lstrip(" \n\"'”’)]")
    if before == CODES["TITLE"] or text[end : end + 1].strip("\"'”’)] \n"):
        return CODES["DOT"]
    if not following:
        return CODES["STOP"]
    if abbreviation or before in _ABBREVIATED:
        return CODES["STOP" if following[:1].isupper() and before != CODES["NO"] else "DOT"]
    return CODES["DOT" if following[:1].islower() else "STOP"]


def tokenise(text: str) -> Tokens:
    """Cut a text into tokens.

    >>> tokenise("on 5 March 2020").words(1, 4)
    ['5', 'March', '2020']
    """
    known: dict[str, str] = {}
    codes: list[str] = []
    starts, ends = array("L"), array("L")
    fixed = {"isodate": CODES["ISODATE"], "numdate": CODES["NUMDATE"], "clock": CODES["CLOCK"], "nth": CODES["NTH"],
             "break": CODES["BREAK"], "possessive": CODES["POSSESSIVE"]}  # fmt: skip
    for match in _pattern().finditer(text):
        kind, word = match.lastgroup or "", match.group()
        if kind == "word":
            code = known.get(word)
            if code is None:
                code = known[word] = _code_of_word(word)
        elif kind == "mark":
            if word == ".":
                before = codes[-1] if codes else ""
                code = _code_of_stop(
                    text, match.end(), before, before == CODES["CAPITAL"] and ends[-1] - starts[-1] == 1
                )
            else:
                code = CODES[_MARK_NAMES.get(word, "OTHER")]
        elif kind in fixed:
            code = fixed[kind]
        elif kind in ("int", "decimal", "grouped"):
            code = _code_of_number(kind, word)
        elif kind == "acronym":
            code = _code_of_acronym(word)
        else:
            code = CODES["OTHER"]
        codes.append(code)
        starts.append(match.start())
        ends.append(match.end())
    return Tokens(text, "".join(codes), starts, ends)
