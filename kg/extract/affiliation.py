"""Affiliations: for whom a person acts, as the text says it or as the authority dates it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.extract.authority.model import TitleKind
from kg.extract.authority.offices import holdings, offices_of
from kg.extract.authority.titles import titles
from kg.extract.entities.home import home_state
from kg.extract.entities.lexicon import lexicon
from kg.extract.entities.model import Form, Mention
from kg.extract.frames import OfficeHolding
from kg.extract.reading import Reading
from kg.extract.roles import unique
from kg.text.slug import slug

__all__ = ["Affiliation", "find_affiliations", "office_holdings", "sides_of"]

#: "…, the head of the Renamo movement", "…, leader of …".
_APPOSITION = re.compile(
    r",\s+(?:the\s+|a\s+|an\s+|its\s+|and\s+)?((?:[\w'-]+\s+){0,3}?(?:head|leader|chief|commander|president|chairman|founder|chief\s+of\s+staff"
    r"|spokes(?:man|woman|person)|minister|premier|secretary|envoy|negotiator|representative|ambassador|king|prime\s+minister)"
    r"(?:\s+general)?)\s+(?:of|for|to)\s+(?:the\s+)?",
    re.IGNORECASE,
)
#: Titles of whoever heads a state.
_HEAD_OF_STATE = re.compile(r"\b(President|Prime Minister|Premier|PM|King|Foreign Minister|Defence Minister)\s+$")
#: What begins the phrase of a title: "the chief rebel ".
_DETERMINED = re.compile(r"\b(?:the|its|their|his|her)\s+(?:[\w'’-]+\s+){0,4}$", re.IGNORECASE)
#: "the head of the Colombian delegation, Mr. ": a title before the comma, and for whom.
_HEADING = re.compile(
    r"\b(?:the\s+)?((?:head|leader|chief|commander|president|chairman|chair|spokes(?:man|woman|person)|minister|envoy|negotiator"
    r"|representative|secretary|ambassador))\s+(?:general\s+)?(?:of|for)\s+(?:the\s+)?([^,.;:\n]{2,60}),\s+(?:[A-Z][a-z]*\.?\s+)?$",
    re.IGNORECASE,
)
#: Words that make an office one of the past.
_PAST = frozenset({"former", "ex", "late", "then", "ousted"})
#: Words before a title that make it one of the state that the text is about: "army chief", "government spokesman".
_OWN = frozenset({"army", "military", "junta", "government", "govt"})
#: What stands for the office of whom the sentence named before.
_COUNTERPART = "counterpart"


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Be one person's office: of whom, what it is called, and where the text says so (nowhere: the authority knows).

    The office is empty where the text says no more than for whom the person acts: "her Polish counterpart".
    """

    person: str
    of: str
    office: str
    start: int
    end: int


def find_affiliations(reading: Reading) -> tuple[Affiliation, ...]:
    """Find for whom the persons of a text act: "Armenian Prime Minister N.", "N., the head of the front"."""
    found: dict[str, Affiliation] = {}
    for mention in reading.entities.mentions:
        if mention.form is Form.PLACE or reading.entities.table[mention.key].type != "Person":
            continue
        if mention.key not in found:
            told = _before(reading, mention) or _after(reading, mention) or _heading(reading, mention)
            if told is not None:
                found[mention.key] = _spelled_out(reading, told, found.values())
    for mention in reading.entities.mentions:
        if reading.entities.table[mention.key].type == "Person" and mention.key not in found:
            known = _known(reading, mention) or _bare_title(reading, mention)
            if known is not None:
                found[mention.key] = known
    return tuple(found.values())


def _before(reading: Reading, mention: Mention) -> Affiliation | None:
    """Read a title before a name, with whom it is of: "Turkish President", "Taliban leader"."""
    text = reading.cleaned
    start = mention.start
    words: list[str] = []
    after = start
    for match in reversed(list(re.finditer(r"[\w'.-]+", text[max(0, start - 70) : start]))):
        at = max(0, start - 70) + match.start()
        word = match.group()
        if "," in text[at + len(word) : after] and not _is_apposed(text, at, after == start):
            return None
        after = at
        owner = [
            m for m in reading.entities.at(at, at + len(word)) if reading.entities.is_actor(m) and m.key != mention.key
        ]
        if words and owner and reading.entities.table[owner[0].key].type != "Person":
            if _PAST & {w.lower() for w in words}:
                return None
            return Affiliation(mention.key, owner[0].key, " ".join(reversed(words)), owner[0].start, mention.end)
        if words and word.lower() in _OWN and "\n" not in text[at:start]:
            known, day = _known(reading, mention), reading.document.date
            home = known.of if known else home_state(reading.entities.table, reading.entities.mentions, day)
            office = " ".join([word, *reversed(words)])
            return Affiliation(mention.key, home, office, at, mention.end) if home is not None else None
        if word.lower().rstrip(".") not in lexicon().titles or "\n" in text[at:start]:
            return None
        words.append(word)
    return None


