"""Learn which further words speak of which theme, and write ``data/theme-words.tsv``.

Run ``python -m kg.extract.theme_training GOLDEN``, where ``GOLDEN`` is a folder of clauses labelled by hand
(``tests/golden/themes``). Softmax regression is fitted to the words and pairs of words of these clauses and of the
labels and definitions of the themes; all of it is free material, so what is learnt is free too. Names are left out,
so that a country does not stand for what happened there.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from rdflib import Graph

from kg.extract.phrase import read_table, words_of
from kg.extract.theme import features
from kg.namespaces import SKOS, THEME
from kg.resources import ontology_dir

__all__ = ["learn", "main", "read_definitions", "read_golden"]

#: In how many clauses a word or pair must stand, and how large a weight must be to be kept.
LEAST_CLAUSES: Final = 2
LEAST_WEIGHT: Final = 0.3
#: What a clause counts, against one definition of the ontology.
BY_HAND: Final = 2.0
#: The strength of the penalty, the steps and the step size of the fit (Adam, Kingma and Ba 2015).
PENALTY: Final = 2e-5
STEPS: Final = 60
RATE: Final = 0.3

Floats = npt.NDArray[np.float32]


def read_golden(folder: Path) -> list[tuple[str, str]]:
    """Read the clauses labelled by hand, each with the theme of its act."""
    lines = [line for path in sorted(folder.glob("*.tsv")) for line in path.read_text(encoding="utf-8").splitlines()]
    cells = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(text, themes.split(",")[0]) for _, themes, text in cells]


def read_definitions() -> list[tuple[str, str]]:
    """Read the labels and definitions of the themes, each with its theme."""
    graph = Graph().parse(ontology_dir() / "themes" / "themes.ttl")
    themes = sorted({theme for theme, _, _ in read_table("themes.tsv", 3) if not theme.startswith("@")})
    return [
        (text, theme)
        for theme in themes
        for term in (SKOS.prefLabel, SKOS.definition)
        for text in sorted(map(str, graph.objects(THEME[theme], term)))
    ]


def _names(texts: Sequence[str]) -> set[str]:
    """Find the words that are mostly written with a capital letter inside a sentence."""
    capital: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for text in texts:
        for word in words_of(text)[1:]:
            total[word.text] += 1
            capital[word.text] += text[word.start].isupper()
    return {word for word, count in total.items() if capital[word] > 0.5 * count}


def learn(golden: Sequence[tuple[str, str]], defined: Sequence[tuple[str, str]]) -> dict[str, dict[str, float]]:
    """Fit the weights of words and pairs of words for each theme."""
    clauses = [*golden, *defined]
    names = _names([text for text, _ in clauses])
    bags = [
        [name for name in features(text) if not names & set(name.split()) and not any(map(str.isdigit, name))]
        for text, _ in clauses
    ]
    seen = Counter(name for bag in bags for name in bag)
    vocabulary = {name: k for k, name in enumerate(sorted(n for n, c in seen.items() if c >= LEAST_CLAUSES))}
    themes = sorted({theme for _, theme in clauses})
    given: Floats = np.zeros((len(clauses), len(vocabulary)), dtype=np.float32)
    wanted: Floats = np.zeros((len(clauses), len(themes)), dtype=np.float32)
    for row, (bag, (_, theme)) in enumerate(zip(bags, clauses, strict=True)):
        known = [vocabulary[name] for name in bag if name in vocabulary]
        given[row, known] = 1 / max(len(known), 1) ** 0.5
        wanted[row, themes.index(theme)] = 1
    importance: Floats = np.full((len(clauses), 1), 1.0, dtype=np.float32)
    importance[: len(golden)] = BY_HAND
    importance /= importance.sum()
    weights = _fit(given, wanted, importance)
    return {
        name: {theme: float(weights[k, t]) for t, theme in enumerate(themes) if abs(weights[k, t]) >= LEAST_WEIGHT}
        for name, k in vocabulary.items()
    }


def _fit(given: Floats, wanted: Floats, importance: Floats) -> Floats:
    weights: Floats = np.zeros((given.shape[1], wanted.shape[1]), dtype=np.float32)
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        logits = given @ weights
        likely = np.exp(logits - logits.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        slope = given.T @ ((likely - wanted) * importance) + PENALTY * weights
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.999 * spread + 0.001 * slope**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    return weights


def main(arguments: Sequence[str]) -> None:
    """Write the table of words beside the table of phrases."""
    golden = read_golden(Path(arguments[0]))
    lines = [
        "# Learnt by kg.extract.theme_training from clauses labelled by hand; do not edit.",
        "# Columns: word or pair of words, weights of themes.",
    ]
    for name, weights in sorted(learn(golden, read_definitions()).items()):
        if weights:
            lines.append(f"{name}\t" + " ".join(f"{theme}:{weight:.1f}" for theme, weight in sorted(weights.items())))
    target = Path(__file__).parent / "data" / "theme-words.tsv"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
