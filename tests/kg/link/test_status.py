"""Where a commitment stands: each status, its first and its last day."""

from __future__ import annotations

import datetime

import pytest
from icalendar import Calendar

from kg.link.calendar import calendar
from kg.link.status import Duty, Event, Status, assess, counted

A, B = "https://example.org/a", "https://example.org/b"


def duty(**more: object) -> Duty:
    return Duty("https://example.org/duty", "withdraw", **({"modality": "Obligation"} | more))  # type: ignore[arg-type]


def on(given: Duty, day: str) -> Status:
    return assess(given, datetime.date.fromisoformat(day)).status


DATED = duty(start="2012-05-03", due="2012-05-10", until="2012-12-31")


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2012-05-02", Status.NOT_YET_DUE),
        ("2012-05-03", Status.IN_FORCE),
        ("2012-05-09", Status.IN_FORCE),
        ("2012-05-10", Status.DUE),
        ("2012-05-11", Status.OVERDUE),
        ("2013-01-01", Status.OVERDUE),
    ],
)
def test_by_its_dates(day: str, status: Status):
    assert on(DATED, day) is status


def test_it_lapses_after_its_last_day():
    until = duty(start="2012-05-03T00:01:00", until="2012-06")
    assert on(until, "2012-06-30") is Status.IN_FORCE
    assert on(until, "2012-07-01") is Status.LAPSED


def test_a_permission_is_never_overdue():
    assert on(duty(modality="Permission", agreed="2012-05-03", due="2012-05-10"), "2012-05-11") is Status.IN_FORCE


def test_it_begins_when_its_agreement_was_signed_if_it_does_not_say():
    assert on(duty(agreed="2012-05-03"), "2012-05-02") is Status.NOT_YET_DUE
    assert on(duty(agreed="2012-05-03"), "2012-05-03") is Status.IN_FORCE
    assert on(duty(), "2012-05-03") is Status.OPEN


def test_a_later_agreement_supersedes_it_from_its_day_on():
    replaced = duty(agreed="2012-05-03", replaced="2013-01-01", replaced_by=B)
    assert on(replaced, "2012-12-31") is Status.IN_FORCE
    assessment = assess(replaced, datetime.date(2013, 1, 1))
    assert (assessment.status, assessment.rests_on) == (Status.SUPERSEDED, (B,))


def test_it_is_fulfilled_from_the_day_of_the_event_on():
    done = duty(agreed="2012-05-03", due="2012-05-10", events=(Event(A, "2012-05-08", False),))
    assert on(done, "2012-05-07") is Status.IN_FORCE
    assert on(done, "2012-05-08") is Status.FULFILLED
    assert on(done, "2012-06-01") is Status.FULFILLED


def test_it_is_partly_fulfilled_while_only_some_of_those_bound_have_acted():
    both = frozenset({A, B})
    events = (Event("e1", "2012-05-05", False, frozenset({A})), Event("e2", "2012-05-07", False, frozenset({B})))
    given = duty(agreed="2012-05-03", obligors=both, events=events)
    assert on(given, "2012-05-06") is Status.PARTLY_FULFILLED
    assert on(given, "2012-05-07") is Status.FULFILLED


def test_a_breach_counts_until_it_is_made_good():
    events = (Event("e1", "2012-05-05", True), Event("e2", "2012-05-07", False))
    given = duty(agreed="2012-05-03", events=events)
    assert on(given, "2012-05-06") is Status.BREACHED
    assert assess(given, datetime.date(2012, 5, 6)).rests_on == ("e1",)
    assert on(given, "2012-05-07") is Status.FULFILLED
    broken_again = duty(agreed="2012-05-03", events=(*events, Event("e3", "2012-05-09", True)))
    assert on(broken_again, "2012-05-10") is Status.BREACHED


def test_statuses_are_counted_in_their_order():
    days = [datetime.date(2012, 5, day) for day in (11, 3, 4)]
    assert counted(assess(DATED, day) for day in days) == {Status.IN_FORCE: 2, Status.OVERDUE: 1}


def test_the_calendar_has_its_days():
    written = calendar([DATED])
    entries = {str(entry["summary"]): entry.decoded("dtstart") for entry in Calendar.from_ical(written).walk("VEVENT")}
    assert entries == {
        "begins: withdraw": datetime.date(2012, 5, 3),
        "due: withdraw": datetime.date(2012, 5, 10),
        "ends: withdraw": datetime.date(2012, 12, 31),
    }
    assert calendar([DATED]) == written
