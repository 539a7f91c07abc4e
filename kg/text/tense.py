"""Tell from the words around a date whether its clause speaks of the past or of the future."""

from __future__ import annotations

from typing import Final

from kg.text.lexicon import CODES
from kg.text.resolution import Tense

__all__ = ["tense_at"]

#: How many tokens to look to each side.
_WINDOW: Final = 30
_ENDS: Final = frozenset(CODES[name] for name in ("STOP", "SEMICOLON", "BREAK"))
_FUTURE: Final = frozenset(CODES[name] for name in ("WILL", "PLAN"))
_VERBS: Final = frozenset(CODES[name] for name in ("BE", "BEGIN", "INFINITIVE", "EDGE"))


def tense_at(codes: str, first: int, after: int) -> Tense:
    """Tell the tense of the clause around the tokens from ``first`` up to ``after``.

    The nearest word before them that shows a tense decides, if there is none the nearest after them: "said on Thursday
    that it will" is past, "agreed to meet on Thursday" is future.
    """
    for index in range(first - 1, max(first - 1 - _WINDOW, -1), -1):
        if codes[index] in _ENDS:
            break
        if (tense := _shown(codes, index)) is not None:
            return tense
    for index in range(after, min(after + _WINDOW, len(codes))):
        if codes[index] in _ENDS:
            break
        if codes[index] == CODES["AGREED"]:
            return Tense.PAST
        if codes[index] not in _VERBS - {CODES["BE"]} and (tense := _shown(codes, index)) is not None:
            return tense
    return Tense.UNKNOWN


def _shown(codes: str, index: int) -> Tense | None:
    code = codes[index]
    if code in _FUTURE:
        return Tense.FUTURE
    if code == CODES["PAST"]:
        return Tense.PAST
    if code == CODES["AGREED"]:
        return Tense.FUTURE if codes[index + 1 : index + 2] == CODES["TO"] else Tense.PAST
    if code in _VERBS and index and codes[index - 1] == CODES["TO"]:
        return Tense.FUTURE
    return None
