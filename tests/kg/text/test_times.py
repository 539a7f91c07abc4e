"""Times in texts; the document is of Thursday, 5 March 2020, unless a case says otherwise."""

import datetime

import pytest

from kg.text.moment import Moment
from kg.text.times import TimeMention, TimeRelation, find_times, resolve_deadline

REFERENCE = datetime.date(2020, 3, 5)


def lexical(moment: Moment | None) -> str | None:
    return moment.lexical if moment else None


def only(text: str, reference: datetime.date | None = REFERENCE) -> TimeMention:
    mentions = find_times(text, reference)
    assert len(mentions) == 1, mentions
    mentions[0].span.verify(text)
    mentions[0].core.verify(text)
    return mentions[0]


@pytest.mark.parametrize(
    ("text", "core", "start"),
    [
        # written dates
        ("It was signed on 5 March 2020.", "5 March 2020", "2020-03-05"),
        ("It was signed on March 5, 2020.", "March 5, 2020", "2020-03-05"),
        ("It was signed on 5th March, 2020.", "5th March, 2020", "2020-03-05"),
        ("It was signed on May 17 2019.", "May 17 2019", "2019-05-17"),
        ("signed on Thursday, 5 March 2020", "Thursday, 5 March 2020", "2020-03-05"),
        ("signed on 2020-02-28 in Doha", "2020-02-28", "2020-02-28"),
        ("on 5.3.2019 in Bonn", "5.3.2019", "2019-03-05"),
        ("on 25/12/2019 in Bonn", "25/12/2019", "2019-12-25"),
        ("on 12/25/2019 in Bonn", "12/25/2019", "2019-12-25"),
        ("on 04/05/2019 in Bonn", "04/05/2019", "2019-05-04"),
        ("the 19th day of Nov., 1794", "the 19th day of Nov., 1794", "1794-11-19"),
        ("Done the 3d of January 1786", "the 3d of January 1786", "1786-01-03"),
        ("on the 2d day of March, eighteen hundred and sixty-seven", None, "1867-03-02"),
        ("this twenty-sixth day of October, eighteen hundred and nine", None, "1809-10-26"),
        (
            "this 6th day of July, in the year of our Lord one thousand eight hundred and twenty",
            None,
            "1820-07-06",
        ),
        ("the fifth day of March, two thousand and twenty", None, "2020-03-05"),
        ("this ninth day of December, A. D. eighteen hundred and ninety one", None, "1891-12-09"),
        ("this twelfth day of June, anno Domini eighteen hundred and eighty", None, "1880-06-12"),
        ("this first day of November, A.D. 1837", None, "1837-11-01"),
        ("the twenty-first day of October, nineteen eighty-four", None, "1984-10-21"),
        (
            "the thirty-first day of May, in the twentieth year of the independence of the United States, "
            "one thousand seven hundred and ninety-six",
            None,
            "1796-05-31",
        ),
        ("the 17th day of October, in the year of our Lord, one thousand eight hundred and two", None, "1802-10-17"),
        ("signed on 1st/12th July 1794", "1st/12th July 1794", "1794-07-12"),
        ("signed on June 30/July 11, 1794", "June 30/July 11, 1794", "1794-07-11"),
        ("the memorandum of [4 May 2017]", "4 May 2017", "2017-05-04"),
        ("on 4\nMay\n2017", "4\nMay\n2017", "2017-05-04"),
        # months and years
        ("talks in March 2019", "March 2019", "2019-03"),
        ("talks in Sept. 2019", "Sept. 2019", "2019-09"),
        ("the war began in 2015", "2015", "2015"),
        ("the 2016 truce", "2016", "2016"),
        ("at the start of the year 1999", "the start of the year 1999", "1999-01"),
        # without a year
        ("a week after it, on 24 February", None, "2020-02-24"),
        ("It is due on March 6th.", "March 6th", "2020-03-06"),
        ("They met on 20 December.", "20 December", "2019-12-20"),
        ("They will meet on 20 November.", "20 November", "2020-11-20"),
        ("They met on the thirtieth ultimo.", None, None),
        ("They met on the 20th ultimo.", "the 20th ultimo", "2020-02-20"),
        ("Your letter of the 2d instant.", "the 2d instant", "2020-03-02"),
        ("It meets on the 10th proximo.", "the 10th proximo", "2020-04-10"),
        ("on the fourth day of May next", "the fourth day of May next", "2020-05-04"),
        ("They met last May.", "last May", "2019-05"),
        ("They said talks took place in May.", "May", "2019-05"),
        ("They agreed to meet again in May.", "May", "2020-05"),
        ("They met in January.", "January", "2020-01"),
        # days of the week
        ("They met on Thursday.", "Thursday", "2020-03-05"),
        ("They met on Monday.", "Monday", "2020-03-02"),
        ("They met on Friday.", "Friday", "2020-02-28"),
        ("On Sunday the ministers will meet.", "Sunday", "2020-03-08"),
        ("He said Monday that they will meet.", "Monday", "2020-03-02"),
        ("They meet next Thursday.", "next Thursday", "2020-03-12"),
        ("They met last Thursday.", "last Thursday", "2020-02-27"),
        ("The talks this coming Friday", "coming Friday", "2020-03-06"),
        ("They met on Wednesday night.", "Wednesday night", "2020-03-04"),
        # counted from the document
        ("They met today.", "today", "2020-03-05"),
        ("They met yesterday.", "yesterday", "2020-03-04"),
        ("They meet tomorrow.", "tomorrow", "2020-03-06"),
        ("It was shelled last night.", "last night", "2020-03-04"),
        ("They met this morning.", "this morning", "2020-03-05"),
        ("They met a week ago.", "a week ago", "2020-02-27"),
        ("They met three days ago.", "three days ago", "2020-03-02"),
        ("They met last month.", "last month", "2020-02"),
        ("They meet next year.", "next year", "2021"),
        # clock times
        (["from midnight", "at 00:01 on 6 March 2020"][1], "00:01 on 6 March 2020", "2020-03-06T00:01:00"),
        ("at 6 p.m. on 6 March 2020", "6 p.m. on 6 March 2020", "2020-03-06T18:00:00"),
        ("at 12 a.m. on 6 March 2020", "12 a.m. on 6 March 2020", "2020-03-06T00:00:00"),
        ("at 18:00 local time on 6 March 2020", None, "2020-03-06T18:00:00"),
        ("at 0600 hours on 1 June 1999", "0600 hours on 1 June 1999", "1999-06-01T06:00:00"),
        ("at noon on 1 June 1999", "noon on 1 June 1999", "1999-06-01T12:00:00"),
        ("on 6 March 2020 at 18.30", "6 March 2020 at 18.30", "2020-03-06T18:30:00"),
        ("at 24:00 on 31 December 1999", "24:00 on 31 December 1999", "2000-01-01T00:00:00"),
        ("at midnight on 6 March 2020", "midnight on 6 March 2020", "2020-03-06T00:00:00"),
        ("at midnight between 5 and 6 March 2020", None, "2020-03-06T00:00:00"),
        ("It takes effect at 00.01 tonight.", "00.01 tonight", "2020-03-06T00:01:00"),
        ("It takes effect at 8 p.m. tonight.", "8 p.m. tonight", "2020-03-05T20:00:00"),
        ("Thu, 03/05/2020 – 15:35", "Thu, 03/05/2020 – 15:35", "2020-03-05T15:35:00"),
        ("posted 2020-03-05T00:01", "2020-03-05T00:01", "2020-03-05T00:01:00"),
    ],
)
def test_a_date_is_resolved(text: str, core: str | None, start: str | None):
    if start is None:  # there is no 30 February
        assert find_times(text, REFERENCE) == ()
        return
    mention = next(found for found in find_times(text, REFERENCE) if found.relation is not TimeRelation.AFTER)
    mention.span.verify(text)
    assert lexical(mention.start) == start
    assert mention.core.exact == (text[text.index(mention.core.exact) :] if core is None else core)
    assert mention.relation is TimeRelation.ON


