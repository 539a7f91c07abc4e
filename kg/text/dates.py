"""Find dates, clock times and lengths of time, as the text gives them: the first level of the grammar of times."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.text.atom import Atom
from kg.text.calendar_dates import (
    read_baremonth,
    read_bareyear,
    read_day,
    read_days,
    read_iso,
    read_month,
    read_months,
    read_numeric,
    read_years,
)
from kg.text.clock_times import read_clock, read_length
from kg.text.date_rules import date_grammar
from kg.text.grammar import Found
from kg.text.lexicon import CODES
from kg.text.relative_dates import (
    read_neighbour,
    read_period,
    read_samemonth,
    read_shiftmonth,
    read_today,
    read_ultimo,
    read_weekday,
)
from kg.text.shapes import Clock, Length
from kg.text.tokens import Tokens, tokenise

__all__ = ["CodedText", "coded_text"]


@dataclass(frozen=True, slots=True)
class CodedText:
    """Be a text with its tokens, the atoms in it, and its codes with the atoms written over them."""

    tokens: Tokens
    atoms: tuple[Atom, ...]
    codes: str


@lru_cache(maxsize=4)
def coded_text(text: str) -> CodedText:
    """Find every date, clock time and length of time in a text, in order.

    The last few texts are remembered, because times, quantities and counts are looked for in the same text.
    """
    tokens = tokenise(text)
    atoms = _find_atoms(tokens)
    return CodedText(tokens, atoms, _coded(tokens, atoms))


def _find_atoms(tokens: Tokens) -> tuple[Atom, ...]:
    atoms: list[Atom] = []
    for found in date_grammar().find(tokens.codes):
        if not _named(tokens, found):
            atoms.extend(_BUILDERS[found.rule](tokens, found))
    return tuple(atoms)


def _coded(tokens: Tokens, atoms: tuple[Atom, ...]) -> str:
    """Write the letter of each atom over its first token and FILL over the rest."""
    pieces: list[str] = []
    at = 0
    for atom in atoms:
        pieces.append(tokens.codes[at : atom.first])
        name = {Clock: "HOUR", Length: "LENGTH"}.get(type(atom.shape), "DATE" if atom.last is None else "RANGE")
        pieces.append(CODES[name] + CODES["FILL"] * (atom.after - atom.first - 1))
        at = atom.after
    pieces.append(tokens.codes[at:])
    return "".join(pieces)


def _named(tokens: Tokens, found: Found) -> bool:
    """Tell whether the words are a name ("Good Friday", "14 March Alliance") or recur ("every Thursday")."""
    before = tokens.codes[found.first - 1] if found.first else ""
    after = tokens.codes[found.after : found.after + 1]
    if after == CODES["NAMED"] or before in (CODES["NAMING"], CODES["EVERY"]):
        return True
    return tokens.codes.startswith((CODES["IN"] + CODES["EVERY"], CODES["OF"] + CODES["EVERY"]), found.after)


_BUILDERS: Final[Mapping[str, Callable[[Tokens, Found], Iterator[Atom]]]] = {
    "iso": read_iso,
    "numeric": read_numeric,
    "days": read_days,
    "monthdays": read_days,
    "day": read_day,
    "monthday": read_day,
    "samemonth": read_samemonth,
    "ultimo": read_ultimo,
    "months": read_months,
    "month": read_month,
    "shiftmonth": read_shiftmonth,
    "baremonth": read_baremonth,
    "years": read_years,
    "partyear": read_bareyear,
    "leadyear": read_bareyear,
    "year": read_bareyear,
    "weekday": read_weekday,
    "today": read_today,
    "neighbour": read_neighbour,
    "edge": read_period,
    "period": read_period,
    "clock": read_clock,
    "length": read_length,
}
