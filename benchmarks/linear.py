"""Show that time grows with the length of a text and not with its square.

Each function reads hostile texts of one length and of twice that length; the ratio of the two should stay near 2.
"""

from __future__ import annotations

import contextlib
import datetime
import time
from collections.abc import Callable
from typing import Final

from api.scan import measure
from kg.errors import QueryError
from kg.extract.authority.matcher import find_authorities
from kg.extract.theme import classify
from kg.store.guard import refuse_service
from kg.text.clean import clean
from kg.text.quantities import find_quantities
from kg.text.segment import segment
from kg.text.times import find_times

__all__ = ["main"]

#: What is timed, with the pieces that its hostile texts are made of and the length of the shorter text.
CASES: Final[dict[str, tuple[Callable[[str], object], tuple[str, ...], int]]] = {
    "segment": (segment, ("ARTICLE 1. ", "(a) it; ", "- x\n", "\n\n", "1. Decides "), 100_000),
    "clean": (clean, ("ARTICLE 1. ", "(a) it; ", "co-\nop ", "1984,27 "), 50_000),
    "find_times": (
        lambda text: find_times(text, datetime.date(2020, 3, 5)),
        ("5 March to ", "one hundred and ", "of the ", "within "),
        80_000,
    ),
    "find_quantities": (find_quantities, ("6 km deep to the ", "one hundred and ", "at least "), 80_000),
    "find_authorities": (find_authorities, ("Ottawa, Chippewa and ", "United Nations of the ", "al-al-al US "), 40_000),
    "classify": (classify, ("The parties agree to withdraw all forces from the zone; ",), 4_000),
    "refuse_service": (refuse_service, ("service ", "a:service", "service#\n"), 100_000),
    "measure": (measure, ("a:", "<1 ", "ab ", "'''a"), 30_000),
}


def main() -> None:
    """Print a line for each function and piece: seconds at both lengths, and their ratio."""
    for name, (function, pieces, length) in CASES.items():
        function(pieces[0])
        for piece in pieces:
            short, long = (_seconds(function, (piece * n)[:n]) for n in (length, 2 * length))
            print(f"{name:18} {piece.strip()!r:28} {short:8.3f} s {long:8.3f} s   x{long / max(short, 1e-4):.2f}")


def _seconds(function: Callable[[str], object], text: str) -> float:
    """Return the least of three runs, in seconds of processor time."""
    runs = []
    for _ in range(3):
        start = time.process_time()
        with contextlib.suppress(QueryError):  # what is too long to be looked through is refused, and quickly
            function(text)
        runs.append(time.process_time() - start)
    return min(runs)


if __name__ == "__main__":
    main()