@pytest.mark.parametrize(
    ("text", "start", "until"),
    [
        ("held on 11-20 March 2019", "2019-03-11", "2019-03-20"),
        ("held on 11–20 March", "2020-03-11", "2020-03-20"),
        ("held on March 11-20, 2019", "2019-03-11", "2019-03-20"),
        ("held between 3 and 5 May 2019", "2019-05-03", "2019-05-05"),
        ("held between 28 May and 3 June 2019", "2019-05-28", "2019-06-03"),
        ("held on 11 and 12 March 2019", "2019-03-11", "2019-03-12"),
        ("held on 3, 4 and 5 March 2019", "2019-03-03", "2019-03-05"),
        ("held in April-May 2019", "2019-04", "2019-05"),
        ("held 28 December 2018 – 3 January 2019", "2018-12-28", "2019-01-03"),
        ("held 28 December – 3 January 2019", "2018-12-28", "2019-01-03"),
        ("the 2018-2020 plan", "2018", "2020"),
        ("between 2018 and 2020", "2018", "2020"),
        ("They met over the past two weeks.", "2020-02-20", "2020-03-05"),
        ("They met over the weekend.", "2020-02-29", "2020-03-01"),
        ("They met last week.", "2020-02-24", "2020-03-01"),
        ("They meet this week.", "2020-03-02", "2020-03-08"),
    ],
)
def test_a_range_has_two_ends(text: str, start: str, until: str):
    mention = only(text)
    assert (lexical(mention.start), lexical(mention.until)) == (start, until)
    assert mention.relation is TimeRelation.ON


