"""Provisions: where a treaty's paragraph runs on to the next, and what the points of a list take from their lead-in."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["plain", "provisions", "supplied_by"]

_SEMICOLON = re.compile(r";\s|:\s+(?=[A-Z](?!rticle))")
_PROVIDES = re.compile(
    r"\b(?:shall|will|must|may|(?:do|does|is|are)\s+(?:also\s+)?hereby|hereby|agrees?|undertakes?|cedes?)\b"
)
#: A line that leads points in with a modal of theirs: "The Parties shall not:", "they further agree to:".
_MODAL = re.compile(
    r"\b(?P<modal>shall|will|must|may|agrees?\s+to|undertakes?\s+to|commits?\s+(?:themselves|itself)\s+to"
    r"|(?:is|are)\s+to)(?:\s+(?P<not>not|neither|refrain\s+from))?"
    r"(?:,?\s+(?:also|further|in\s+particular|at\s+all\s+times|each|both|immediately|jointly|inter\s+alia))*"
    r"[\s:,—–-]*$"
)
#: A line that is only the subject of its points: "The two Governments:".
_SUBJECT = re.compile(r"(?:\A|[.;]\s)\s*[A-Z](?:[\w'-]+\s+){0,6}[\w'-]+\s*:\s*$")
#: "The Parties undertake: (a) To cease …; (b) Not to recruit …".
_AGREES = re.compile(
    r"\b(?:agree|undertake|commit|pledge|resolve|engage|covenant|promise|oblige|determine|shall|will|bind)(?:s|es)?\b"
    r"[^.;]{0,60}[:,—–-]?\s*$",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(r"\W*(?:[Nn]ot\s+)?[Tt]o\s+[a-z]+\b")
_DENIED = re.compile(r"\b(?:none|neither|no)\b[^.;]{0,60}$", re.IGNORECASE)
#: A point that has a modal of its own, or begins with a subject or an adverbial of its own.
_OWN_MODAL = re.compile(r"[^.;]{0,80}\b(?:shall|will|must|may)\b")
_OWN_START = re.compile(
    r"\W*(?:the|an?|all|each|any|no|both|n?either|such|th(?:is|ese|at)|its|their|there|it|they|in|on|if|upon|for|to)\b",
    re.IGNORECASE,
)
#: "The said tribe", which the parser takes for a verb, and what a comma parts a modal from its verb.
_SAID = re.compile(r"\b([Ss])aid\b")
#: Older words of treaties, which the parser takes for nouns or names, and plainer ones of the same length.
_OLDER = (
    (re.compile(r"\bstipulate(s?)\b"), r"undertake\1"),
    (re.compile(r"(?<=[a-z] )stipulated(?= to [a-z]+\b)(?<!(?:is|re|as|en|be|um|nt) stipulated)"), "undertakes"),
    (re.compile(r"(?<=[a-z] )(?<!hereby )cedes\b(?!,)"), "gives"),
    (re.compile(r"\bquit[ -]claim\b"), "relinquish"),
    (re.compile(r"\bquit[ -]claims\b"), "surrenders "),
    (re.compile(r"(?<=[a-z] )aforesaid(?=\s[Tt]he\b)(?<!\bas aforesaid)"), "above,   "),
)
#: What a payment is followed by: "…, the receipt whereof is hereby acknowledged, …".
_RECEIPT = re.compile(r"(?<=, )the\s+receipt\s+(?:whereof|of\s+which)\b[^.;:]{0,160}?\backnowledged?\b,?")
_WHEREOF = re.compile(
    r"\A\s*the\s+receipt\s+(?:whereof|of\s+which)(?!\s+(?:is|are)\b)|\bdo(?:es)?\s+hereby(?=\s+acknowledged?,?\s*\Z)"
)
_DOUBLED = re.compile(r",?\s+and\s+(?:they|it|the\s+same)\s+(?:is|are)\s+hereby,?(?=\s+[a-z]+ed\b)")
_WEDGED = re.compile(r"(\b(?:shall|will|may|must)(?:\s+not)?),(\s[^,;:.]{3,80}),(?=\s(?:not\s+)?[a-z]{2,}\b)")
_NOUN = re.compile(r"\W*(?:the|an?|all|each|any|such|their|its)\b", re.IGNORECASE)


def plain(piece: str) -> str:
    """Return a piece of a treaty in plainer words of the same length, for the parser.

    >>> plain("the said tribe shall, within a year, remove")
    'the same tribe shall  within a year  remove'
    """
    for needless in (_RECEIPT, _WHEREOF, _DOUBLED):
        piece = needless.sub(lambda match: " " * len(match.group()), piece)
    for older, newer in _OLDER:
        piece = older.sub(newer, piece)
    return _WEDGED.sub(r"\1 \2 ", _SAID.sub(r"\1ame", piece))


def provisions(cleaned: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Cut a treaty's paragraph at the semicolons before a further provision: "…; and the said tribe shall …".

    A receipt in the midst of a sentence is a provision of its own: ", the receipt whereof is hereby acknowledged,".

    Args:
        cleaned: The text.
        start: Where the paragraph begins.
        end: Where it ends.

    Yields:
        Start and end of each part, and whether it goes on from the one before.

    >>> [stretch[:2] for stretch in provisions("A shall pay; and B shall deliver; wheat; rye.", 0, 45)]
    [(0, 12), (12, 45)]
    """
    first, goes_on = start, False
    for match in _SEMICOLON.finditer(cleaned, start, end):
        stop = cleaned.find(";", match.end(), end)
        if _PROVIDES.search(cleaned, match.end(), stop if stop >= 0 else end):
            yield first, match.start() + 1, goes_on
            first, goes_on = match.start() + 1, True
    yield first, end, goes_on
    yield from ((*match.span(), True) for match in _RECEIPT.finditer(cleaned, start, end))


def supplied_by(line: str, point: str) -> str:
    """Return the subject and modal that a point takes from the line that leads it in, in words for the parser.

    >>> supplied_by("The Parties shall not:", "recruit children;")
    'They shall not '
    >>> supplied_by("The Parties undertake:", "to recruit no children;")
    'They agree '
    >>> supplied_by("The Parties shall meet:", "the Council every year;")
    ''
    """
    if _INFINITIVE.match(point):
        return "They agree " if _AGREES.search(line) else ""
    led = _MODAL.search(line)
    if led is not None:
        if _OWN_MODAL.match(point) or (led["modal"].endswith("to") and _NOUN.match(point)):
            return ""
        denied = led["not"] is not None or _DENIED.search(line, 0, led.start()) is not None
        modal = led["modal"] if led["modal"] in {"may", "must", "will"} else "shall"
        return f"They {modal} not " if denied else f"They {modal} "
    alone = _SUBJECT.search(line) is not None and point[:1].islower()
    return "They " if alone and not _OWN_START.match(point) and not _OWN_MODAL.match(point) else ""
