"""Peoples: tribes and bands that a treaty names and no table knows, or knows in another spelling.

Old treaties spell by ear. A name beside "tribe", "band" or "nation" is compared with the peoples of the tables by its
consonants first, then letter by letter; what is like none of them is a people of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz import fuzz

from kg.extract.authority.fold import fold_phrase
from kg.extract.authority.index import index
from kg.extract.authority.model import Entry
from kg.extract.entities.lexicon import lexicon
from kg.extract.entities.model import Form, Table
from kg.text.slug import slug

__all__ = ["add_peoples", "drop_unfounded", "sound_key"]

_NAME = r"[A-Z][\w'’]*(?:[-–\s](?!and\b|or\b|of\b|the\b|tribes?\b|bands?\b|nations?\b|by\b|in\b)[A-Za-z][\w'’]*){0,3}?"
_KIND = r"(?:[Tt]ribes?|[Bb]ands?|[Nn]ations?|Indians)\b"
#: "the Wea and Kickapoo tribes", "the Ha-bi-na-po tribe".
_BESIDE = re.compile(
    rf"(?P<names>{_NAME}(?:(?:,\s+(?:and\s+)?|\s+and\s+|\s*&\s*)(?:the\s+)?{_NAME}){{0,12}})\s+{_KIND}"
)
#: "the following tribes of Indians, to wit: A, B, and C".
_LISTED = re.compile(
    r"\b(?:tribes?|bands?|nations?)\b[^.;:]{0,60}?"
    r"(?:to[\s-]wit|viz\.?|namely|as\s+follows)\s*[:;,—–-]+\s*"
    rf"(?P<names>(?:the\s+)?{_NAME}(?:(?:[,;]\s+(?:and\s+)?|\s+and\s+|\s*&\s*)(?:the\s+)?{_NAME})*)"
    r"(?=\s*[,;.]\s+(?:of|on|by|who|and\s+which|being|represented|acting)\b|\s+(?:tribes|bands|nations)\b|\s*[.;:]|\s*$)"
)
#: A text in which "nation" and "band" mean peoples has these words more than once.
_TRIBAL, _ENOUGH = re.compile(r"\b(?:tribes?|chiefs|sachems|Indians)\b"), 2
_OF_MEN = re.compile(r"\b(?:chiefs?|head[- ]?men|warriors|delegates|representatives|braves|persons)\b", re.IGNORECASE)
#: "the Potawattamie Indians of the Wabash": a people by where it lives.
_SEATED = re.compile(
    r"(?:\s+(?:[Tt]ribes?|[Bb]ands?|[Nn]ations?|Indians))?\s+of\s+(?P<of>(?:the\s+)?(?P<seat>[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?))"
)
_COUNTED = re.compile(
    r"\b(?:following|several|two|three|four|five|six|seven|eight|nine|ten)(?:[\s-]+\w+){0,2}\s+$", re.IGNORECASE
)
_AGAIN = re.compile(r"\s+(?:[Tt]ribes?|[Bb]ands?|[Nn]ations?|Indians)\b(?:\s+of\s+Indians\b)?|\s+of\s+Indians\b")
_JOINT = re.compile(r"(?:\s*[,;&]\s*(?:and\s+)?|\s+and\s+)(?:the\s+)?")
#: Words that stand before "tribe" and are no name of one.
_NO_NAMES = frozenset(
    """indian indians united said confederated several friendly allied the their all various first second third six five
    seven four other such these those each chief chiefs captain head christian great civilized western eastern northern
    southern upper lower north south half no any american british commissioner president council state states government
    article treaty general senate governor this that if should""".split()  # noqa: SIM905
)
#: Beside one of these stands one name: "the Ohio and the Wea tribe".
_ONE = ("tribe", "band", "nation")
_SILENT = re.compile(r"[^a-z]")
_SOUNDS = (
    ("tch", "c"),
    ("sch", "s"),
    ("sh", "s"),
    ("ch", "c"),
    ("ph", "f"),
    ("gh", "g"),
    ("ck", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("z", "s"),
    ("j", "c"),
    ("v", "f"),
)
#: How alike two spellings must be, of a hundred, once their consonants agree; and where these are only one or two.
_ALIKE, _ALIKE_SHORT = 62, 80


def sound_key(name: str) -> str:
    """Return the consonants of a name as they sound, without doubles and a plural's ending.

    >>> sound_key("Pottawatamies") == sound_key("Putawatimie") == sound_key("Potawatomi")
    True
    """
    letters = _SILENT.sub("", fold_phrase(name))
    letters = letters[:-1] if letters.endswith("s") and not letters.endswith("ss") else letters
    for written, heard in _SOUNDS:
        letters = letters.replace(written, heard)
    letters = re.sub(r"c(?=[eiy])", "s", letters) if not letters.startswith("c") else letters
    rest = re.sub(r"[aeiouywh]", "", letters[1:])
    first = "o" if letters[:1] in "aeiouwy" else letters[:1]
    return re.sub(r"(.)\1+", r"\1", first + rest)


@cache
def _known() -> dict[str, tuple[tuple[str, Entry], ...]]:
    found: dict[str, list[tuple[str, Entry]]] = {}
    for aliases in index().phrases.values():
        for alias in aliases:
            if alias.entry.type == "People" and " " not in alias.spelling.strip():
                found.setdefault(sound_key(alias.spelling), []).append((alias.spelling, alias.entry))
    return {key: tuple(rows) for key, rows in found.items()}


def _like(name: str) -> Entry | None:
    """Return the people whose name is spelled like this one."""
    key = sound_key(name)
    if len(key) < 2:
        return None
    folded = _SILENT.sub("", fold_phrase(name))
    best = max(
        (
            (fuzz.ratio(folded, _SILENT.sub("", fold_phrase(spelling))), entry)
            for spelling, entry in _known().get(key, ())
        ),
        key=lambda pair: pair[0],
        default=None,
    )
    return best[1] if best is not None and best[0] >= (_ALIKE if len(key) > 2 else _ALIKE_SHORT) else None


def add_peoples(table: Table, text: str) -> None:
    """Add the peoples that a treaty names as tribes or bands and that are not known yet.

    Args:
        table: Where they go.
        text: The cleaned text of a treaty.
    """
    if len(_TRIBAL.findall(text)) < _ENOUGH:
        return
    for start, end, listed in _names(text):
        _add(table, text, start, end, listed=listed)
    for mention in table.all():
        again = _AGAIN.match(text, mention.end) if table.entities[mention.key].type == "People" else None
        if mention.form is not Form.NAME or not text[mention.start : mention.start + 1].isupper():
            continue
        seat = _SEATED.match(text, mention.end) if table.entities[mention.key].type == "People" else None
        if seat is not None and seat["seat"].split()[0] not in {"Indians", "America", "United"}:
            table.add(mention.start, seat.end(), mention.key, Form.BODY, text[mention.start : seat.end()])
            table.entities[mention.key].names.add(
                f"{table.entities[mention.key].label} of {' '.join(seat['of'].split())}"
            )
        elif again is not None:
            table.add(mention.start, again.end(), mention.key, Form.BODY, text[mention.start : again.end()])


def _names(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where names of peoples stand, and whether a list says that they are."""
    for pattern in (_LISTED, _BESIDE):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 90) : match.start()]
            if pattern is _LISTED and _OF_MEN.search(before) and not _COUNTED.search(before):
                continue  # "the chiefs of the bands, to wit: …" lists persons
            first = match.start("names")
            if pattern is _BESIDE and match.group().lower().endswith(_ONE):
                *_, first = [first, *(joint.end() for joint in _JOINT.finditer(text, first, match.end("names")))]
            for joint in [*_JOINT.finditer(text, first, match.end("names")), None]:
                last = joint.start() if joint is not None else match.end("names")
                if last > first:
                    yield first, last, pattern is _LISTED
                first = joint.end() if joint is not None else last