def test_days_that_do_not_follow_each_other_are_several_dates():
    found = find_times("They met on 3, 7 and 12 March 2019.", REFERENCE)
    assert [lexical(mention.start) for mention in found] == ["2019-03-03", "2019-03-07", "2019-03-12"]


@pytest.mark.parametrize(
    ("text", "span", "relation", "start", "until"),
    [
        ("stops from 00:01 on 6 March 2020", "from 00:01 on 6 March 2020", "from", "2020-03-06T00:01:00", None),
        ("held from 9 to 12 July 2018", "from 9 to 12 July 2018", "from", "2018-07-09", "2018-07-12"),
        ("from 15 March to 20 April 2021", "from 15 March to 20 April 2021", "from", "2021-03-15", "2021-04-20"),
        ("from April until June 2019", "from April until June 2019", "from", "2019-04", "2019-06"),
        ("in force as of 1 May 2020", "as of 1 May 2020", "from", "2020-05-01", None),
        ("with effect from 1 May 2020", "with effect from 1 May 2020", "from", "2020-05-01", None),
        ("starting midnight, March 6", "starting midnight, March 6", "from", "2020-03-06T00:00:00", None),
        ("the offensive beginning in December", "beginning in December", "from", "2019-12", None),
        ("The truce begins on March 6th.", "March 6th", "from", "2020-03-06", None),
        ("They have fought since December.", "since December", "from", "2019-12", None),
        ("They have fought since 2015.", "since 2015", "from", "2015", None),
        ("The truce is to begin at midnight.", "midnight", "from", "2020-03-06T00:00:00", None),
        ("that is, until 19 April\n1985;", "until 19 April\n1985", "until", "1985-04-19", None),
        ("It holds till Friday.", "till Friday", "until", "2020-03-06", None),
        ("up to 30 June 2021", "up to 30 June 2021", "until", "2021-06-30", None),
        ("no longer than 30 June 2021", "no longer than 30 June 2021", "until", "2021-06-30", None),
        ("until midnight on 31 December 2020", None, "until", "2021-01-01T00:00:00", None),
        ("by 1 June 2021", "by 1 June 2021", "by", "2021-06-01", None),
        ("no later than 1 June 2021", "no later than 1 June 2021", "by", "2021-06-01", None),
        ("not later than 1 June 2021", "not later than 1 June 2021", "by", "2021-06-01", None),
        ("on or before 1 July 2020", "on or before 1 July 2020", "by", "2020-07-01", None),
        ("elections by the end of the year", "by the end of the year", "by", "2020-12-31", None),
        ("elections by the end of 2021", "by the end of 2021", "by", "2021-12-31", None),
        ("before the end of February 2021", "before the end of February 2021", "by", "2021-02-28", None),
        ("elections by May", "by May", "by", "2020-05", None),
        ("before 1 May 2020", "before 1 May 2020", "before", "2020-05-01", None),
        ("after 1 May 2020", "after 1 May 2020", "after", "2020-05-01", None),
        ("within seven days", "within seven days", "within", "2020-03-12", None),
        ("in the next 48 hours", "in the next 48 hours", "within", "2020-03-07", None),
        ("in seven days’ time", "in seven days’ time", "within", "2020-03-12", None),
        (
            "within three years from the 1st day of July, A. D. 1892, to surrender",
            "within three years from the 1st day of July, A. D. 1892",
            "within",
            "1895-07-01",
            None,
        ),
        (
            "from 06:00 to 18:00 on 6 March 2020",
            None,
            "from",
            "2020-03-06T06:00:00",
            "2020-03-06T18:00:00",
        ),
    ],
)
def test_the_preposition_gives_the_relation(text: str, span: str | None, relation: str, start: str, until: str | None):
    mention = only(text)
    assert mention.relation == relation
    assert (lexical(mention.start), lexical(mention.until)) == (start, until)
    assert mention.span.exact == (text if span is None else span)


