"""Signing places: where a text says that it was made, signed or done, also where no gazetteer knows the place."""

from __future__ import annotations

import re

from kg.extract.entities.lexicon import lexicon
from kg.extract.entities.model import Form, Mention, Table
from kg.text.segment import Block, BlockKind
from kg.text.slug import slug

__all__ = ["SIGNED_AT", "add_signers", "add_signing_places"]

#: Nouns before the name of a place, or for the place itself: "the mouth of the river St. Peters".
_SITE = (
    r"(?i:city|town|village|fort|camp|palace|port|mouth|forks?|falls|bend|head|foot|(?:council|treaty)[- ]grounds?"
    r"|agency|council[- ]house|mission|residence|house|garrison|settlement|county|place|headquarters)"
)
#: "concluded at", "done in two originals at", "hands, at": what comes before the place of signature.
SIGNED_AT = re.compile(
    r"\b(?i:concluded|entered\s+into|made|signed|executed|held|done|hands(?:\s+and\s+(?:affixed\s+(?:our|their)\s+)?seals)?"
    r"|(?:names|signatures|seals)|given)\b"
    rf"[^;]{{0,240}}?\b(?:at|in|on|upon|near)\s+(?:the\s+|an?\s+)?(?=[A-Z]|{_SITE}\b)"
    r"(?!(?i:testimony|witness|faith|presence|behalf|part)\b|council\b|congress\b|Congress\b)"
    r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|Mon|Tues|Wednes|Thurs"
    r"|Fri|Satur|Sun)(?:day)?\b)",
)
_NAME = (
    r"[A-Z](?:[\w'’-]*\w|\.)?(?:\.(?=\s[A-Z]))?"
    r"(?:\s+(?:of\s+)?[A-Z](?:[\w'’-]*\w|\.(?=\s)))*(?:\s[a-z]{1,3}(?:-[a-z]+)+)?"
)
_WATER = (
    r"(?:\s+(?:[Rr]iver|[Cc]reek|[Ll]ake|[Pp]ass|[Vv]alley|[Gg]rove|[Ss]prings?|[Ii]sland|[Pp]oint|[Rr]eservation)\b)?"
)
_PLACE = re.compile(
    rf"(?:(?P<site>{_SITE})\s+(?:(?P<of>of|near|on|at|called)\s+)?(?:the\s+)?(?:(?:river|city|town)\s+(?:of\s+)?)?)?"
    rf"(?P<name>{_NAME}{_WATER})(?:,?\s+(?:on|at|near)\s+(?:the\s+)?(?P<beside>{_NAME}{_WATER}))?"
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
#: A treaty names the place in its opening or its end, a report right after the verb.
_EDGE = 2500
_NEAR = 60


def add_signing_places(table: Table, text: str, *, formal: bool) -> None:
    """Add the places of signature that a text names and nothing else knows.

    Args:
        table: Where they go.
        text: The cleaned text.
        formal: Whether it is a treaty or resolution.
    """
    for match in SIGNED_AT.finditer(text):
        inside = match.start() < _EDGE or match.start() > len(text) - _EDGE
        if (formal and not inside) or (not formal and match.end() - match.start() > _NEAR):
            continue
        found = _PLACE.match(text, match.end())
        if found is not None:
            _add_place(table, text, found)


def _add_place(table: Table, text: str, found: re.Match[str]) -> None:
    """Add one place, unless what is known already says as much."""
    start, end = found.span("name")
    name = " ".join(text[start:end].split()).rstrip(".")
    words = {word.lower() for word in name.split()}
    if len(name) < 3 or words & _MONTHS or words & lexicon().not_actors:
        return
    whole = (found["site"] or "").lower() in _SITES or found["beside"] is not None
    taken = table.taken(start, end)
    if any(_says(table, m, found.start(), end) for m in taken):
        return
    if not whole and any(_says(table, m, start, end) for m in taken):
        return
    stop = found.end("beside") if found["beside"] is not None else end
    start = found.start() if whole and found["site"] else start
    for other in table.taken(start, stop):
        if other.form is not Form.NAME or table.entities[other.key].type in {"Organization", "Person"}:
            table.drop(other)
    full = " ".join(text[start:stop].split()).rstrip(".")
    key = f"place/{slug(full)}"
    entity = table.entity(key, "Settlement", full)
    if found["site"] and found["of"] is None and found["site"][0].isupper():
        name = " ".join(text[found.start() : end].split()).rstrip(".")  # "Fort Wayne", "Camp Keyes"
    entity.names.update({name, *([" ".join(found["beside"].split())] if found["beside"] else [])})
    table.add(start, start + len(text[start:stop].rstrip(".")), key, Form.PLACE, full)


def _says(table: Table, mention: Mention, start: int, end: int) -> bool:
    """Tell whether a mention names the whole place already."""
    if mention.form is not Form.PLACE and table.entities[mention.key].type in {"Organization", "Person"}:
        return False
    return mention.start <= start and mention.end >= end - 1


#: Of these nouns the place has its name only together with what follows: "the mouth of the river".
_SITES = frozenset(
    {"fort", "mouth", "fork", "forks", "falls", "bend", "head", "foot", "camp", "residence", "house", "place"}
)


#: "For the Government of Ireland: Bertie Ahern, David Andrews".
_SIGNS_FOR = re.compile(r"\W*(?:For|On behalf of)\s+(?:and\s+on\s+behalf\s+of\s+)?[^:\n]{2,120}:\s*(?P<names>[^\n]+)")
_TITLES = re.compile(
    r"^\s*(?:and\s+)?(?:(?:Hon|Dr|Mr|Mrs|Ms|Gen|Lt|Col|Maj|Brig|Amb|Prof|Sir|H\.\s?E|General|Ambassador)\.?\s+)*"
)
_SIGNER = re.compile(r"[A-Z][\w.'’-]*(?:\s+(?:(?:al|bin|de|van|von|el|ibn)[\s-])?[A-Z][\w.'’-]*){1,4}$")


def add_signers(table: Table, text: str, blocks: tuple[Block, ...]) -> None:
    """Add the persons whose names stand after the party that they sign for.

    Args:
        table: Where they go.
        text: The cleaned text.
        blocks: Its blocks.
    """
    for block in blocks:
        found = _SIGNS_FOR.match(text, block.span.start, block.span.end) if block.kind is BlockKind.SIGNATURE else None
        if found is None:
            continue
        for part in re.finditer(r"[^,;&]+", text[found.start("names") : found.end("names")]):
            name = " ".join(_TITLES.sub("", part.group()).split()).rstrip(".")
            start = text.find(name, found.start("names") + part.start(), block.span.end) if name else -1
            if start < 0 or not _SIGNER.match(name) or table.taken(start, start + len(name)):
                continue
            key = f"person/{slug(name)}"
            table.entity(key, "Person", name)
            table.add(start, start + len(name), key, Form.NAME, name)
