"""Assignment: who belongs to whom, one to one, so that the sum of the weights is greatest."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

__all__ = ["assign"]


def assign(weights: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Pair left with right so that the weights of the pairs have the greatest sum.

    The Hungarian method with shortest augmenting paths (Jonker and Volgenant, Computing 38, 1987), cubic in the size of
    the smaller side at worst.

    Args:
        weights: The weight of each pair that is allowed; pairs that are not given, or weigh nothing, are never made.

    Returns:
        For each left one that has got a partner, the right one.

    >>> assign({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.7})
    {0: 1, 1: 0}
    """
    allowed = {pair: weight for pair, weight in weights.items() if weight > 0}
    left, right = sorted({one for one, _ in allowed}), sorted({other for _, other in allowed})
    if len(left) <= len(right):
        partners = _cheapest([[-allowed.get((a, b), 0.0) for b in right] for a in left], len(right))
        pairs = [(left[row], right[column]) for column, row in partners]
    else:
        partners = _cheapest([[-allowed.get((a, b), 0.0) for a in left] for b in right], len(left))
        pairs = [(left[column], right[row]) for column, row in partners]
    return dict(sorted(pair for pair in pairs if pair in allowed))


def _cheapest(costs: list[list[float]], width: int) -> list[tuple[int, int]]:
    """Return (column, row) for each row of a matrix that is not higher than wide, with the least sum of costs."""
    row_price, column_price = [0.0] * len(costs), [0.0] * width
    row_of: list[int | None] = [None] * width
    for start in range(len(costs)):
        # Dijkstra from the new row over reduced costs to the nearest free column.
        distance, reached_from, done = [inf] * width, [-1] * width, [False] * width
        row, column, path, length = start, -1, [], 0.0
        while True:
            nearest = -1
            for candidate in range(width):
                if done[candidate]:
                    continue
                reduced = length + costs[row][candidate] - row_price[row] - column_price[candidate]
                if reduced < distance[candidate]:
                    distance[candidate], reached_from[candidate] = reduced, column
                if nearest < 0 or distance[candidate] < distance[nearest]:
                    nearest = candidate
            column, length = nearest, distance[nearest]
            done[column] = True
            occupant = row_of[column]
            if occupant is None:
                break
            path.append(column)
            row = occupant
        for visited in path:
            occupant = row_of[visited]
            column_price[visited] += distance[visited] - length
            if occupant is not None:
                row_price[occupant] += length - distance[visited]
        row_price[start] += length
        while column >= 0:
            before = reached_from[column]
            row_of[column] = row_of[before] if before >= 0 else start
            column = before
    return [(column, row) for column, row in enumerate(row_of) if row is not None]