@pytest.mark.parametrize(
    ("text", "span", "core", "duration"),
    [
        ("talks lasting six hours", "lasting six hours", "six hours", "PT6H"),
        ("a truce that will last six months", "last six months", "six months", "P6M"),
        ("after the six hour talks", "six hour", "six hour", "PT6H"),
        ("a tense 6-Hour negotiation", "6-Hour", "6-Hour", "PT6H"),
        ("a two week-long meeting", "two week", "two week", "P14D"),
        ("ten days of talks", "ten days", "ten days", "P10D"),
        ("a 72-hour truce", "72-hour", "72-hour", "PT72H"),
        ("for a further interim period of six months", None, "six months", "P6M"),
        ("for one week", None, "one week", "P7D"),
        ("for a period of thirty (30) days", None, "thirty (30) days", "P30D"),
        ("for two and a half years", None, "two and a half years", "P2Y6M"),
        ("for half an hour", None, "half an hour", "PT30M"),
        ("for a year and a half", None, "a year and a half", "P1Y6M"),
        ("a fortnight-long truce", None, None, None),
        ("for the term of ninety-nine years", None, "ninety-nine years", "P99Y"),
    ],
)
def test_a_length_of_time_is_a_duration(text: str, span: str | None, core: str | None, duration: str | None):
    if duration is None:  # nothing says how many
        assert find_times(text, REFERENCE) == ()
        return
    mention = only(text)
    assert (mention.relation, mention.duration, mention.start) == (TimeRelation.FOR, duration, None)
    assert (mention.span.exact, mention.core.exact) == (text if span is None else span, core)


@pytest.mark.parametrize(
    ("text", "relation", "duration", "anchor"),
    [
        ("within seven days of signature", "within", "P7D", "signature"),
        ("within seven days of signature the parties shall meet", "within", "P7D", "signature"),
        (
            "within thirty days of the entry into force of this Agreement, they",
            "within",
            "P30D",
            "the entry into force of this Agreement",
        ),
        ("within six months from the date of this Agreement.", "within", "P6M", "the date of this Agreement"),
        ("not later than 30 days after the signing of the accord", "by", "P30D", "the signing of the accord"),
        (
            "60 days after the entry into force of this Agreement",
            "after",
            "P60D",
            "the entry into force of this Agreement",
        ),
        ("24-hours after it was signed.", "after", "PT24H", "it was signed"),
        ("at least thirty days before the elections", "before", "P30D", "the elections"),
        ("within five business days of signature", "within", None, "signature"),
    ],
)
def test_a_deadline_keeps_the_event_it_counts_from(text: str, relation: str, duration: str | None, anchor: str):
    mention = only(text)
    assert (mention.relation, mention.duration, mention.anchor, mention.start) == (relation, duration, anchor, None)


