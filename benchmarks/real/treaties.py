"""Parties, date and place of 60 treaties of the United States with Indian nations, 1784-1911."""

from __future__ import annotations

import csv
import datetime
from pathlib import Path
from typing import Final

from benchmarks.real.measure import Measure, extracted, find_names, is_called, names_of
from kg.evaluate.names import same_place
from kg.extract.frames import Agreement, Extraction

__all__ = ["measure"]

_FORMATS: Final = ("%m-%d-%Y", "%m/%d/%Y")


def measure(folder: Path) -> list[Measure]:
    """Look at the agreement that the extraction holds for the text itself, its first.

    What counts: a party, if the agreement has a party that bears the coded nation's name or another that the authority
    knows for it, alone or joined with others ("Sac and Fox"); the date, if the agreement's day of signature is the
    coded one; the place, if a place of its signature bears the coded name. The United States, party to all of them and
    not coded, are counted apart.
    """
    parties = Measure("treaties, parties, recall", 0.90)
    with_states = Measure("treaties, parties with the United States, recall", 0.90)
    dates = Measure("treaties, date, exact", 0.90)
    places = Measure("treaties, place", 0.85)
    with (folder / "us_treaties.csv").open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    for row in rows:
        path = folder / "us_treaties" / f"{row['ew']}.txt"
        if not path.is_file():
            continue
        found = extracted(path.read_text(encoding="utf-8-sig"), row["ew"])
        main = found.agreements[0] if found.agreements else None
        with_states.add(main is not None and "state/united-states" in main.parties, "no United States", row["ew"])
        for nation in (
            value.strip() for column, value in row.items() if column and column.startswith("Nation") and value
        ):
            _party(parties, found, main, nation, row["ew"])
        _date(dates, found, main, _day(row["Date"]), row["ew"])
        _place(places, found, main, row["Place"].strip(), row["ew"])
    with_states.hits, with_states.wanted = with_states.hits + parties.hits, with_states.wanted + parties.wanted
    return [parties, with_states, dates, places]


def _party(measure: Measure, found: Extraction, main: Agreement | None, nation: str, name: str) -> None:
    names = names_of(nation)
    actors = [actor for actor in found.actors if is_called(actor, names)]
    hit = main is not None and any(actor.key in main.parties for actor in actors)
    text = found.document.text
    if main is None:
        cause = "no agreement frame"
    elif actors:
        cause = "an actor, but not a party"
    elif find_names(text, names | {nation.rstrip("s")}):
        cause = "named in the text, but no actor"
    else:
        cause = "under no known name in the text"
    labels = {actor.key: actor.label for actor in found.actors}
    got = [labels[key] for key in main.parties] if main else []
    measure.add(hit, cause, f"{name} {nation}: found {got}; {text[:170]}")


def _date(measure: Measure, found: Extraction, main: Agreement | None, day: datetime.date | None, name: str) -> None:
    if day is None:
        return
    got = main.signed_on.date if main and main.signed_on else None
    if main is None or main.signed_on is None:
        cause = "no date found"
    elif got and got.year == day.year:
        cause = "another day of the year"
    else:
        cause = "another year"
    measure.add(got == day, cause, f"{name} {day}: found {got}; … {found.document.text[-420:-200]}")


def _place(measure: Measure, found: Extraction, main: Agreement | None, place: str, name: str) -> None:
    if not place:
        return
    placed = {frame.key: (frame.label, *frame.alt_labels) for frame in found.places}
    got = [placed[key] for key in main.signed_at] if main else []
    hit = any(same_place(place, labels) for labels in got)
    if find_names(found.document.text, {place, place.replace("St ", "St. "), place.replace(" City", "")}):
        cause = "another place taken" if got else "in the text, but none taken"
    else:
        cause = "not in the text under that name, " + ("another taken" if got else "none taken")
    measure.add(hit, cause, f"{name} {place}: found {[labels[0] for labels in got]}")


def _day(written: str) -> datetime.date | None:
    for pattern in _FORMATS:
        try:
            return datetime.datetime.strptime(written.strip(), pattern).replace(tzinfo=datetime.UTC).date()
        except ValueError:
            continue
    return None