def _bare_title(reading: Reading, mention: Mention) -> Affiliation | None:
    """Take who heads a state without its name for the head of the text's own: "President Ana Ruiz"."""
    match = _HEAD_OF_STATE.search(reading.cleaned, max(0, mention.start - 20), mention.start)
    if match is None or reading.entities.table[mention.key].wikidata or holdings(mention.key):
        return None
    home = home_state(reading.entities.table, reading.entities.mentions, reading.document.date)
    if home is None:
        return None
    return Affiliation(mention.key, home, match.group(1), match.start(1), mention.end)


def _is_apposed(text: str, at: int, next_to_the_name: bool) -> bool:
    """Tell whether a title before a comma is that of the name after it: "the chief FARC negotiator, Ana Ruiz"."""
    return next_to_the_name and _DETERMINED.search(text, max(0, at - 60), at) is not None


def _spelled_out(reading: Reading, told: Affiliation, before: Iterable[Affiliation]) -> Affiliation:
    """Give a counterpart the office of whom they are the counterpart of: the one named last before in the paragraph."""
    if told.office.lower() != _COUNTERPART:
        return told
    near = [one for one in before if one.end <= told.start and "\n" not in reading.cleaned[one.end : told.start]]
    if not near:
        return replace(told, office="")
    other = max(near, key=lambda one: one.end)
    return replace(told, office=other.office, start=other.start)


def _is_rank(word: str) -> bool:
    """Tell whether a word before a name is a rank or a form of address, and no office."""
    known = titles().get(word.lower().rstrip("."))
    return known is not None and known.kind in {TitleKind.MILITARY, TitleKind.HONORIFIC}


def _after(reading: Reading, mention: Mention) -> Affiliation | None:
    """Read an apposition after a name: ", the head of …"."""
    match = _APPOSITION.match(reading.cleaned, mention.end)
    if match is None:
        return None
    owners = [m for m in reading.entities.actors(match.end(), match.end() + 60) if m.start - match.end() <= 12]
    if not owners or reading.entities.table[owners[0].key].type == "Person":
        return None
    return Affiliation(mention.key, owners[0].key, " ".join(match.group(1).split()), mention.start, owners[0].end)


def _heading(reading: Reading, mention: Mention) -> Affiliation | None:
    """Read what a person is the head of before their name: "the head of the Peruvian delegation, Ana Ruiz"."""
    match = _HEADING.search(reading.cleaned, max(0, mention.start - 110), mention.start)
    if match is None:
        return None
    owners = [m for m in reading.entities.actors(match.start(2), match.end(2)) if m.key != mention.key]
    if not owners or reading.entities.table[owners[0].key].type == "Person":
        return None
    return Affiliation(mention.key, owners[0].key, match.group(1), match.start(1), mention.end)


def _known(reading: Reading, mention: Mention) -> Affiliation | None:
    day = reading.document.date
    held = offices_of(mention.key, day) if day is not None else ()
    for holding in (*held, *holdings(mention.key)):
        if holding.of in reading.entities.table and not holding.of.startswith("internationalorganization/"):
            return Affiliation(mention.key, holding.of, holding.office, mention.start, mention.end)
    return None


def sides_of(reading: Reading, keys: Iterable[str]) -> tuple[str, ...]:
    """Return the actors with each person replaced by whom they act for, where that is known.

    Args:
        reading: The document.
        keys: The actors.
    """
    table = reading.entities.table
    return unique([reading.affiliations.get(key, key) if table[key].type == "Person" else key for key in keys])


def office_holdings(reading: Reading, affiliations: Iterable[Affiliation]) -> Iterator[OfficeHolding]:
    """Yield the offices that the text itself tells of."""
    for found in affiliations:
        told = any(m.key == found.of for m in reading.entities.actors(found.start, found.end))
        if told and found.office and not all(_is_rank(word) for word in found.office.split()):
            yield OfficeHolding(
                key=f"office/{found.person.rsplit('/', 1)[-1]}-{slug(found.office)}",
                holder=found.person,
                office=found.office,
                office_of=found.of,
                evidence=(reading.document.span(found.start, found.end),),
            )
