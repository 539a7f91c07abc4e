"""The language of a text: only English is read, and others are refused by their names."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import InputError

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

__all__ = ["foreign_language", "refuse_foreign"]

_DATA = Path(__file__).parent / "data"
#: From this share of common English words on a text is English, however many foreign names it has.
_ENGLISH: Final = 0.1
_OTHER: Final = "a language other than English"
#: How sure the identification must be before a short text is refused, and before one of so many words is.
_SURE: Final = 0.65
_FAIRLY_SURE: Final = 0.2
_LONG: Final = 30
#: A text of which this much speaks for English is not refused, whatever speaks for another language: lists of names.
_DOUBT: Final = 0.02
#: Fewer letters than these tell no language that is written in the Latin script.
_LETTERS: Final = 25
#: How many characters are looked at, from each of the three parts of the text.
_LOOKED_AT: Final = 6_000
_WORD = re.compile(r"[^\W\d_]+")


def refuse_foreign(text: str, *, source: str) -> None:
    """Refuse a text that is not in English.

    Args:
        text: The text.
        source: The file, for the message.

    Raises:
        InputError: If it is in another language; the message names it.
    """
    language = foreign_language(text)
    if language is not None:
        raise InputError(
            f"is in {language}, which is not supported yet: only English is read",
            source=source,
            hint="Read an English version of it, or translate it first.",
        )


def foreign_language(text: str) -> str | None:
    """Name the language of a text that is certainly not in English, or return None.

    English is told by its most common words, so that names, headings and quotations in other languages do not count
    against a text. Only where these words are missing is the language identified, and a text that is too short to tell
    passes.

    >>> foreign_language("The Parties shall withdraw from Szczecin, Świnoujście and Kołobrzeg.")
    >>> foreign_language("Les Parties conviennent de retirer leurs forces de la zone.")
    'French'
    """
    sample = _sample(text)
    words = _WORD.findall(sample.lower())
    common = sum(word in _table("english", "words") for word in words)
    if common >= max(2, _ENGLISH * len(words)):
        return None
    letters = [ch for ch in sample if ch.isalpha()]
    latin = sum(_is_latin(ch) for ch in letters)
    written_in_latin = latin * 2 >= len(letters)
    if not letters or (written_in_latin and len(letters) < _LETTERS):
        return None
    ranked: list[tuple[str, float]] = _identifier().rank(sample)
    code, sure = ranked[0]
    english = sum(share for other, share in ranked if other in _table("english", "near"))
    if not written_in_latin:
        return _names().get(code, _OTHER)
    if english >= _DOUBT or sure < (_FAIRLY_SURE if len(words) >= _LONG else _SURE):
        return None
    return _names().get(code, _OTHER)


def _sample(text: str) -> str:
    """Return the beginning, the middle and the end of a long text."""
    if len(text) <= 3 * _LOOKED_AT:
        return text
    middle = len(text) // 2
    return f"{text[:_LOOKED_AT]} {text[middle : middle + _LOOKED_AT]} {text[-_LOOKED_AT:]}"


@cache
def _is_latin(character: str) -> bool:
    return unicodedata.name(character, "").startswith("LATIN")


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # brings numpy, which an English text does not need

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _table(name: str, key: str) -> frozenset[str]:
    return frozenset(_read(name)[key])


@cache
def _names() -> dict[str, str]:
    return _read("languages")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))
