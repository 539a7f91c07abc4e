"""Find measures, amounts of money, lengths of time and counts in a text, with QUDT units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from kg.text.atom import Atom
from kg.text.counts import CountMention, find_counts, hedges_before
from kg.text.dates import coded_text
from kg.text.grammar import Found, Grammar
from kg.text.lexicon import CODES
from kg.text.numbers import parse_decimal
from kg.text.shapes import Length
from kg.text.span import Span
from kg.text.tokens import Tokens
from kg.text.units import MAX_WORDS, Unit, aspects, signs, time_units, units

__all__ = ["CountMention", "QuantityMention", "find_counts", "find_quantities"]

_RULES: Final = {
    "money": "(?P<sign>CURRENCY) (?P<number>FIGURE SCALE?)",
    "amount": "(?P<number>CARDINAL) (?:OPEN DIGITS CLOSE)?",
}
_PARTS: Final = {"FIGURE": "[DD YYYY INT DECIMAL CLOCKDOT]"}
_MILLIONS: Final = {"m": Decimal(10**6), "k": Decimal(10**3)}
_DIRECTIONS: Final = frozenset(["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"])
#: Units of one letter stand after digits only.
_DIGITS: Final = frozenset(CODES[name] for name in ("DD", "YYYY", "INT", "DECIMAL", "CLOCKDOT"))
#: The words between a number and what it measures, at most.
_REACH: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityMention:
    """Be a measured value.

    Args:
        span: The number, the unit and the words that tell what is measured: "6 km deep to the north".
        value: The number.
        unit: The local name of the QUDT unit: "KiloM", "HA", "CCY_USD", "NUM" for a count.
        kind: The local name of the QUDT kind of quantity: "Width", "Area", "Currency", "Count".
        aspect: What is measured: "width", "depth to the north", "distance west"; for a count, what is counted.
        approximate: Whether the number is vague: "about 6 km".
        minimum: Whether there may be more: "at least 6 km".
    """

    span: Span
    value: Decimal
    unit: str
    kind: str
    aspect: str | None = None
    approximate: bool = False
    minimum: bool = False


def find_quantities(text: str) -> tuple[QuantityMention, ...]:
    """Find the quantities that a text states, sorted, not overlapping.

    >>> [(found.value, found.unit, found.aspect) for found in find_quantities("a six-kilometer-wide corridor")]
    [(Decimal('6'), 'KiloM', 'width')]
    """
    coded = coded_text(text)
    tokens, atoms, codes = coded.tokens, coded.atoms, coded.codes
    found = [*_times(tokens, codes, atoms), *_measures(tokens, codes), *_counts(text)]
    chosen: list[QuantityMention] = []
    for mention in sorted(found, key=lambda mention: (mention.span.start, mention.kind == "Count")):
        if not chosen or chosen[-1].span.end <= mention.span.start:
            chosen.append(mention)
    return tuple(chosen)


@cache
def _grammar() -> Grammar:
    return Grammar.of(_RULES, _PARTS)


def _times(tokens: Tokens, codes: str, atoms: tuple[Atom, ...]) -> Iterator[QuantityMention]:
    for atom in atoms:
        if isinstance(atom.shape, Length) and not atom.weak and (unit := time_units().get(atom.shape.unit)):
            hedges = hedges_before(tokens, codes, atom.first)
            yield QuantityMention(
                span=tokens.span(atom.first, atom.after),
                value=Decimal(atom.shape.count),
                unit=unit,
                kind="Time",
                approximate=hedges.approximate or atom.shape.approximate,
                minimum=hedges.minimum,
            )


def _counts(text: str) -> Iterator[QuantityMention]:
    for count in find_counts(text):
        if count.value is not None:
            yield QuantityMention(
                span=count.span,
                value=Decimal(count.value),
                unit="NUM",
                kind="Count",
                aspect=count.counted or None,
                approximate=count.approximate,
                minimum=count.minimum,
            )


def _measures(tokens: Tokens, codes: str) -> Iterator[QuantityMention]:
    for found in _grammar().find(codes):
        mention = _money(tokens, codes, found) if found.rule == "money" else _amount(tokens, codes, found)
        if mention is not None:
            yield mention


def _money(tokens: Tokens, codes: str, found: Found) -> QuantityMention | None:
    value = parse_decimal(tokens.slice(*found.groups["number"]))
    unit = signs().get(tokens.word(found.first))
    if value is None or unit is None:
        return None
    after = found.after
    if after < len(codes) and tokens.starts[after] == tokens.ends[after - 1]:
        value *= _MILLIONS.get(tokens.word(after).lower(), Decimal(1))
        after += tokens.word(after).lower() in _MILLIONS
    return _mention(tokens, codes, (found.first, after), value, Unit(unit, "Currency"), None)


def _amount(tokens: Tokens, codes: str, found: Found) -> QuantityMention | None:
    value = parse_decimal(tokens.slice(*found.groups["number"]))
    if value is None or (found.first and codes[found.first - 1] == CODES["REFERENCE"]):
        return None
    after = found.after
    if codes[after : after + 1] == CODES["PERCENT"]:
        return _mention(tokens, codes, (found.first, after + 1), value, Unit("PERCENT", "Dimensionless"), None)
    dashed = codes[after : after + 1] == CODES["DASH"]
    measured = _unit(tokens, codes, after + dashed, digits=codes[found.groups["number"][1] - 1] in _DIGITS)
    if measured is None:
        return _prefixed(tokens, codes, found, value)
    unit, after = measured
    if unit.kind != "Length":
        return _mention(tokens, codes, (found.first, after), value, unit, None)
    kind, aspect, after = _aspect(tokens, codes, found.first, after)
    return _mention(tokens, codes, (found.first, after), value, Unit(unit.name, kind), aspect)


def _prefixed(tokens: Tokens, codes: str, found: Found, value: Decimal) -> QuantityMention | None:
    """Read an amount after the code of its currency: "EUR 500"."""
    if not found.first or (word := tokens.word(found.first - 1)) != word.upper():
        return None
    unit = units().get(word.lower())
    if unit is None or unit.kind != "Currency":
        return None
    return _mention(tokens, codes, (found.first - 1, found.after), value, unit, None)


def _mention(
    tokens: Tokens, codes: str, at: tuple[int, int], value: Decimal, unit: Unit, aspect: str | None
) -> QuantityMention:
    hedges = hedges_before(tokens, codes, at[0])
    return QuantityMention(
        span=tokens.span(*at),
        value=value,
        unit=unit.name,
        kind=unit.kind,
        aspect=aspect,
        approximate=hedges.approximate,
        minimum=hedges.minimum,
    )


def _unit(tokens: Tokens, codes: str, first: int, *, digits: bool) -> tuple[Unit, int] | None:
    """Return the unit that the words from ``first`` on name, and the token after it."""
    for after in range(min(first + MAX_WORDS, len(codes)), first, -1):
        words = " ".join(tokens.slice(first, after).lower().split())
        unit = units().get(words)
        if unit is not None and (digits or len(words) > 1):
            return unit, after
    return None


def _word(tokens: Tokens, index: int) -> str:
    return tokens.word(index).lower() if index < len(tokens.codes) else ""


def _aspect(tokens: Tokens, codes: str, first: int, after: int) -> tuple[str, str | None, int]:
    """Tell what a length measures, by the words around it; return the kind, the aspect and the token after."""
    said = aspects()
    at = after + (codes[after : after + 1] in (CODES["DASH"], CODES["IN"]))
    if (named := said.after.get(_word(tokens, at))) is not None:
        direction, end = _direction(tokens, at + 1)
        return named[0], f"{named[1]} to the {direction}" if direction else named[1], end
    direction, end = _direction(tokens, after)
    before = _said_before(tokens, first)
    if direction:
        if before:
            return before[0], f"{before[1]} to the {direction}", end
        return "Distance", f"distance {direction}", end
    if before:
        return before[0], before[1], after
    if _word(tokens, after) == "from":
        return "Distance", "distance", after
    if _word(tokens, first - 1) == "within" if first else False:
        return "Distance", "distance", after
    return "Length", None, after


def _direction(tokens: Tokens, index: int) -> tuple[str | None, int]:
    """Read "west of", "to the north": return the direction and the token after it."""
    start = index
    if _word(tokens, index) in ("to", "on"):
        index += 1
        if _word(tokens, index) in ("the", "its"):
            index += 1
    word = _word(tokens, index)
    if word in ("just", "due"):
        word = _word(tokens, index := index + 1)
    word = word.removesuffix("wards").removesuffix("ward")
    if word in _DIRECTIONS:
        return word, index + 1
    return None, start


def _said_before(tokens: Tokens, first: int) -> tuple[str, str] | None:
    """Read "a depth of" before a number."""
    for index in range(first - 1, max(first - 1 - _REACH, -1), -1):
        word = _word(tokens, index)
        if (named := aspects().before.get(word)) is not None:
            return named
        if word not in ("of", "about", "at", "least", "approximately", "up", "to", "some", "around"):
            return None
    return None
