"""The rules of the second level of the grammar of times: what prepositions make of dates, clock times and lengths."""

from __future__ import annotations

from functools import cache
from typing import Final

from kg.text.grammar import Grammar
from kg.text.time_mention import TimeRelation

__all__ = ["PREFIXES", "time_grammar"]

#: Parts of the rules. An atom is a letter followed by as many FILL as it has further tokens.
_PARTS: Final = {
    "DAYATOM": "DATE FILL*+",
    "HOURATOM": "HOUR FILL*+",
    "RANGEATOM": "RANGE FILL*+",
    "LENGTHATOM": "LENGTH FILL*+",
    "TIMEOFDAY": "(?:(?:JUST [AFTER BEFORE]|ABOUT) (?=HOUR))? HOURATOM",
    "WHEN": (
        "(?: TIMEOFDAY (?:COMMA? ON? THE? (?:DAYPART OF)?) DAYATOM"
        "  | ABOUT? DAYATOM (?: [COMMA DASH]? AT? TIMEOFDAY )?"
        "  | TIMEOFDAY )"
    ),
    "ARTICLE": "[A THE DETERMINER]",
    "ATMOST": "(?:AT LEAST|UP TO|NO [MORE LONGER PART] THAN|MORE THAN|ABOUT|JUST)",
    "PERIODOF": "(?:ARTICLE? FURTHER{0,3} PERIOD OF)",
    # relations
    "SINCEWORDS": (
        "(?:WITH EFFECT (?:FROM|AS? (?:OF|FROM)|ON)|AS (?:OF|FROM)|FROM|SINCE"
        "|[STARTING BEGINNING] (?:FROM|ON|IN|AT|AS (?:OF|FROM))?)"
    ),
    "UNTILWORDS": "(?:UP? (?:TO|UNTIL) AND INCLUSIVE|UP (?:TO|UNTIL)|UNTIL|NO LONGER THAN)",
    "BYWORDS": "(?:NO PART THAN|BY|ON OR BEFORE|AT THE LATEST (?:BY|ON)?)",
    "BEFOREWORDS": "(?:BEFORE|PRIOR TO|PLAN OF)",
    "AFTERWORDS": "(?:AFTER|FOLLOWING)",
    "LINK": "(?:OF|AS? FROM|AFTER|FOLLOWING|SINCE|BEFORE|PRIOR TO)",
}

#: The prefixes of a moment, in the order in which they are tried, with the relation that each gives.
PREFIXES: Final = {
    "from": TimeRelation.FROM,
    "until": TimeRelation.UNTIL,
    "by": TimeRelation.BY,
    "before": TimeRelation.BEFORE,
    "after": TimeRelation.AFTER,
}

_RULES: Final = {
    # a week ago, about two years ago
    "ago": "(?P<about>ABOUT)? (?P<length>LENGTHATOM) AGO",
    # two days later, three months earlier
    "later": "(?P<length>LENGTHATOM) (?P<direction>PART) (?!THAN)",
    # two weeks from now, three days from today
    "fromnow": "(?P<length>LENGTHATOM) FROM NOW",
    # the past two weeks, over the last month
    "past": (
        "(?:(?:IN|DURING|FOR|WITHIN|SINCE)? [THE DETERMINER]|IN|DURING|FOR|WITHIN|SINCE) LAST (?P<length>LENGTHATOM)"
    ),
    # in the next 48 hours
    "next": "(?:IN|DURING|FOR|WITHIN|BY)? [THE DETERMINER]? (?:NEXT|FOLLOWING) (?P<length>LENGTHATOM)",
    # in seven days' time
    "intime": "IN ATMOST? (?P<length>LENGTHATOM) (?:QUOTE|POSSESSIVE)? TIME",
    # within seven days of signature; within a period of three months from the 1st day of July
    "within": (
        "(?: WITHIN PERIODOF? ATMOST? [THE DETERMINER]? | (?P<nolater>NO PART THAN) )"
        "(?P<length>LENGTHATOM) (?: (?P<link>LINK) (?P<date>THE? DATEWORD? (?:OF)? WHEN)? )?"
    ),
    # 60 days after the entry into force, at least thirty days before the elections
    "after": (
        "ATMOST? (?P<length>LENGTHATOM) (?P<link>AFTER|FOLLOWING|FROM|BEFORE|PRIOR TO)"
        "(?P<date>THE? DATEWORD? (?:OF)? WHEN)?"
    ),
    # after six months, in six months
    "afterlength": "(?P<lead>AFTER) PERIODOF? ATMOST? (?P<length>LENGTHATOM) (?!OF|WORD)",
    "inlength": "IN ATMOST? (?P<length>LENGTHATOM) (?!OF)",
    # for a further interim period of six months; lasting six hours; a truce that is to last six months
    "for": (
        "(?:FOR|LASTING|LAST) ATMOST? (?:PERIODOF|ARTICLE)? ATMOST? FURTHER{0,3} (?P<length>LENGTHATOM)"
        "| PERIODOF ATMOST? (?P<periodlength>LENGTHATOM)"
    ),
    "bare": "(?P<length>LENGTHATOM)",
    # from 15 March to 20 April 2021, between 3 May and 5 June, 15 March – 20 April
    "fromto": "(?P<from>SINCEWORDS) (?P<first>WHEN) (?:COMMA? (?:UP? TO|UNTIL)|DASH) (?P<last>WHEN) INCLUSIVE?",
    "between": "BETWEEN (?P<first>WHEN) AND (?P<last>WHEN)",
    "span": "(?P<first>WHEN) (?P<join>DASH|TO|UNTIL|SLASH) (?P<last>(?!HOUR)WHEN)",
    "hours": "(?P<first>TIMEOFDAY) (?P<join>DASH|TO|UNTIL) (?P<last>WHEN)",
    "midnight": "(?P<clock>HOURATOM) (?:BETWEEN|OF|ON) (?P<range>RANGEATOM)",
    "moment": (
        "(?: (?P<from>SINCEWORDS) | (?P<until>UNTILWORDS) | (?P<by>BYWORDS) | (?P<before>BEFOREWORDS)"
        "  | (?P<after>AFTERWORDS) )?"
        "(?P<core>WHEN|ABOUT? RANGEATOM)"
    ),
}


@cache
def time_grammar() -> Grammar:
    """Compile the rules."""
    return Grammar.of(_RULES, _PARTS)
