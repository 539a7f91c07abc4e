"""Measure the first theme of clauses, by cross-validation over documents: python -m benchmarks.themes.

Clauses of ``tests/golden/themes`` fall into five folds by their document; what was written to learn from is always
learnt from and never measured. Beside them stand the commitments of the composed texts of ``tests/golden``, by part,
from which nothing is ever learnt. The table of phrases was written by people who read the clauses, not the blind texts.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Final
from unittest.mock import patch

import numpy as np

from kg.extract import theme, theme_meaning
from kg.extract.theme_training import Floats, learn, learn_vectors, read_definitions

GOLDEN: Final = Path(__file__).parent.parent / "tests" / "golden"
FOLDS: Final = 5
WRITTEN: Final = "written"
#: What is measured: the share of learnt words and of meaning beside the phrases, as ``classify`` weighs them.
METHODS: Final = {
    "phrases": (1.0, 0.0, 0.0),
    "words learnt": (0.0, 1.0, 0.0),
    "meaning": (0.0, 0.0, 1.0),
    "phrases and words (default)": (1.0, 4.0, 0.0),
    "phrases and meaning": (1.0, 0.0, 4.0),
    "all three (semantic)": (1.0, 4.0, 4.0),
}

Row = tuple[str, str, str, str]
embed = lru_cache(maxsize=None)(theme_meaning.embed)


def clauses() -> Iterator[Row]:
    """Yield set, document, theme and wording of every labelled clause and commitment."""
    for path in sorted((GOLDEN / "themes").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                document, themes, text = line.split("\t")
                yield path.stem, f"{path.stem} {document}", themes.split(",")[0], text
    for half, names in tomllib.loads((GOLDEN / "SPLIT.toml").read_text(encoding="utf-8")).items():
        for file in (GOLDEN / f"{name}.gold.json" for name in names):
            if file.is_file():
                for commitment in json.loads(file.read_text(encoding="utf-8"))["commitments"]:
                    yield half, file.stem, commitment["themes"][0], commitment["evidence"]


@contextmanager
def learnt_from(rows: Sequence[Row]) -> Iterator[None]:
    """Classify with tables that are learnt from these rows."""
    golden, defined = [(text, label) for _, _, label, text in rows], read_definitions()
    words, vectors = learn(golden, defined), learn_vectors(golden, defined, embed)
    weights: Floats = np.array(list(vectors.values()), dtype=np.float32)
    theme_meaning.chances.cache_clear()
    with (
        patch.object(theme, "_learnt", lambda: words),
        patch.object(theme_meaning, "_regression", lambda: (list(vectors), weights)),
        patch.object(theme_meaning, "embed", embed),
    ):
        yield
    theme_meaning.chances.cache_clear()


def guess(text: str, shares: tuple[float, float, float]) -> str:
    """Give the first theme by some shares of phrases, words and meaning."""
    view = theme._view(text, None)
    parts = (theme._phrase_scores(view, known=False), theme._chances(view), theme_meaning.chances(text))
    total: dict[str, float] = defaultdict(float)
    for part, share in zip(parts, shares, strict=True):
        for label, weight in part.items():
            total[label] += share * weight
    best = min(total.items(), key=lambda item: (-item[1], item[0]), default=(theme.OTHER, 0.0))
    return best[0] if best[1] > 0 else theme.OTHER


def main() -> None:
    """Print the share of right first themes, per set and method."""
    rows = list(clauses())
    parts = {"development", "check", "opened", "blind"}
    measured = [row for row in rows if row[0] != WRITTEN]
    fold = {row[1]: int(hashlib.sha256(row[1].encode()).hexdigest(), 16) % FOLDS for row in measured}
    right: dict[str, dict[str, list[bool]]] = {method: defaultdict(list) for method in METHODS}
    for number in range(FOLDS):
        known = [row for row in rows if row[0] == WRITTEN or (row[0] not in parts and fold[row[1]] != number)]
        with learnt_from(known):
            for name, document, label, text in measured:
                if fold[document] == number:
                    for method, shares in METHODS.items():
                        right[method][name].append(guess(text, shares) == label)
    names = sorted({row[0] for row in measured})
    print(f"{'':30}" + "".join(f"{name:>13}" for name in names))
    print(f"{'clauses':30}" + "".join(f"{len(right['phrases'][name]):>13}" for name in names))
    for method, found in right.items():
        print(f"{method:30}" + "".join(f"{sum(found[name]) / len(found[name]):>13.3f}" for name in names))


if __name__ == "__main__":
    main()
