"""Date, place and participants of one coded meeting in each of 300 reports."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from benchmarks.real.measure import Measure, extracted, find_names, is_called, names_of
from kg.evaluate.names import same_place
from kg.evaluate.values import same_date
from kg.extract.frames import Extraction
from kg.text.times import find_times

__all__ = ["measure"]

_CODES: Final = Path(__file__).parent.parent / "data" / "codes.toml"
_NOWHERE: Final = frozenset({"", "unknown", "virtual"})


def measure(folder: Path) -> list[Measure]:
    """Look for what was coded of a meeting in all that was found in its report, which tells of more than one.

    What counts: the date, if a meeting took place or an agreement was signed on it, at the precision of the code; the
    place, if a meeting took place or an agreement was signed there (codes "unknown" and "Virtual" are left out); a
    third party or local party, if any actor of the extraction bears one of its names (``codes.toml``). Codes for no
    actor in particular ("Civil Society (Default)") are counted apart; so are those only that took part in a meeting, by
    themselves or by who holds an office of theirs.
    """
    dates, days = Measure("meetings, date, exact", 0.70), Measure("meetings, date, exact, codes to the day only")
    places = Measure("meetings, place", 0.80)
    third, third_role = (
        Measure("meetings, third parties, recall", 0.75),
        Measure("meetings, third parties, as participant or mediator of a meeting"),
    )
    local, local_role = (
        Measure("meetings, local parties, recall, particular ones", 0.75),
        Measure("meetings, local parties, as participant or mediator of a meeting"),
    )
    every = Measure("meetings, local parties, recall, with codes for nobody in particular")
    some = Measure("meetings, reports in which a meeting was found at all")
    for line in (folder / "mend_meetings.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = extracted(row["text"], row["id"], row["document_date"])
        some.add(bool(found.meetings), "none", f"{row['id']}: {row['text'][:220]}")
        _date(dates, row, found)
        if len(row["date"]) > len("2023-12"):
            _date(days, row, found)
        _place(places, row, found)
        for code in row["third_parties"]:
            _party(third, third_role, row, found, code)
        for code in row["local_parties"]:
            if _is_generic(code):
                _party(every, None, row, found, code)
            else:
                _party(local, local_role, row, found, code)
                _party(every, None, row, found, code)
    for quiet in (days, third_role, local_role, every):
        quiet.misses.clear()
    return [some, dates, days, places, third, third_role, local, local_role, every]


def _date(measure: Measure, row: dict[str, Any], found: Extraction) -> None:
    year, *rest = row["date"].split("-")
    coded = "-".join([year, *(part.zfill(2) for part in rest)])
    moments = [m for meeting in found.meetings for m in (meeting.date, meeting.start, meeting.until) if m]
    moments += [agreement.signed_on for agreement in found.agreements if agreement.signed_on]
    hit = any(same_date(coded, moment.lexical) for moment in moments)
    mentions = find_times(found.document.text, found.document.date)
    told = any(same_date(coded, m.lexical) for mention in mentions for m in (mention.start, mention.until) if m)
    if told:
        cause = (
            "the day was read, but given to no meeting" if found.meetings else "the day was read, but no meeting found"
        )
    elif not mentions:
        cause = "the text names no day"
    else:
        cause = "no expression of the text was read as that day"
    measure.add(hit, cause, f"{row['id']} {coded}: found {[m.lexical for m in moments]}; {row['text'][:200]}")


def _place(measure: Measure, row: dict[str, Any], found: Extraction) -> None:
    if row["place"].strip().lower() in _NOWHERE:
        return
    placed = {place.key: (place.label, *place.alt_labels) for place in found.places}
    placed |= {actor.key: (actor.label, *actor.alt_labels) for actor in found.actors}
    keys = [key for meeting in found.meetings for key in meeting.places]
    keys += [key for agreement in found.agreements for key in agreement.signed_at]
    hit = any(same_place(row["place"], placed.get(key, ())) for key in keys)
    if not find_names(row["text"], {row["place"]}):
        cause = "not in the text under that name"
    elif not found.meetings:
        cause = "in the text, but no meeting found"
    elif any(same_place(row["place"], labels) for labels in placed.values()):
        cause = "in the text and found, but not as the place of a meeting"
    else:
        cause = "in the text, but no place found there"
    where = re.search(rf".{{0,90}}{re.escape(row['place'])}.{{0,90}}", row["text"])
    measure.add(hit, cause, f"{row['id']} {row['place']}: {where[0] if where else row['text'][:180]}")


def _party(measure: Measure, role: Measure | None, row: dict[str, Any], found: Extraction, code: str) -> None:
    names = _names(code)
    keys = {actor.key for actor in found.actors if is_called(actor, set(names))}
    if role is not None:
        role.add(
            bool(keys & {key for meeting in found.meetings for key in (*meeting.participants, *meeting.mediators)})
        )
    if find_names(row["text"], set(names)):
        cause = "named in the text, but no actor of the extraction"
    else:
        cause = "under no known name in the text"
    where = next(
        (w for name in sorted(names) if (w := re.search(rf".{{0,90}}\b{re.escape(name)}\b.{{0,90}}", row["text"]))),
        None,
    )
    measure.add(bool(keys), cause, f"{row['id']} {code}: {where[0] if where else row['text'][:180]}")


@cache
def _names(code: str) -> frozenset[str]:
    """Return the names that a text may write for a code."""
    given = _table()["names"].get(code)
    if given:
        return frozenset(name for one in given for name in ({one} if len(one) < 4 else names_of(one)))
    bare = re.sub(r"\s*\([^)]*\)\s*", " ", code).strip()
    parts = {code, bare, *(part.strip() for part in bare.split(":"))} - {""}
    return frozenset(name for part in parts for name in names_of(part))


def _is_generic(code: str) -> bool:
    return any(word in code for word in _table()["generic"]["words"])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(_CODES.read_text(encoding="utf-8"))
