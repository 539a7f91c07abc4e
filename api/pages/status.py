"""The page of statuses: where commitments stand on a day."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from api.link import Link, links_to
from kg.link.assessments import STANDINGS
from kg.link.duties import duties
from kg.link.status import Assessment, Status, assess, counted
from kg.store.base import Store

__all__ = ["PAGE", "StatusRow", "StatusView", "assessed", "status_members", "status_view"]

#: How many commitments are on a page.
PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class StatusRow:
    """Be where one commitment stands."""

    link: Link
    obligors: list[Link]
    status: str
    reason: str
    rests_on: list[Link]


@dataclass(frozen=True, slots=True)
class StatusView:
    """Be the page of a day; the counts are of all commitments, the rows of those asked for."""

    counts: Mapping[Status, int]
    rows: list[StatusRow]
    page: int
    pages: int


def assessed(store: Store, base: str, on: datetime.date) -> list[Assessment]:
    """Tell where every commitment of the store stands on a day."""
    return [assess(duty, on) for duty in duties(store, base)]


def status_view(store: Store, base: str, found: list[Assessment], only: Status | None, page: int) -> StatusView:
    """Gather what the page of a day shows.

    Args:
        store: The store.
        base: The IRI that every minted IRI starts with.
        found: What `assessed` found.
        only: The status asked for, or None for all.
        page: The page of the rows, counted from 1.
    """
    wanted = [item for item in found if only in (None, item.status)]
    pages = max(1, -(-len(wanted) // PAGE))
    page = min(max(page, 1), pages)
    shown = wanted[(page - 1) * PAGE : page * PAGE]
    links = links_to(store, {iri for item in shown for iri in _iris(item)}, base)
    rows = [
        StatusRow(
            link=links[item.duty.iri],
            obligors=sorted((links[iri] for iri in item.duty.obligors), key=lambda link: link.label.casefold()),
            status=str(item.status),
            reason=item.reason,
            rests_on=[links[iri] for iri in item.rests_on],
        )
        for item in shown
    ]
    return StatusView(counted(found), rows, page, pages)


def status_members(item: Assessment) -> dict[str, object]:
    """Return an assessment as the members of a JSON object."""
    return {
        "commitment": item.duty.iri,
        "action": item.duty.action,
        "modality": item.duty.modality,
        "obligors": sorted(item.duty.obligors),
        "status": str(item.status),
        "standing": str(STANDINGS[item.status]),
        "reason": item.reason,
        "restsOn": list(item.rests_on),
    }


def _iris(item: Assessment) -> set[str]:
    return {item.duty.iri, *item.duty.obligors, *item.rests_on}
