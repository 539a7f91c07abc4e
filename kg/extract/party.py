"""The party set: the actors that an agreement binds, found once and used wherever a text says "the Parties"."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from kg.document.model import DocumentKind
from kg.extract.entities.model import Form, Mention
from kg.extract.reading import Reading
from kg.extract.reported_parties import reported_parties
from kg.extract.roles import unique
from kg.text.segment import BlockKind

__all__ = ["find_opponents", "find_parties"]

_BETWEEN = re.compile(r"\bbetween\b|\bby\s+and\s+between\b|\bwith\b", re.IGNORECASE)
#: What a title says after the parties: "between A and B on the Question of C".
_ON = re.compile(
    r"\b(?:on\s+the\s+(?:question|status|settlement|cessation|modalities|implementation|subject|principles|use|establishment)"
    r"|concerning|regarding|relating\s+to|respecting|with\s+(?:regard|respect)\s+to)\b",
    re.IGNORECASE,
)
#: What can be bound by an agreement in its own right.
_CAN_BIND = frozenset(
    {"State", "People", "ArmedGroup", "InternationalOrganization", "PoliticalParty", "GovernmentBody", "Organization"}
)
#: Where the preamble ends.
_BODY_KINDS = frozenset({BlockKind.ARTICLE, BlockKind.ITEM, BlockKind.BULLET})


def find_parties(reading: Reading) -> tuple[str, ...]:
    """Return the parties of the agreement that a document is, or tells of.

    Args:
        reading: The document, read so far without parties.
    """
    if reading.kind is DocumentKind.RESOLUTION:
        return _adopting_body(reading)
    if reading.kind is DocumentKind.AGREEMENT:
        return _preamble_parties(reading) or reported_parties(reading)
    return reported_parties(reading)


def _adopting_body(reading: Reading) -> tuple[str, ...]:
    for mention in reading.entities.mentions:
        entity = reading.entities.table[mention.key]
        if entity.type == "InternationalOrganization" and re.search(r"\b(?:Council|Assembly)\b", entity.label):
            return (mention.key,)
    return ()


def find_opponents(reading: Reading) -> tuple[str, ...]:
    """Return the two that a resolution is about: those that it names most, if it names them as a pair."""
    if reading.kind is not DocumentKind.RESOLUTION:
        return ()
    counts = Counter(
        m.key
        for m in reading.entities.mentions
        if reading.entities.table[m.key].type in {"State", "ArmedGroup", "PoliticalParty"}
        and m.form not in {Form.PLACE, Form.NOMINAL}
    )
    ranked = sorted(counts, key=lambda key: (-counts[key], key))
    if len(ranked) < 2 or (len(ranked) > 2 and counts[ranked[2]] == counts[ranked[1]]):
        return ()
    return tuple(ranked[:2]) if _are_paired(reading, ranked[0], ranked[1]) else ()


#: What joins the two sides of a conflict: "Chad and the Government of Libya", "Iran-Iraq".
_PAIRING = re.compile(
    r"\s*(?:,?\s*\band\b|-|\bagainst\b|\bwith\b)\s*(?:(?:that\s+of\s+)?the\s+)?"
    r"(?:(?:Governments?|Republic|Kingdom|State|representatives?|leaders?)\s+of\s+(?:the\s+)?)?",
    re.IGNORECASE,
)


def _are_paired(reading: Reading, one: str, other: str) -> bool:
    """Tell whether two actors are named side by side: "between Peru and Ecuador"."""
    voted = [block.span for block in reading.blocks if block.kind in {BlockKind.ADOPTION, BlockKind.FOOTNOTE}]
    mentions = [
        m
        for m in reading.entities.mentions
        if m.key in {one, other} and not any(span.start <= m.start < span.end for span in voted)
    ]
    return any(
        first.key != second.key and _PAIRING.fullmatch(reading.cleaned, first.end, second.start) is not None
        for first, second in pairwise(mentions)
        if first.end <= second.start
    )


def _bindable(reading: Reading, start: int, end: int) -> tuple[str, ...]:
    """Return who is bound in a stretch of an opening: states, peoples and groups, other bodies if they stand alone."""
    table = reading.entities.table
    chief: list[str] = []
    found: list[str] = []
    outer: Mention | None = None
    for mention in reading.entities.among(start, end):
        kind = table[mention.key].type
        if mention.end > end or kind not in _CAN_BIND or mention.form in {Form.DEMONYM, Form.PLACE, Form.CAPITAL}:
            continue
        within = outer is not None and mention.end <= outer.end
        if kind in _CHIEF:
            same = outer is not None and (mention.start, mention.end) == (outer.start, outer.end)
            if (within and not same) or _is_owner(reading, mention):
                continue
            outer = mention
            chief.append(mention.key)
            found.append(mention.key)
        elif not within and _is_defined(reading, mention):
            found.append(mention.key)
            chief.append(mention.key)
        elif not within and _stands_alone(reading, mention.start):
            found.append(mention.key)
    return unique(chief if len(set(chief)) >= 2 else found)


#: Who makes agreements; a body is a party only beside less than two of these.
_CHIEF = frozenset({"State", "People", "ArmedGroup", "PoliticalParty"})
_JOINED = re.compile(r"(?:^|\b(?:between|and|with|among)|[,;&:])\s+(?:the\s+)?$|^\s*(?:the\s+)?$", re.IGNORECASE)
_OF_A_NAME = re.compile(r"\b(?:Congress|Act|Constitution|Army|Navy|citizens|laws)\s+of\s+(?:the\s+)?$")


def _stands_alone(reading: Reading, position: int) -> bool:
    """Tell whether a name stands as one of a list of parties, and is not what somebody is or belongs to."""
    return _JOINED.search(reading.cleaned[max(0, position - 12) : position]) is not None


#: A term of its own right after a name: "the International Force (“IFOR”)".
_DEFINED = re.compile(r"\s*\(\s*(?:the\s+)?[\"“'](?!Part(?:y|ies)\b)", re.IGNORECASE)
_TERM = re.compile(r"\(\s*(?:the\s+)?[\"“']\s*$")


def _is_defined(reading: Reading, mention: Mention) -> bool:
    """Tell whether an opening gives a body a term of its own, as it does for parties and not for who acts for them."""
    before = reading.cleaned[max(0, mention.start - 12) : mention.start]
    return _DEFINED.match(reading.cleaned, mention.end) is not None or _TERM.search(before) is not None


def _is_owner(reading: Reading, mention: Mention) -> bool:
    """Tell whether a state only tells whose something is: "the Army of the United States"."""
    return _OF_A_NAME.search(reading.cleaned[max(0, mention.start - 30) : mention.start]) is not None


#: Short words before a full stop that ends no sentence: "George B. Porter", "St. Louis", "Lieut. Pike".
_NO_STOP = re.compile(
    r"(?:\b[A-Z]|\b(?:St|Mr|Mrs|Dr|Col|Gen|Lieut|Lt|Capt|Maj|Brig|Hon|Esq|Messrs|Geo|Wm|Jas|Jno|Chas|No|Nos|viz|Art|vs|jr|Jr))$"
)


def _end_of_sentence(text: str, start: int, end: int) -> int:
    """Return where the sentence of an opening ends, full stops after initials and titles apart."""
    for match in re.finditer(r"\.\s+(?=[A-Z“\"])", text[start:end]):
        if not _NO_STOP.search(text, start, start + match.start()):
            return start + match.start()
    return end


def _preamble_parties(reading: Reading) -> tuple[str, ...]:
    """Take the parties from "between … and …", else from those who "have agreed", in the text before the articles."""
    body = next((b.span.start for b in reading.blocks if b.kind in _BODY_KINDS), len(reading.cleaned))
    for block in reading.blocks:
        if block.span.start >= body or block.kind is BlockKind.CLOSING:
            break
        for match in _BETWEEN.finditer(reading.cleaned, block.span.start, block.span.end):
            start = match.end() if match.group().lower() != "with" else block.span.start
            end = _end_of_sentence(reading.cleaned, match.end(), block.span.end)
            subject = _ON.search(reading.cleaned, match.end(), end)
            keys = _bindable(reading, start, subject.start() if subject is not None else end)
            if len(keys) >= 2:
                return keys
    for block in reading.blocks:
        if block.span.start >= body:
            break
        if block.kind in {BlockKind.TITLE, BlockKind.HEADING}:
            continue
        keys = _bindable(reading, block.span.start, min(block.span.end, body))
        if len(keys) >= 2:
            return keys
    return ()
