"""The page of a comparison: two agreements, theme by theme."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Final

from api.link import Link, links_to
from api.read import select
from kg.link.compare import Difference, compare
from kg.link.provisions import provisions
from kg.namespaces import THEME
from kg.store.base import Store

__all__ = ["CompareView", "ThemeRows", "agreements", "compare_members", "compare_view", "differences"]

#: How many agreements the form proposes.
_PROPOSED: Final = 200


@dataclass(frozen=True, slots=True)
class ThemeRows:
    """Be how two agreements differ on a theme."""

    theme: Link
    rows: list[Difference]


@dataclass(frozen=True, slots=True)
class CompareView:
    """Be the page of two agreements."""

    first: Link
    second: Link
    themes: list[ThemeRows]


def differences(store: Store, base: str, first: str, second: str) -> list[Difference]:
    """Compare two agreements.

    Raises:
        NotFoundError: If no document tells of one of them.
    """
    return compare(provisions(store, first, base=base), provisions(store, second, base=base))


def compare_view(store: Store, base: str, first: str, second: str, found: list[Difference]) -> CompareView:
    """Gather what the page of two agreements shows."""
    themes = [(name, list(rows)) for name, rows in groupby(found, key=lambda difference: difference.theme)]
    links = links_to(store, {first, second, *(str(THEME[name]) for name, _ in themes)}, base)
    return CompareView(links[first], links[second], [ThemeRows(links[str(THEME[name])], rows) for name, rows in themes])


def compare_members(first: str, second: str, found: list[Difference]) -> dict[str, object]:
    """Return a comparison as the members of a JSON object."""
    return {"a": first, "b": second, "differences": [asdict(difference) for difference in found]}


def agreements(store: Store, base: str) -> list[Link]:
    """List the latest agreements that documents tell of, for the form."""
    rows = select(store, "agreements")
    iris = [row["agreement"].value for row in rows if row["agreement"].value.startswith(f"{base}document/")][:_PROPOSED]
    links = links_to(store, iris, base)
    return [links[iri] for iri in iris]
