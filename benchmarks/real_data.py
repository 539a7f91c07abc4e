"""Measure extraction on real tables: ``FOEDERA_DATA=FOLDER python -m benchmarks.real_data [PART …]``.

The parts are conventions, treaties, meetings, and silent: what says nothing to the extractor. The folder holds
``conventions/*.json``, ``us_treaties.csv`` with ``us_treaties/*.txt``, ``unsc_resolutions/*.txt`` and
``mend_meetings.jsonl``. What counts as found is said where it is counted; the causes of misses are told from what the
extraction holds, and are only near.
"""

from __future__ import annotations

import sys
import time

from benchmarks.real import conventions, meetings, silent, treaties
from benchmarks.real.measure import data_folder, show

__all__ = ["main"]

_PARTS = {
    "conventions": conventions.measure,
    "treaties": treaties.measure,
    "meetings": meetings.measure,
    "silent": silent.measure,
}


def main(wanted: list[str]) -> None:
    """Print the figures of the parts that are wanted, or of all."""
    folder = data_folder()
    for name in wanted or _PARTS:
        start = time.monotonic()
        for measure in _PARTS[name](folder):
            show(measure)
        print(f"{name}: {time.monotonic() - start:.0f} s\n")


if __name__ == "__main__":
    main(sys.argv[1:])
