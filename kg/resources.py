"""Find the files that travel with the code: the ontology and the built static files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.errors import ModelError

__all__ = ["ontology_dir", "ontology_files"]

_HERE = Path(__file__).resolve().parent
#: In a wheel the ontology lies inside the package, in a checkout beside it.
_CANDIDATES = (_HERE / "ontology", _HERE.parent / "ontology")


@cache
def ontology_dir() -> Path:
    """Return the folder of the ontology, in the wheel or in a checkout.

    Raises:
        ModelError: If neither is there.
    """
    for candidate in _CANDIDATES:
        if (candidate / "core").is_dir():
            return candidate
    raise ModelError(
        f"no ontology found in {' or '.join(map(str, _CANDIDATES))}",
        hint="Install Foedera again; the ontology belongs to the package.",
    )


def ontology_files(*areas: str) -> list[Path]:
    """List the Turtle files of the given areas (``core``, ``themes``, ``shapes`` …), sorted."""
    return [path for area in areas for path in sorted((ontology_dir() / area).glob("*.ttl"))]
