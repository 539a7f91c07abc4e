"""The rules of the first level of the grammar of times: dates, clock times, lengths of time."""

from __future__ import annotations

from functools import cache
from typing import Final

from kg.text.grammar import Grammar

__all__ = ["date_grammar"]

#: Parts of the rules, from small to large.
_PARTS: Final = {
    "MONTHNAME": "(?:MONTH|MON DOT?)",
    "DAYNUMBER": "(?:DD|ORDINAL)",
    "DAYS": "DAYNUMBER (?:COMMA DAYNUMBER){0,6} COMMA? [DASH TO UNTIL AND OR SLASH] THE? DAYNUMBER",
    "WEEKDAYS": "(?:WEEKDAY|WDAY DOT?) COMMA?",
    "MARK": "[COMMA SEMICOLON]",
    "YEARLEAD": (
        "(?:ERA DOT?){1,2}|OF|IN? THE? YEAR (?:OF DETERMINER? LORD)?"
        "|AND? [IN OF] THE ORDINAL YEAR (?:OF THE? [WORD CAPITAL]{1,3}){1,3}"
    ),
    "SPELLEDYEAR": (
        "[ONES TEENS] [SCALE HUNDRED] (?:AND? [ONES TEENS TENS HUNDRED] DASH?){0,8}"
        "|[TEENS TENS] DASH? [TEENS TENS] (?:DASH? ONES)?"
    ),
    "YEARNUMBER": "(?:YYYY|SPELLEDYEAR)",
    "YEARPART": "MARK? (?:YEARLEAD MARK?){0,2} (?P<year>YEARNUMBER)",
    "YEARAHEAD": "MARK? (?:YEARLEAD MARK?){0,2} YEARNUMBER",
    "PARTOF": "(?:PART DASH?|(?:THE? [EDGE BEGINNING PART]|EDGE) OF)",
    "UNITS": "[UNIT HOURS DAY YEAR]",
    "ADVERB": "[IN SINCE UNTIL BY FROM BEFORE AFTER DURING STARTING BEGINNING FOLLOWING BETWEEN]",
    "ATTIME": "[AT FROM SINCE UNTIL BY BEFORE AFTER STARTING TO]",
    "SAIDOF": "(?:LOCAL TIME|ZONE|CAPITAL TIME)",
    "COUNT": "CARDINAL (?:OPEN DIGITS CLOSE)?",
}

