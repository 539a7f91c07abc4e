"""Kinds: tell from its words what a paragraph without a number is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.text.segment.words import alternatives, word_set

__all__ = [
    "PARTICIPLE",
    "Byline",
    "find_byline",
    "find_dateline",
    "find_label",
    "footnote_number",
    "is_adoption",
    "is_agreed",
    "is_closing",
    "is_formula",
    "is_lead",
    "is_opening",
    "is_operative",
    "is_organ_line",
    "is_part_heading",
    "is_participle",
    "is_place_and_day",
    "is_signature",
    "is_signed_at",
    "is_subject_line",
    "looks_like_title",
    "section_title",
]

#: How the paragraphs of a preamble begin.
PARTICIPLE = (
    rf"(?:(?:{alternatives('adverbs')},?\s+)?{alternatives('participles')}"
    rf"|{alternatives('adverbs')}\s+\w+(?:ing|ed)|Having\b)(?!\w)"
)
_PARTICIPLE = re.compile(rf"[\"“]?(?:(?i:and|now)\s+)?{PARTICIPLE}")
_OPERATIVE = re.compile(
    rf"(?:{alternatives('operative_adverbs')},?\s+(?i:{alternatives('operatives')})|{alternatives('operatives')})\b"
)
_CLOSING = re.compile(
    r"[\"“]?(?:in\s+(?:testimony|witness|faith|confirmation)\s+(?:where|there|here)of"
    r"|done\s+(?:in\s+(?:duplicate|triplicate|\w+\s+(?:copies|originals)),?\s+)?(?:at|in)\s+(?:the\s+)?(?-i:[A-Z])|done\s+(?:this|on)\b"
    r"|given\s+under\s+(?:my|our|their|the)\s+hands?)",
    re.IGNORECASE,
)
_SIGNED_AT = re.compile(r"(?:Signed|SIGNED|Concluded|Made)\s+(?:at|in|on|by)\b")
_ADOPTION = re.compile(
    r"(?:ad\wpted\s+(?:at|by|unanimously|on|without)\b|(?:\d+(?:st|nd|rd|th)\s+(?:plenary\s+)?meeting)\W*$)",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"(?:(?:THE\s+)?{alternatives('parts')}\.?\s+(?:[IVXLC]+|\d{{1,2}}|[A-Z]|ONE|TWO|One|Two)\b|(?:ANNEX|APPENDIX|SCHEDULE|PREAMBLE|Annex|Appendix|Schedule|Preamble)\s*[.:]?\s*$)"
)
_WIKI = re.compile(r"(={2,6})\s*(?P<title>.+?)\s*\1\s*$|#{1,6}\s+(?P<mark>\S.*)$")
_SUBJECT = re.compile(
    rf"(?:The|We|THE)\b[^.;:]{{2,300}},$|(?:The\s+(?:\w+\s+){{0,5}}{alternatives('organs')}),?$", re.DOTALL
)
_AGREED = re.compile(
    r"(?:\b(?:have|has|hereby|do)\s+(?:\w+[\s,]+){0,6}?(?:agreed?|resolved?|decided?|declared?|covenant)[^.;]{0,120}[:,—-]\s*$"
    r"|^(?:have|hereby)\s+(?:\w+\s+){0,3}?(?:agreed?|resolved?|decided?|declared?)"
    r"|\bagreed?\s+(?:as\s+follows|(?:up)?on\s+the\s+following|to\s+the\s+following)[^.;]{0,80}[:,—-]\s*$)",
    re.IGNORECASE,
)
_FORMULA = re.compile(
    r"(?:have|hereby)\s+(?:\w+\s+){0,3}?(?:agreed?|resolved?|decided?|declared?)|.{0,1500}\bagreed?\s+(?:as\s+follows|as\s+hereinafter)",
    re.IGNORECASE | re.DOTALL,
)
_OPENING = re.compile(
    rf"[\"“]?(?:(?:the\s+following|an?|the|this|these)\s+)?(?:\w+\s+){{0,3}}?(?:{alternatives('instruments')})\b(?:[^.;]{{0,120}}?\b(?:made|concluded|entered|held|between|by\s+and)\b)",
    re.IGNORECASE | re.DOTALL,
)
_BETWEEN = re.compile(r"(?:by\s+and\s+)?between\b", re.IGNORECASE)
_TIME = re.compile(
    rf"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?(?:\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}|{alternatives('months')}\.?\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{alternatives('months')}\.?,?\s+\d{{4}})"
    r"(?:\s*(?:[-–—,|]|at)?\s*\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?)?(?:\s*\(?[A-Z]{2,4}\)?)?\W*$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:[Bb]y|BY|[Vv]ia|[Ss]ource:|[Aa]uthor:|[Ww]ritten\s+by|\(?[Rr]eporting\s+by|\(?[Ee]diting\s+by|\(?[Aa]dditional\s+reporting\s+by|[Pp]osted\s+by)\s+(?P<name>[A-Z][\w.’'-]*(?:\s+(?:(?:and|&|,|of|the|for|de|al|von)\s+)*[A-Z][\w.’'-]*){0,8})"
)
_AFTER_NAME = re.compile(r"\s*(?:$|[,;|)/–—-]|https?:|\d)")
_WHEN = re.compile(rf"(?:{alternatives('months')}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
_META = re.compile(
    r"(?:(?:last\s+)?(?:published|updated|posted|modified|issued)(?:\s+on|\s+at|:)?\s+|copyright\b|©|photo:|image:)",
    re.IGNORECASE,
)
_POSTED = re.compile(
    rf"[—–-]*\s*(?P<name>[^()\n@]{{1,80}}?)\s*\(@\w+\)\s*(?P<date>(?:{alternatives('months')}\.?\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{alternatives('months')}\.?,?\s+\d{{4}})?)\s*$"
)
_DATELINE = re.compile(
    rf"(?P<place>(?:[A-Z][A-Z'’./-]+(?:[\s-][A-Z][A-Z'’./-]+){{0,4}}|[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){{0,2}})(?:,\s*[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+)?)?)(?P<day>,?\s+(?:{alternatives('months')}\.?\s+\d{{1,2}}|\d{{1,2}}\s+{alternatives('months')}\.?)(?:,?\s+\d{{4}})?)?"
    r"(?P<agency>\s*\(([A-Z][\w .&/'’-]{1,40})\))?\s*(?:--|[—–]|-(?=\s)|:(?=\s))\s*(?=[\"“A-Z‘'])"
)
_DAY = rf"(?:\d{{1,2}}\s+{alternatives('months')}|{alternatives('months')}\s+\d{{1,2}}),?\s+\d{{4}}"
_PLACE_AND_DAY = re.compile(rf"[A-Z][\w'’-]+(?:[ ,]+[A-Z][\w'’.-]+){{0,4}},?\s+{_DAY}\W*$")
_LABEL = re.compile(r"(?P<name>[A-Z][A-Z0-9&/-]{1,11}(?:\s[A-Z][A-Za-z]+){0,2}):\s+(?=[A-Z\"“‘'(])")
_FOOTNOTE = re.compile(
    r"(?P<number>\d{1,3})(?:/|\.)?\s+(?=(?:Ibid|See\b|Cf\.|Official\s+Records|[SA]/|Idem|Docu?ment\s[SA]/))"
    r"|(?P<plain>\d{1,3})/?\s+(?=(?:(?:One|Two|Three|Four|Five|\d+)\s+members?|Resolutions?\s+\d|Documents?)\b)"
    r"|\[(?P<mark>\d{1,3})\]\s|\^\s"
)
_SIGNED = re.compile(
    r"(?:For\s+(?:and\s+on\s+behalf\s+of\s+)?(?:the\s+)?[A-Z][^.]{2,100}[:,]?\s*$|\(?[Ss]igned\)?[:.)]|\[\s?[LS]\.\s?[LS]\.\s?\]|.*\b(?:his|her)\s+x\s+mark)"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """Be what a by-line says: the author's name from start to end, and whether it belongs to a post above it."""

    start: int | None
    end: int | None
    post: bool


