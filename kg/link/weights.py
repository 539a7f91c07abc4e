"""The weights that come with the software: learnt from pairs of PA-X, PAA-X and UCDP that people have linked.

``foedera link pax ucdp --learn GOLD.csv --keep kg/link/data/agreements-weights.toml`` makes those of agreements anew,
``foedera link paax ucdp-actors --learn GOLD.csv --keep kg/link/data/actors-weights.toml`` those of actors.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from kg.link.kinds import Kind
from kg.link.score import Model

__all__ = ["shipped", "written"]

_DATA = files("kg.link") / "data"
#: More digits than this make no difference to which pairs are linked.
_DIGITS = 4


@cache
def shipped(kind: Kind) -> Model:
    """Return the weights for things of a kind."""
    told = tomllib.loads((_DATA / f"{kind.what}-weights.toml").read_text(encoding="utf-8"))
    return Model(told["constant"], {name: told["weights"][name] for name in kind.features})


def written(model: Model) -> str:
    """Write weights as they are kept."""
    lines = [f'"{name}" = {round(weight, _DIGITS)}' for name, weight in model.weights.items()]
    head = "# Weights of the features of a pair; see kg/link/weights.py.\n"
    return f"{head}constant = {round(model.constant, _DIGITS)}\n\n[weights]\n" + "\n".join(lines) + "\n"
