"""Learn which words and meanings speak of which theme: ``data/theme-words.tsv`` and ``data/theme-vectors.tsv``.

Run ``python -m kg.extract.theme_training GOLDEN``, where ``GOLDEN`` is a folder of clauses labelled by hand
(``tests/golden/themes``). Softmax regression is fitted to the words and pairs of words of these clauses and of the
labels and definitions of the themes; all of it is free material, so what is learnt is free too. Names are left out,
so that a country does not stand for what happened there. The same regression is fitted to the sentence vectors of
the clauses, for which the extra ``semantic`` must be installed.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from rdflib import Graph

from kg.extract.phrase import read_table, words_of
from kg.extract.theme import features
from kg.extract.theme_meaning import embed
from kg.namespaces import SKOS, THEME
from kg.resources import ontology_dir

__all__ = ["learn", "learn_vectors", "main", "read_definitions", "read_golden"]

#: In how many clauses a word or pair must stand, and how large a weight must be to be kept.
LEAST_CLAUSES: Final = 2
LEAST_WEIGHT: Final = 0.3
#: What a clause counts, against one definition of the ontology.
BY_HAND: Final = 2.0
#: The steps of the fit to sentence vectors, which are fewer and dense.
VECTOR_STEPS: Final = 200
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
    weights = _fit(given, wanted, _importance(len(golden), len(clauses)), STEPS)
    return {
        name: {theme: float(weights[k, t]) for t, theme in enumerate(themes) if abs(weights[k, t]) >= LEAST_WEIGHT}
        for name, k in vocabulary.items()
    }


def learn_vectors(
    golden: Sequence[tuple[str, str]],
    defined: Sequence[tuple[str, str]],
    embed: Callable[[str], Floats] = embed,
) -> dict[str, list[float]]:
    """Fit the weights of the sentence vector for each theme.

    Raises:
        ModelError: If the extra is not installed.
    """
    clauses = [*golden, *defined]
    themes = sorted({theme for _, theme in clauses})
    given: Floats = np.array([embed(text) for text, _ in clauses], dtype=np.float32)
    wanted: Floats = np.zeros((len(clauses), len(themes)), dtype=np.float32)
    wanted[range(len(clauses)), [themes.index(theme) for _, theme in clauses]] = 1
    weights = _fit(given, wanted, _importance(len(golden), len(clauses)), VECTOR_STEPS)
    return {theme: [float(value) for value in weights[:, t]] for t, theme in enumerate(themes)}


def _importance(golden: int, clauses: int) -> Floats:
    importance: Floats = np.full((clauses, 1), 1.0, dtype=np.float32)
    importance[:golden] = BY_HAND
    importance /= importance.sum()
    return importance


def _fit(given: Floats, wanted: Floats, importance: Floats, steps: int) -> Floats:
    weights: Floats = np.zeros((given.shape[1], wanted.shape[1]), dtype=np.float32)
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        logits = given @ weights
        likely = np.exp(logits - logits.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        slope = given.T @ ((likely - wanted) * importance) + PENALTY * weights
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.999 * spread + 0.001 * slope**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    return weights


def _write(name: str, columns: str, rows: Iterable[tuple[str, str]]) -> None:
    lines = [
        "# Learnt by kg.extract.theme_training from clauses labelled by hand; do not edit.",
        f"# Columns: {columns}.",
    ]
    target = Path(__file__).parent / "data" / name
    target.write_text("\n".join([*lines, *("\t".join(row) for row in rows if row[1])]) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """Write the tables of words and of vectors beside the table of phrases."""
    golden, defined = read_golden(Path(arguments[0])), read_definitions()
    words = sorted(learn(golden, defined).items())
    cells = ((name, " ".join(f"{theme}:{weight:.1f}" for theme, weight in sorted(row.items()))) for name, row in words)
    _write("theme-words.tsv", "word or pair of words, weights of themes", cells)
    vectors = sorted(learn_vectors(golden, defined).items())
    cells = ((theme, " ".join(f"{weight:.2f}" for weight in row)) for theme, row in vectors)
    _write("theme-vectors.tsv", "theme, weights of the numbers of a sentence vector", cells)


if __name__ == "__main__":
    main(sys.argv[1:])
