"""Cross-validation: how well links would be found that nobody has made yet."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from kg.link.agreements import Pair
from kg.link.score import Model, assign, fit

__all__ = ["Result", "cross_validate", "known", "learn"]


@dataclass(frozen=True, slots=True)
class Result:
    """Be how many links were right, made, and wanted, with those that were wrong and those missed."""

    right: int
    made: int
    wanted: int
    wrong: Mapping[tuple[str, str], float] = field(default_factory=dict)
    missed: Mapping[tuple[str, str], float] = field(default_factory=dict)

    @property
    def precision(self) -> float:
        """The part of the links made that is right."""
        return self.right / self.made if self.made else 0.0

    @property
    def recall(self) -> float:
        """The part of the links wanted that was made."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.made + self.wanted
        return 2 * self.right / total if total else 0.0


def known(pairs: Sequence[Pair], gold: Collection[tuple[str, str]]) -> list[Pair]:
    """Return the pairs of which it is known whether they are right: one end has been linked by people."""
    left, right = {one for one, _ in gold}, {other for _, other in gold}
    return [pair for pair in pairs if pair.left in left or pair.right in right]


def learn(names: Sequence[str], pairs: Sequence[Pair], gold: Collection[tuple[str, str]]) -> Model:
    """Learn from the pairs that people have linked."""
    taught = known(pairs, gold)
    return fit(names, [pair.values for pair in taught], [(pair.left, pair.right) in gold for pair in taught])


def cross_validate(
    names: Sequence[str],
    pairs: Sequence[Pair],
    gold: Collection[tuple[str, str]],
    *,
    least: float,
    doubtful: Collection[str] = (),
    many: bool = False,
    folds: int = 5,
    rounds: int = 5,
) -> Result:
    """Learn from four fifths of what people have linked, find the last fifth, and so on in turn.

    A link counts as wrong if people have linked one of its ends otherwise; of others it is not known.

    Args:
        names: The features.
        pairs: The pairs.
        gold: What people have linked.
        least: The least score of a link.
        doubtful: Things whose links count neither way.
        many: Whether several things of the left may be one of the right; then only the left ends are asked for.
        folds: How many parts.
        rounds: How often it is done, with other parts.
    """
    wanted = sorted(set(gold))
    right = made = 0
    wrong: dict[tuple[str, str], float] = {}
    missed: dict[tuple[str, str], float] = {}
    for turn in range(rounds):
        order = list(wanted)
        random.Random(turn).shuffle(order)  # noqa: S311 - not for secrets
        for fold in range(folds):
            held = set(order[fold::folds])
            ends = {end for pair in held for end in (pair[:1] if many else pair)}
            model = learn(names, [p for p in pairs if not {p.left, p.right} & ends], set(wanted) - held)
            scores = dict(zip([(p.left, p.right) for p in pairs], model.scores([p.values for p in pairs]), strict=True))
            found = assign(scores, least, many=many)
            judged = {ends_: s for ends_, s in found.items() if set(ends_) & ends and not set(ends_) & set(doubtful)}
            right += sum(pair in held for pair in judged)
            made += len(judged)
            wrong |= {pair: score for pair, score in judged.items() if pair not in held}
            missed |= {pair: scores.get(pair, 0.0) for pair in held if pair not in found}
    return Result(right, made, len(wanted) * rounds, wrong, missed)