@pytest.mark.parametrize(
    "text",
    [
        "recalling resolutions 425 (1978), 426 (1978) and 501\n(1982)",
        "Article 5 of the Treaty",
        "along the M4 highway",
        "at least 34 soldiers",
        "document S/16776",
        "document A/RES/60/1",
        "an amount of $2,000",
        "the parties may agree",
        "may 5 members object",
        "they march 5 kilometres",
        "the second party",
        "version 1.2.3",
        "http://example.org/2020/03/05/talks",
        "pic.twitter.com/2020May5",
        "the Good Friday Agreement",
        "the 14 March Alliance",
        "meets every Thursday",
        "on the first day of April in each year",
        "2000 soldiers",
        "armed with T-72 tanks",
        "the 6+6 committee",
        "31 February 2019",
        "Theresa May said",
        "Jan Egeland said",
        "a 10-year-old child",
        "in the 1990s",
        "paid twice a week",
    ],
)
def test_what_is_no_time_is_left_alone(text: str):
    assert find_times(text, REFERENCE) == ()


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("about 5 March 2019", "2019-03-05"),
        ("late February 2019", "2019-02"),
        ("in late February", "2020-02"),
        ("in mid-January", "2020-01"),
        ("earlier this month", "2020-03"),
        ("just after midnight on March 6th", "2020-03-06T00:01:00"),
        ("about two years ago", "2018"),
        ("at the end of 2019", "2019-12"),
        ("in the summer of 2019", "2019"),
        ("in early 2019", "2019"),
    ],
)
def test_vague_words_make_a_time_approximate(text: str, start: str):
    mention = only(text)
    assert (lexical(mention.start), mention.approximate) == (start, True)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        # a date without a year follows an earlier one that is far from the document's
        ("On 10 September 2016 they agreed. It took effect on 12 September.", "2016-09-12"),
        ("They met on 1 May 2019. Two days later they signed.", "2019-05-03"),
        ("It was signed on 1 May 2019; the next day it failed.", "2019-05-02"),
        ("begun on the tenth of March 1809 and ended on the 17th of the same month", "1809-03-17"),
        ("met on 28 June 2019 and again the following month", "2019-07"),
        # a time of day takes the day of its sentence
        ("The truce was agreed on 4 March 2019 and began at 18:00.", "2019-03-04T18:00:00"),
        # a dateline tells when a report was written
        ("Khartoum, 28 February 2020 – He will travel to Juba on Sunday.", "2020-03-01"),
        ("February 28, 2020 (KHARTOUM) – They met on Monday.", "2020-02-24"),
        # month first in the rest of the text
        ("It was signed on May 17, 2019, and published on 06/07/2019.", "2019-06-07"),
    ],
)
def test_a_date_may_lean_on_another(text: str, start: str):
    assert lexical(find_times(text, REFERENCE)[-1].start) == start


def test_without_a_reference_only_what_the_text_says_is_resolved():
    assert find_times("They met on Thursday, last month and today at noon.", None) == ()
    assert [lexical(found.start) for found in find_times("On 3 May they met. Signed on 5 May 2019.", None)] == [
        "2019-05-03",
        "2019-05-05",
    ]


@pytest.mark.parametrize(
    ("text", "anchors", "due"),
    [
        ("within seven days of signature", {"signature": Moment(2020, 3, 5)}, "2020-03-12"),
        ("within seven days of the signing of this accord", {"signature": Moment(2020, 3, 5)}, "2020-03-12"),
        ("within one month of signature", {"signature": Moment(2020, 1, 31)}, "2020-02-29"),
        ("within 72 hours of signature", {"signature": Moment(2020, 3, 5, 18, 30)}, "2020-03-08T18:30:00"),
        ("within 36 hours of signature", {"signature": Moment(2020, 3, 5)}, "2020-03-07"),
        ("thirty days before the elections", {"election": Moment(2020, 5, 31)}, "2020-05-01"),
        ("60 days after its entry into force", {"entry into force": Moment(2020, 1, 1)}, "2020-03-01"),
        ("within six months of the date of this Agreement", {"signature": Moment(2020, 3)}, "2020-09"),
        ("within seven days of the great flood", {"great flood": Moment(2020, 3, 5)}, "2020-03-12"),
        ("by 1 June 2021", {}, "2021-06-01"),
        ("within five business days of signature", {"signature": Moment(2020, 3, 5)}, None),
        ("within seven days of ratification", {"signature": Moment(2020, 3, 5)}, None),
        ("within seven days of signature", {"signature": Moment(2020, 3)}, None),
        ("within seven days of signature", {"signature": Moment(9999, 12, 31)}, None),
        ("for seven days", {"signature": Moment(2020, 3, 5)}, None),
        ("on 5 March 2020", {}, None),
    ],
)
def test_deadlines_are_worked_out(text: str, anchors: dict[str, Moment], due: str | None):
    assert lexical(resolve_deadline(only(text), anchors)) == due