def is_participle(text: str) -> bool:
    """Tell whether a paragraph begins as those of preambles do."""
    return _PARTICIPLE.match(text) is not None


def is_lead(text: str) -> bool:
    """Tell whether a paragraph leads in what follows: "Have agreed as follows:"."""
    return text.rstrip("\"”’' ").endswith(":") or (
        len(text) < 300 and _AGREED.search(text) is not None and text.rstrip()[-1:] in ",—-"
    )


def is_agreed(text: str) -> bool:
    """Tell whether a paragraph says that the parties agreed on what follows."""
    return len(text) < 2000 and _AGREED.search(text) is not None and text.rstrip()[-1:] in ":,—-"


def is_formula(text: str) -> bool:
    """Tell whether only an instrument itself would say so: "Have agreed as follows:"."""
    return len(text) < 2000 and _FORMULA.match(text) is not None and text.rstrip()[-1:] in ":,—-"


def is_opening(text: str) -> bool:
    """Tell whether a paragraph opens a treaty: "Articles of a treaty, made and concluded at …"."""
    return _OPENING.match(text) is not None or (text[-1] in ",;" and _BETWEEN.match(text) is not None)


def is_subject_line(text: str) -> bool:
    """Tell whether a paragraph only names who agrees or resolves: "The Security Council,"."""
    return _SUBJECT.match(text) is not None