_RULES: Final = {
    # 2020-03-05, 03/05/2020
    "iso": "ISODATE",
    "numeric": "(?:WEEKDAYS)? (?P<date>NUMDATE)",
    # 11-20 March 2020; 3, 4 and 5 March; 1/12 July 1794; the 3rd to the 5th day of May
    "days": "THE? (?P<days>DAYS) (?:DAY? OF)? (?P<month>MONTHNAME) (?:YEARPART)?",
    "monthdays": "(?P<month>MONTHNAME) THE? (?P<days>DAYS) (?! SCALE|PERCENT|UNITS|MONTH) (?:YEARPART)?",
    # Thursday, 5 March 2020; this twenty-sixth day of October, eighteen hundred and nine; the 4th of March next
    "day": (
        "(?P<weekday>WEEKDAYS)? THIS? THE? (?P<day>DAYNUMBER) (?:COMMA|DOT (?=DAY))? DAY? (?:OF THE UNIT)? OF?"
        "(?P<month>MONTHNAME | SMALLMONTH (?=YEARAHEAD)) (?: YEARPART | COMMA? (?P<shift>[NEXT LAST]) (?!UNITS) )?"
    ),
    # March 5, 2020; May the 4th
    "monthday": (
        "(?P<weekday>WEEKDAYS)? (?: (?<!IN) | (?= MONTHNAME DAYNUMBER COMMA? YYYY ) ) (?P<month>MONTHNAME) THE?"
        "(?P<day>DAYNUMBER) (?! SCALE|PERCENT|DASH? UNITS|DASH? DD) (?:YEARPART)?"
    ),
    # the 17th of the same month, the 10th of this month
    "samemonth": "THE? (?P<day>DAYNUMBER) DAY? OF (?:THE (?P<same>SAME)|(?P<that>THAT)|THIS) UNIT",
    # the thirtieth ultimo, 10th inst.
    "ultimo": "THE? (?P<day>DAYNUMBER) (?:DAY OF)? (?P<shift>ULTIMO)",
    # April-May 2019, between April and June
    "months": (
        "(?P<part>PARTOF)? (?P<first>MONTHNAME) (?P<join>[DASH TO UNTIL SLASH AND]) (?P<last>MONTHNAME) (?!DAYNUMBER)"
        "(?:YEARPART)?"
    ),
    # March 2020, late April 2018, end of March of 2020
    "month": "(?P<part>PARTOF)? (?P<month>MONTHNAME|SMALLMONTH) YEARPART",
    # last May, March next
    "shiftmonth": (
        "(?P<shift>[LAST NEXT THIS]) (?P<month>MONTH) (?!DAYNUMBER)"
        "| (?P<month2>MONTH) (?P<shift2>[LAST NEXT]) (?!UNITS)"
    ),
    # late April; in May; the March offensive
    "baremonth": (
        "(?P<part>PARTOF) (?P<partmonth>MONTH) | (?<=ADVERB|OF) (?P<month>MONTH) (?!POSSESSIVE)"
        "| (?<=THE) (?P<themonth>MONTH) (?=WORD)"
    ),
    # 2018-2020, from 2018 to 2020
    "years": (
        "(?P<first>YYYY) (?: DASH (?P<short>DD) (?!DASH)"
        "| (?: DASH | (?<=[FROM BETWEEN].) [TO AND UNTIL] ) (?P<last>YYYY) )"
    ),
    # mid-2019, the end of 2019, summer 2019, in the year eighteen hundred and ten
    "partyear": "(?P<part>PARTOF|SEASON OF?) (?:THE YEAR)? (?P<year>YYYY)",
    "leadyear": "(?<=ADVERB|OF) (?:THE YEAR (?:OF DETERMINER? LORD)?) COMMA? (?P<year>YEARNUMBER)",
    # in 2015; the 2016 truce; 2017 alone
    "year": (
        "(?<=ADVERB) (?P<year>YYYY) | (?<=OF) (?P<ofyear>YYYY)"
        "| (?<=[THE DETERMINER POSSESSIVE]) (?P<theyear>YYYY) (?=WORD|CAPITAL)"
        "| (?:(?<=[BREAK COMMA SEMICOLON])|^) (?P<alone>YYYY) (?=[BREAK COMMA SEMICOLON STOP]|$)"
    ),
    # last Thursday, Thursday night, Thursday next
    "weekday": "(?P<shift>[LAST NEXT THIS])? (?P<weekday>WEEKDAY) (?:(?P<shift2>[LAST NEXT]) (?!UNITS))? DAYPART?",
    # today, tomorrow night, last night, this morning, this day
    "today": "(?P<today>TODAY) DAYPART? | (?P<tonight>TONIGHT) | (?P<shift>[THIS LAST]) DAYPART | THIS DAY (?!OF)",
    # the next day, the following month, the same day
    "neighbour": (
        "THE? (?P<following>FOLLOWING) (?P<unit>UNITS)"
        "| (?:THE (?P<same>SAME)|(?P<that>THAT)) (?P<sameunit>[DAY YEAR UNIT])"
        "| THE? (?P<next>NEXT) (?P<nextday>DAY) | THE (?P<previous>LAST) (?P<previousday>DAY)"
    ),
    # the end of the year, earlier this month, last week, over the weekend
    "edge": (
        "THE? (?P<edge>[EDGE BEGINNING]) OF (?:THE|(?P<shift>[THIS LAST NEXT])) (?P<unit>[UNIT YEAR])"
        "| (?:THE|DETERMINER|(?P<shift2>[THIS LAST NEXT])) (?P<unit2>YEAR) POSSESSIVE (?P<edge2>EDGE)"
    ),
    "period": (
        "(?P<part>PART)? (?P<shift>[LAST NEXT THIS]) (?P<unit>[UNIT YEAR WEEKEND]) (?!OF) | THE (?P<weekend>WEEKEND)"
    ),
    # 18:00 local time, 6 p.m., 0600 hours, 6 o'clock in the evening, midnight
    "clock": (
        "(?P<digits>CLOCK) (?P<half>AMPM)? (?:SAIDOF)?"
        "| (?P<dotted>CLOCKDOT) (?: (?P<dothalf>AMPM) (?:SAIDOF)? | SAIDOF | HOURS )"
        "| (?<=ATTIME) (?P<atdotted>CLOCKDOT) (?! SCALE|PERCENT|WORD|CAPITAL )"
        "| (?P<hour>DD|ONES|TEENS)"
        "  (?: (?P<hourhalf>AMPM) (?:SAIDOF)? | WORD QUOTE OCLOCK (?:IN THE (?P<daypart>DAYPART)|SAIDOF)? )"
        "| (?P<military>HHMM|(?<=ATTIME)YYYY) (?: HOURS (?:SAIDOF)? | SAIDOF )"
        "| (?:DD|TEENS)? (?P<word>CLOCKWORD) (?:SAIDOF)?"
    ),
    # six hours, two-and-a-half years, thirty (30) days, half an hour, a week
    "length": (
        "(?P<half>HALF) A (?P<halfunit>UNITS)"
        "| (?:CARDINAL (?P<to>TO|OR|DASH))? (?P<count>COUNT) (?P<plushalf>DASH? AND DASH? A DASH? HALF)? DASH?"
        "  (?:FURTHER|(?P<business>BUSINESS)){0,2} (?P<unit>UNITS) (?P<andhalf>AND A HALF)? (?! DASH? OLD | OF OLD )"
        "| (?P<a>A) (?:FURTHER|(?P<abusiness>BUSINESS))? (?P<aunit>UNITS) (?P<aandhalf>AND A HALF)? (?! DASH? OLD)"
        "| (?P<couple>A COUPLE OF) (?P<coupleunit>UNITS)"
    ),
}


@cache
def date_grammar() -> Grammar:
    """Compile the rules."""
    return Grammar.of(_RULES, _PARTS)
