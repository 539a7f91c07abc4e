"""Measure a batch: ``python -m benchmarks.batch [TEXTS] [JOBS…]``.

Makes texts, lets ``foedera ingest`` read the folder with different numbers of jobs, and prints for each run how many
documents and characters a second it read, the most memory that one of its processes used, how long a second run needs
to see that there is nothing to do, and how the time compares to the bare spaCy model on the same texts.
"""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Final

from kg.extract.model import load

__all__ = ["main", "text"]

_FOEDERA: Final = str(Path(sys.executable).with_name("foedera"))
_STATES: Final = ("Freedonia", "Sylvania", "Ruritania", "Borduria", "Syldavia", "Graustark", "Zubrowka", "Genovia")
_TOWNS: Final = ("Strelsau", "Klow", "Szohod", "Lutz", "Edelweiss", "Travnik", "Dbrnouk", "Zenda")
_PEOPLE: Final = ("Rufus Firefly", "Gloria Teasdale", "Rudolf Rassendyll", "Plekszy Gladz", "Amalia Mignonette")
_ACTS: Final = (
    "withdraw its troops from {town} within {n} days",
    "release {n} prisoners held in {town}",
    "not deploy heavy weapons along the road to {town}",
    "allow humanitarian convoys to reach {town}",
    "patrol the road between {town} and {other_town} jointly with {other}",
    "reopen its embassy in {town}",
)
_SAID: Final = (
    "{person} said that {state} would keep the ceasefire.",
    "At least {n} soldiers were killed when shells hit {town} on Monday.",
    "The foreign ministers of {state} and {other} met in {town} on {day} March 2019.",
    "According to the ministry, {n} families have left {town} since the talks began.",
    "{state} has denied that its forces attacked {other_town}.",
)


def text(number: int, *, seed: int = 1) -> str:
    """Make up a news report; the same number and seed give the same text."""
    dice = random.Random(f"{seed}/{number}")  # noqa: S311 - not for secrets

    def fill(pattern: str) -> str:
        (state, other), (town, other_town) = dice.sample(_STATES, 2), dice.sample(_TOWNS, 2)
        words = {"state": state, "other": other, "town": town, "other_town": other_town, "person": dice.choice(_PEOPLE)}
        return pattern.format(n=dice.randint(2, 90), day=dice.randint(1, 28), **words)

    title = fill("{state} and {other} sign ceasefire in {town}")
    opening = fill("{town}, {day} March 2019 - {state} and {other} signed a ceasefire agreement on Tuesday.")
    terms = " ".join(fill(f"Under the agreement, {{state}} shall {dice.choice(_ACTS)}.") for _ in range(4))
    said = "\n\n".join(" ".join(fill(dice.choice(_SAID)) for _ in range(3)) for _ in range(dice.randint(2, 6)))
    return f"{title}\n\n{opening}\n\n{terms}\n\n{said}\n\nReport no. {number}.\n"


def main() -> None:
    """Run the benchmark."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    jobs = [int(word) for word in sys.argv[2:]] or [1, 2]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "texts"
        folder.mkdir()
        texts = [text(number) for number in range(count)]
        for number, words in enumerate(texts):
            (folder / f"{number:06}.txt").write_text(words, encoding="utf-8")
        size = sum(map(len, texts))
        print(f"{count:,} texts, {size:,} characters, {os.cpu_count()} cores")
        bare = _bare(texts)
        print(f"bare spaCy, nlp.pipe         {count / bare:7.1f} texts/s {size / bare:9,.0f} characters/s")
        digests = set()
        for number in jobs:
            store = Path(place) / f"store-{number}"
            took, memory = _run(folder, store, number)
            again, _ = _run(folder, store, number)
            digests.add(_exported(store))
            print(
                f"foedera ingest, --jobs {number:<4}  {count / took:7.1f} texts/s {size / took:9,.0f} characters/s",
                f"  {took / bare:.2f} × bare   most memory of a process {memory:.0f} MB   nothing to do: {again:.1f} s",
            )
        print("the graphs are the same, to the byte" if len(digests) == 1 else "THE GRAPHS DIFFER")


def _bare(texts: list[str]) -> float:
    """Return the seconds that the language model alone needs."""
    model = load()
    list(model.pipe(texts[:5]))
    start = time.perf_counter()
    for _ in model.pipe(texts):
        pass
    return time.perf_counter() - start


def _run(folder: Path, store: Path, jobs: int) -> tuple[float, float]:
    """Ingest a folder; return the seconds and the most megabytes that one process used at a time."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [_FOEDERA, "ingest", str(folder), "--jobs", str(jobs)],
        env=os.environ | {"FOEDERA_STORE": str(store)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    most = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, most))
    watcher.start()
    _, told = process.communicate()
    watcher.join()
    if process.returncode:
        sys.exit(told)
    return time.perf_counter() - start, most[0]


def _watch(process: subprocess.Popen[str], most: list[float]) -> None:
    while process.poll() is None:
        most[0] = max([most[0], *(_resident(pid) for pid in _family(process.pid))])
        time.sleep(0.2)


def _family(pid: int) -> list[int]:
    """Return a process and its children, as Linux tells them."""
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return [pid]
    return [pid, *(found for child in told for found in _family(int(child)))]


def _resident(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def _exported(store: Path) -> str:
    """Return a digest of all that the store says, without the provenance, which knows the time."""
    told = subprocess.run(
        [_FOEDERA, "export", "--format", "nquads"],
        env=os.environ | {"FOEDERA_STORE": str(store)},
        capture_output=True,
        check=True,
    )
    return hashlib.sha256(told.stdout).hexdigest()


if __name__ == "__main__":
    main()