def is_organ_line(text: str) -> bool:
    """Tell whether a paragraph names a body that adopts resolutions, and nothing else."""
    words = text.rstrip(", ").split()
    return (
        2 <= len(words) <= 9
        and words[0] in {"The", "THE"}
        and (
            words[-1] in word_set("organs")
            or words[-1].capitalize() in word_set("organs")
            or "General Assembly" in text
        )
    )


def is_operative(text: str) -> bool:
    """Tell whether a paragraph begins as operative paragraphs of resolutions do."""
    return _OPERATIVE.match(text) is not None


def is_closing(text: str) -> bool:
    """Tell whether a paragraph is a closing formula."""
    return _CLOSING.match(text) is not None


def is_signed_at(text: str) -> bool:
    """Tell whether a paragraph would close an instrument, though any text may begin so: "Signed at …"."""
    return len(text) < 400 and _SIGNED_AT.match(text) is not None


def is_adoption(text: str) -> bool:
    """Tell whether a paragraph notes when a resolution was adopted."""
    return len(text) < 600 and _ADOPTION.match(text) is not None


def is_part_heading(text: str) -> bool:
    """Tell whether a line is the heading of a part that holds articles."""
    return len(text) < 160 and _PART.match(text) is not None and not text.rstrip().endswith((".", ";", ","))


def section_title(text: str) -> tuple[int, int] | None:
    """Return where the words of a marked-up heading stand: "== Background ==", "# Background"."""
    match = _WIKI.match(text)
    if match is None:
        return None
    return match.span("title") if match["title"] else match.span("mark")


def is_signature(text: str) -> bool:
    """Tell whether a line is a signature by its form alone."""
    return len(text) < 200 and _SIGNED.match(text) is not None


def footnote_number(text: str) -> str | None:
    """Return the number of a footnote, "" for one without, or None if it is none."""
    match = _FOOTNOTE.match(text)
    return None if match is None else match["number"] or match["plain"] or match["mark"] or ""


def find_byline(text: str) -> Byline | None:
    """Return what a by-line or time stamp says, or None if the line is none."""
    if len(text) > 250 or "\n" in text:
        return None
    if (match := _POSTED.match(text)) and (match["date"] or text[0] in "—–-"):
        return Byline(*match.span("name"), post=True)
    if (match := _BY.match(text)) and _AFTER_NAME.match(text, match.end()) and not _WHEN.match(match["name"]):
        return Byline(*match.span("name"), post=False)
    if _TIME.match(text) or (_META.match(text) and len(text) < 120):
        return Byline(None, None, post=False)
    return None


def find_dateline(text: str) -> tuple[int, int, tuple[int, int] | None] | None:
    """Return where a dateline ends, where the text after it begins, and where the agency stands."""
    match = _DATELINE.match(text, 0, min(len(text), 160))
    if match is None:
        return None
    capitals = match["place"].split(",")[0].isupper() and len(match["place"]) > 4
    if not (match["agency"] or match["day"] or (capitals and len(text) > match.end() + 40)):
        return None
    agency = (
        (match.start("agency") + match["agency"].index("(") + 1, match.end("agency") - 1) if match["agency"] else None
    )
    end = max(match.end(group) for group in ("place", "day", "agency"))
    return end, match.end(), agency


def is_place_and_day(text: str) -> bool:
    """Tell whether a line is only a place and a day: "New York, 2 April 2022"."""
    return len(text) < 80 and _PLACE_AND_DAY.match(text) is not None


def find_label(text: str) -> tuple[int, int] | None:
    """Return where the source that a piece names ends, and where what it says begins: "SCR: …"."""
    match = _LABEL.match(text, 0, 60)
    return None if match is None else (match.end("name"), match.end())


def looks_like_title(text: str) -> bool:
    """Tell whether a line reads like a title: short, and no sentence."""
    body = text.rstrip("\"'”’)» ")
    return bool(body) and len(text) <= 250 and not body.endswith((".", ";", ":", ",")) and text.count("\n") <= 3
