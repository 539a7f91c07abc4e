"""Tell who held which office when."""

from __future__ import annotations

import datetime

from kg.extract.authority.model import Entry, Holding

__all__ = ["holdings", "office_holder"]


def holdings(person_key: str) -> tuple[Holding, ...]:
    """Return the offices that the person held, the earliest first."""
    del person_key
    return ()


def office_holder(office: str, of: str, on: datetime.date) -> Entry | None:
    """Return who held the office of the actor on the day."""
    del office, of, on
    return None
