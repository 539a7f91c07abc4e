"""What must hold of times in any text."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.times import find_times

WORDS = [
    "on",
    "from",
    "to",
    "until",
    "by",
    "between",
    "and",
    "within",
    "days",
    "of",
    "signature",
    "5",
    "March",
    "2020",
    "May",
    "may",
    "Thursday",
    "next",
    "last",
    "week",
    "month",
    "the",
    "end",
    "midnight",
    "noon",
    "00:01",
    "00.01",
    "18:00",
    "p.m.",
    "6",
    "31",
    "February",
    "30",
    "tonight",
    "ago",
    "for",
    "six",
    "hours",
    "year",
    "in",
    "resolution",
    "(",
    ")",
    ",",
    ".",
    "-",
    "–",
    "/",
    ";",
    "\n",
    "\n\n",
    "1st",
    "twenty-sixth",
    "day",
    "this",
    "October,",
    "eighteen",
    "hundred",
    "nine",
    "9999",
    "1000",
    "24:00",
    "03/05/2020",
    "2020-03-05",
    "late",
    "two",
    "later",
    "A.D.",
    "ultimo",
    "weekend",
    "just",
    "after",
    "about",
    "half",
    "a",
    "decade",
    "12.99",
    "0600",
    "o'clock",
    "hundred",
    "thousand",
    "and",
    "before",
    "29",
    "99999999999999999999",
]
texts = st.lists(st.sampled_from(WORDS) | st.text(max_size=3)).map(" ".join) | st.text()
references = st.none() | st.dates()


@given(texts, references)
def test_spans_hold_and_do_not_overlap(text: str, reference: datetime.date | None):
    end = 0
    for mention in find_times(text, reference):
        mention.span.verify(text)
        mention.core.verify(text)
        assert mention.span.contains(mention.core)
        assert mention.span.start >= end
        end = mention.span.end
        assert mention.start or mention.duration or mention.anchor


@given(texts, references)
def test_a_text_gives_the_same_times_twice(text: str, reference: datetime.date | None):
    assert find_times(text, reference) == find_times(text, reference)


DAYS = st.dates(datetime.date(1500, 1, 1), datetime.date(2100, 12, 31))


@pytest.mark.parametrize(
    "form",
    [
        "{d.day} {month} {d.year}",
        "{month} {d.day}, {d.year}",
        "{d.day}{th} of {month}, {d.year}",
        "{month} {d.day}{th}, {d.year}",
        "{weekday}, {d.day} {month} {d.year}",
        "{weekday} {month} {d.day} {d.year}",
        "the {d.day}{th} day of {month}, A. D. {d.year}",
        "{short} {d.day}, {d.year}",
        "{d.day}.{d.month}.{d.year:04d}",
        "{weekday}, {d.day:02d}/{d.month:02d}/{d.year:04d}",
        "{weekday}, {d.month:02d}/{d.day:02d}/{d.year:04d}",
        "{d:%Y-%m-%d}",
    ],
)
@given(day=DAYS)
def test_every_form_of_a_date_comes_back(form: str, day: datetime.date):
    th = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day // 10 != 1 else 0, "th")
    said = form.format(d=day, th=th, month=f"{day:%B}", short=f"{day:%b}" + "." * (day.month != 5), weekday=f"{day:%A}")
    (mention,) = find_times(f"They signed it on {said} in Moscow.", datetime.date(2020, 3, 5))
    if form.startswith("{weekday}, {d.") and "/" in form and day.day <= 12:
        # both readings may fall on that day of the week
        assert mention.start is not None
        assert {mention.start.day, mention.start.month} == {day.day, day.month}
    else:
        assert mention.start is not None
        assert mention.start.date == day
    assert mention.core.exact == said


@given(st.dates(datetime.date(1900, 1, 10), datetime.date(2100, 1, 1)), st.integers(0, 6))
def test_a_bare_day_of_the_week_is_the_last_such_day(reference: datetime.date, back: int):
    day = reference - datetime.timedelta(days=back)
    (mention,) = find_times(f"They met on {day:%A}.", reference)
    assert mention.start is not None
    assert mention.start.date == day


@given(st.dates(datetime.date(1900, 1, 10), datetime.date(2100, 1, 1)), st.integers(-150, 150))
def test_a_day_without_a_year_is_near_the_reference(reference: datetime.date, away: int):
    day = reference + datetime.timedelta(days=away)
    (mention,) = find_times(f"the meeting of {day.day} {day:%B}", reference)
    assert mention.start is not None
    assert mention.start.date == day