def _add(table: Table, text: str, start: int, end: int, *, listed: bool) -> None:
    name = " ".join(text[start:end].split()).strip(" .")
    name = name.removeprefix("the ")
    start = text.find(name.split()[0], start, end) if name else start
    words = {word.lower() for word in name.split()}
    if len(name) < 3 or start < 0 or words & _NO_NAMES or words & lexicon().not_actors or not name[0].isupper():
        return
    taken = table.taken(start, end)
    known = [m for m in taken if table.entities[m.key].type in {"People", "State", "InternationalOrganization"}]
    if any(not listed or (m.start <= start and m.end >= end) for m in known):
        return
    for mention in taken:
        table.drop(mention)
    entry = _like(name)
    if entry is not None:
        table.entity(entry.key, entry.type, entry.label).names.add(entry.label)
        table.entities[entry.key].country = entry.country
        table.entities[entry.key].wikidata = entry.wikidata
        table.add(start, end, entry.key, Form.NAME, name)
        return
    key = f"people/{slug(name)}"
    table.entity(key, "People", name)
    table.add(start, end, key, Form.NAME, name)


def drop_unfounded(table: Table, text: str) -> None:
    """Drop the organisations that no word calls one: in a treaty with tribes these are rivers, villages and persons.

    Args:
        table: Where they are.
        text: The cleaned text.
    """
    if len(_TRIBAL.findall(text)) < _ENOUGH:
        return
    bodies = lexicon().body
    for mention in table.all():
        entity = table.entities[mention.key]
        words = {word.lower().rstrip("s") for word in entity.label.split()}
        if entity.type == "Organization" and entity.wikidata is None and not words & set(bodies):
            table.drop(mention)
