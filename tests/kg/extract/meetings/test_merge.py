"""Mentions of one meeting: joined where nothing excludes it, kept apart where their days do."""

from __future__ import annotations

from kg.extract.frames import Meeting
from kg.extract.meetings.merge import merged
from kg.text.moment import Moment
from kg.text.span import Span


def meeting(start: int, *participants: str, day: int | None = None, until: int | None = None) -> Meeting:
    first = Moment(2021, 3, day) if day else None
    return Meeting(
        key=f"meeting/{start}-{start + 1}",
        label="talks",
        participants=participants,
        date=None if until else first,
        start=first if until else None,
        until=Moment(2021, 3, until) if until else None,
        evidence=(Span(start=start, end=start + 1, exact="x"),),
    )


def test_a_mention_with_some_of_the_participants_is_joined() -> None:
    (one,) = merged([meeting(1, "state/peru", "state/chile"), meeting(5, "state/peru", day=2)])
    assert one.participants == ("state/peru", "state/chile")
    assert one.date == Moment(2021, 3, 2)
    assert len(one.evidence) == 2


def test_a_mention_without_participants_belongs_to_the_last_meeting() -> None:
    first, last = merged([meeting(1, "state/peru"), meeting(5, "state/chile"), meeting(9)])
    assert len(first.evidence) == 1
    assert len(last.evidence) == 2


def test_days_that_exclude_each_other_keep_meetings_apart() -> None:
    assert len(merged([meeting(1, "state/peru", day=2), meeting(5, "state/peru", day=3)])) == 2
    assert len(merged([meeting(1, "state/peru", day=2, until=4), meeting(5, "state/peru", day=8)])) == 2
    assert len(merged([meeting(1, "state/peru", day=2, until=4), meeting(5, "state/peru", day=3)])) == 1


def test_of_two_mentions_of_one_stretch_the_first_counts() -> None:
    (one,) = merged([meeting(1, "state/peru"), meeting(1, "state/chile")])
    assert one.participants == ("state/peru",)
