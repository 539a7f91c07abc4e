"""Measure validating one agreement in a small and in a large store: ``python -m benchmarks.validate_one``.

The document is the same in both, in turn in the one and in the other; what is printed is the ratio of the medians.
"""

from __future__ import annotations

import statistics
import sys
import time

import pyoxigraph

from benchmarks.synthetic import documents
from kg.namespaces import DEFAULT_BASE
from kg.store.context import validate_document
from kg.store.oxigraph import OxigraphStore

__all__ = ["main"]

_ROUNDS = 15


def main(small: int = 10_000, large: int = 1_000_000) -> None:
    """Print how much longer validating one agreement takes in the large store.

    Args:
        small: How many triples the documents of the one store say.
        large: The same of the other.
    """
    stores: dict[int, OxigraphStore] = {}
    graphs: dict[int, list[str]] = {}
    for size in (small, large):
        stores[size] = OxigraphStore(pyoxigraph.Store())
        made = list(documents(size))
        stores[size].load(quad for document in made for quad in document.quads)
        graphs[size] = [document.graph for document in made]
    # The generator gives the same documents first, whatever the size.
    chosen = graphs[small][3 : 3 + _ROUNDS]
    times: dict[int, list[float]] = {small: [], large: []}
    validate_document(stores[small], chosen[0], base=DEFAULT_BASE)
    for name in chosen:
        for size, store in stores.items():
            start = time.perf_counter()
            report = validate_document(store, name, base=DEFAULT_BASE)
            times[size].append(time.perf_counter() - start)
            if not report.conforms:
                sys.exit(report.render())
    medians = {size: statistics.median(taken) for size, taken in times.items()}
    for size, median in medians.items():
        print(f"{size:>10,} triples  {1000 * median:7.1f} ms")
    print(f"ratio {medians[large] / medians[small]:.2f} (at most 1.5 is wanted)")


if __name__ == "__main__":
    main()
