"""Known names: what the authority files recognise in a text."""

from __future__ import annotations

import re

from kg.extract.authority.matcher import find_authorities
from kg.extract.authority.model import AliasKind, Entry, Match
from kg.extract.entities.lexicon import lexicon
from kg.extract.entities.model import Entity, Form, Table
from kg.extract.frames import PlaceType

__all__ = ["add_known", "is_place_type"]

_PLACE_TYPES = frozenset(PlaceType)
#: Words that make an ambiguous name a people: "the Miami and Eel river tribes".
_PEOPLE_CUE = re.compile(
    r"\b(tribes?|nations?|bands?|indians?|chiefs?|sachems?|warriors?|headmen|people)\b", re.IGNORECASE
)
_GROUP_CUE = re.compile(
    r"\b(group|rebels?|militia|fighters?|forces?|insurgen\w+|militants?|movement|army|troops|jihadi\w*|terroris\w+"
    r"|islamic state|party|faction)\b",
    re.IGNORECASE,
)
#: Words that mean the native nations of America wherever a text names one, and not the people of India.
_NATIVE = frozenset({"indian", "indians"})
_CAPITALISED_AFTER = re.compile(r" [A-Z][a-z]+\b")
_WORD_BEFORE = re.compile(r"(?<![.!?:] )(?<!^)\b([A-Z][a-z]+\.?) $")
#: The blank before a tag of several words, which is no part of the name it is glued to: "Smith #PeaceTalksGeneva".
_TAG = re.compile(r"(?<=\w) (?=(?:[A-Z][a-z]+){3,})")
_NEAR = 160


def is_place_type(type_: str) -> bool:
    """Tell whether a type of the contract is a kind of place."""
    return type_ in _PLACE_TYPES


def _in_context(text: str, match: Match, entry: Entry) -> bool:
    """Tell whether the words around an ambiguous name speak for an entry."""
    if not match.needs_context:
        return True
    around = text[max(0, match.start - _NEAR) : match.end + _NEAR]
    cue = _PEOPLE_CUE if entry.type == "People" else _GROUP_CUE
    return cue.search(around) is not None


def _part_of_longer_name(text: str, match: Match) -> bool:
    """Tell whether a surname stands beside another capitalised word, and so belongs to somebody else."""
    if _CAPITALISED_AFTER.match(text, match.end):
        return True
    before = _WORD_BEFORE.search(text[max(0, match.start - 24) : match.start])
    if before is None or before.group(1).endswith("."):  # "on 8 Aug. Kiir granted": a new sentence
        return False
    return before.group(1).lower() not in lexicon().titles


def _put(table: Table, entry: Entry) -> Entity:
    entity = table.entity(entry.key, entry.type, entry.label)
    entity.names.add(entry.label)
    entity.country = entry.country
    entity.wikidata = entry.wikidata
    entity.latitude, entity.longitude, entity.geonames = entry.latitude, entry.longitude, entry.geonames
    return entity


def add_known(table: Table, text: str) -> None:
    """Add every name of the authority files that the cleaned text holds."""
    matches = find_authorities(_TAG.sub("\n", text))
    native = any(entry.type == "People" for match in matches for entry in match.entries)
    for match in matches:
        name = text[match.start : match.end]
        if match.alias_kind is AliasKind.SURNAME and _part_of_longer_name(text, match):
            continue
        if native and name.lower() in _NATIVE:
            continue
        entries = [entry for entry in match.entries if _in_context(text, match, entry)]
        actors = [entry for entry in entries if not is_place_type(entry.type)]
        places = [entry for entry in entries if is_place_type(entry.type)]
        peoples = [entry for entry in actors if entry.type == "People"]
        if peoples and _PEOPLE_CUE.search(text[max(0, match.start - _NEAR) : match.end + _NEAR]):
            actors, places = peoples, []
        for entry, form in [*((a, None) for a in actors[:1]), *((p, Form.PLACE) for p in places[:1])]:
            if form is None and entry.type == "People":
                form = Form.NAME
            if form is None:
                form = {
                    AliasKind.DEMONYM: Form.DEMONYM,
                    AliasKind.DEMONYM_PLURAL: Form.DEMONYM,
                    AliasKind.CAPITAL: Form.CAPITAL,
                    AliasKind.SEAT: Form.CAPITAL,
                }.get(match.alias_kind, Form.NAME)
            _put(table, entry)
            table.add(match.start, match.end, entry.key, form, name)
            if entry.type == "GovernmentBody" and " of the " in name:
                table.entities[entry.key].names.add(name.split(" of the ")[0].removeprefix("the "))
