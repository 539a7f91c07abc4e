"""Literals: values of frames in the datatypes of the contract, in the one form that every store keeps."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from rdflib import Literal

from kg.errors import InputError
from kg.namespaces import GEO, XSD
from kg.text.moment import Moment

__all__ = ["boolean", "count", "decimal", "duration", "english", "moment", "plain", "point"]

#: The largest power of ten, either way, that a quantity may have: XSD processors need not hold more than 18 digits.
_MOST_DIGITS: Final = 18
_DURATION = re.compile(
    r"(?P<sign>-?)P(?=[\dT])(?:(?P<Y>\d{1,9})Y)?(?:(?P<M>\d{1,9})M)?(?:(?P<D>\d{1,9})D)?"
    r"(?:T(?=\d)(?:(?P<h>\d{1,9})H)?(?:(?P<m>\d{1,9})M)?(?:(?P<s>\d{1,9}(?:\.\d{1,9})?)S)?)?",
    re.ASCII,
)


def english(text: str) -> Literal:
    """Return a text in English: a label, an action, a condition."""
    return Literal(text, lang="en")


def plain(text: str) -> Literal:
    """Return a string that belongs to no language, or to whatever its document is written in."""
    return Literal(text)


def boolean(value: bool) -> Literal:
    """Return true or false."""
    return Literal("true" if value else "false", datatype=XSD.boolean, normalize=False)


def count(number: int) -> Literal:
    """Return a number of things.

    Raises:
        InputError: If it is negative.
    """
    if number < 0:
        raise InputError(f"a number of things cannot be {number}")
    return Literal(str(int(number)), datatype=XSD.nonNegativeInteger, normalize=False)


def decimal(number: Decimal) -> Literal:
    """Return a decimal number in its shortest form, without an exponent.

    Raises:
        InputError: If it is infinite, no number, or has more digits than a decimal can hold.

    >>> str(decimal(Decimal("6.50")))
    '6.5'
    """
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS or len(number.as_tuple().digits) > _MOST_DIGITS:
        raise InputError(f"{number} cannot be written as a decimal number")
    written = format(number, "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return Literal("0" if written == "-0" else written, datatype=XSD.decimal, normalize=False)


def duration(text: str) -> Literal:
    """Return a length of time in its canonical form (XML Schema 1.1 part 2, E.2.3 and E.3.2).

    Raises:
        InputError: If it is no xsd:duration; weeks are none.

    >>> str(duration("PT90M"))
    'PT1H30M'
    """
    found = _DURATION.fullmatch(text)
    if not found:
        raise InputError(f"{text!r} is no duration", hint="Write six hours as PT6H, two weeks as P14D.")
    given = {unit: Decimal(found[unit] or 0) for unit in "YMDhms"}
    years, months = divmod(12 * given["Y"] + given["M"], 12)
    minutes, seconds = divmod(60 * (60 * (24 * given["D"] + given["h"]) + given["m"]) + given["s"], 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    date = "".join(f"{number}{unit}" for number, unit in ((years, "Y"), (months, "M"), (days, "D")) if number)
    time = "".join(f"{decimal(n)}{unit}" for n, unit in ((hours, "H"), (minutes, "M"), (seconds, "S")) if n)
    written = f"{found['sign']}P{date}" + (f"T{time}" if time else "") if date or time else "PT0S"
    return Literal(written, datatype=XSD.duration, normalize=False)


def moment(value: Moment) -> Literal:
    """Return a point of the calendar in the datatype that is as precise as it."""
    return Literal(value.lexical, datatype=XSD[value.datatype], normalize=False)


def point(latitude: float, longitude: float) -> Literal:
    """Return a point of the Earth as well-known text: longitude first, in CRS84, GeoSPARQL's default.

    Raises:
        InputError: If there is no such point.

    >>> str(point(35.93, 36.63))
    'POINT(36.63 35.93)'
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise InputError(f"there is no point {latitude}° north, {longitude}° east")
    east, north = (decimal(Decimal(repr(round(degrees, 7)))) for degrees in (longitude, latitude))
    return Literal(f"POINT({east} {north})", datatype=GEO.wktLiteral, normalize=False)
