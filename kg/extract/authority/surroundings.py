"""What a text tells about a name in it: who else is named, and which words stand beside it."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kg.extract.authority.fold import Word, is_joint
from kg.extract.authority.hit import Hit
from kg.extract.authority.model import AliasKind
from kg.extract.authority.table import DATA
from kg.extract.authority.titles import titles
from kg.extract.frames import ActorType

__all__ = ["Surroundings", "survey"]

#: How many words a word that shows a tribe may stand away from a name; those of a list of peoples do not count.
_REACH = 5
#: Endings of words that begin a sentence and are no first names.
_VERBAL = ("ly", "ing", "ed")
_CERTAIN = frozenset({AliasKind.NAME, AliasKind.OFFICIAL, AliasKind.ABBREVIATION, AliasKind.HANDLE})


@cache
def _clues() -> Mapping[str, frozenset[str]]:
    table = tomllib.loads((DATA / "context.toml").read_text(encoding="utf-8"))
    return {name: frozenset(listed) for name, listed in table.items()}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Be a text's words, the entries it names beyond doubt, the countries it speaks of, its peoples' countries."""

    text: str
    cut: list[Word]
    named: frozenset[str]
    countries: frozenset[str]
    taken: frozenset[int]
    tribal_before: list[int]
    tribal_after: list[int]
    tribes: frozenset[str | None]
    states: Mapping[int, str | None]
    on: datetime.date | None

    def is_clue(self, kind: str, at: int) -> bool:
        """Tell whether the word at the index is a clue of that kind."""
        return 0 <= at < len(self.cut) and self.cut[at].folded in _clues()[kind]

    def is_tribal(self, hit: Hit) -> bool:
        """Tell whether a word nearby shows that a people is meant."""
        return min(self.tribal_after[hit.until], self.tribal_before[hit.at]) <= _REACH

    def is_shouted(self, hit: Hit) -> bool:
        """Tell whether a short common word stands among words in capitals, so that its own prove nothing."""
        near = (hit.at - 1, hit.until)
        return self.is_clue("shouted", hit.at) and any(
            0 <= at < len(self.cut) and at not in self.taken and self._is_shouted(self.cut[at]) for at in near
        )

    def _is_shouted(self, word: Word) -> bool:
        raw = self.text[word.start : word.end]
        return len(raw) > 2 and raw.isalpha() and raw.isupper()

    def country_after(self, hit: Hit) -> str | None:
        """Return the country whose name follows after a comma: "Tripoli, Lebanon"."""
        follows = hit.until < len(self.cut) and self.cut[hit.until].folded == ","
        return self.states.get(hit.until + 1) if follows else None

    def is_titled(self, hit: Hit) -> bool:
        """Tell whether a title stands right before the name."""
        known = titles()
        before = [word.folded for word in self.cut[max(0, hit.at - 2) : hit.at]]
        return bool(before) and (before[-1] in known or " ".join(before) in known)

    def starts_sentence(self, at: int) -> bool:
        """Tell whether the word at the index begins a sentence or a line."""
        if at == 0:
            return True
        gap = self.text[self.cut[at - 1].outer_end : self.cut[at].start]
        return any(sign in gap for sign in '.!?:;\n"“”•')

    def name_before(self, hit: Hit) -> bool:
        """Tell whether a capitalised word right before makes the hit the tail of a longer, unknown name."""
        at = hit.at - 1
        if not self._is_joined(at) or not self._is_name_part(at):
            return False
        verbal = self.starts_sentence(at) and self.cut[at].folded.endswith(_VERBAL)
        return not (verbal or self.is_titled(hit) or self.is_clue("around", at))

    def name_after(self, hit: Hit) -> bool:
        """Tell whether a capitalised word right after makes the hit the head of a longer, unknown name."""
        at = hit.until
        return (
            at < len(self.cut) and self._is_joined(at - 1) and self._is_name_part(at) and not self.is_clue("around", at)
        )

    def _is_joined(self, at: int) -> bool:
        """Tell whether the word and the next stand side by side as parts of one name would."""
        if not 0 <= at < len(self.cut) - 1:
            return False
        word, after = self.cut[at], self.cut[at + 1]
        gap = self.text[word.outer_end : after.start]
        return word.end == word.outer_end and "\n" not in gap and "/" not in gap and is_joint(gap, word.folded)

    def _is_name_part(self, at: int) -> bool:
        word = self.cut[at]
        if at in self.taken or word.folded in _clues()["plain"] or word.folded in titles():
            return False
        first = self.text[word.start]
        return (first.isupper() and not self.text[word.start : word.end].isupper()) or (
            word.folded == "al" and self.text[word.end : word.end + 1] == "-"
        )


def survey(text: str, cut: list[Word], hits: list[Hit], on: datetime.date | None) -> Surroundings:
    """Survey the text once, before each hit is weighed."""
    named: set[str] = set()
    countries: set[str] = set()
    taken: set[int] = set()
    peoples: set[int] = set()
    states: dict[int, str | None] = {}
    for hit in hits:
        sure = [alias for alias in hit.aliases if not alias.needs_context]
        keys = {alias.entry.key for alias in sure}
        alone = len({alias.entry.key for alias in hit.aliases}) == 1
        if len(keys) == 1 and (alone or sure[0].entry.type == ActorType.STATE):
            countries.update(alias.entry.country for alias in sure if alias.entry.country)
            states.update((hit.at, a.entry.country) for a in sure if a.entry.type == ActorType.STATE)
            if alone and any(alias.kind in _CERTAIN for alias in sure):
                named.update(keys)
        if any(alias.entry.type == ActorType.PEOPLE for alias in hit.aliases):
            peoples.update(range(hit.at, hit.until))
        if sure:
            taken.update(range(hit.at, hit.until))
    costs = _costs(cut, peoples)
    before = _distances(costs)
    after = _distances(reversed(costs))
    tribes = frozenset(
        alias.entry.country
        for hit in hits
        for alias in hit.aliases
        if alias.entry.type == ActorType.PEOPLE and not alias.needs_context
    )
    return Surroundings(
        text,
        cut,
        named=frozenset(named),
        countries=frozenset(countries),
        taken=frozenset(taken),
        tribal_before=before,
        tribal_after=after[::-1],
        tribes=tribes,
        states=states,
        on=on,
    )


def _costs(cut: list[Word], peoples: set[int]) -> list[int | None]:
    """Return for each word how much it parts a name from a tribal word: None is such a word itself."""
    if not peoples:
        return [1] * len(cut)
    tribal, listing = _clues()["tribal"], _clues()["listing"]
    return [
        None if word.folded in tribal else int(at not in peoples and word.folded not in listing)
        for at, word in enumerate(cut)
    ]


def _distances(costs: Iterable[int | None]) -> list[int]:
    """Return before each word, and after the last, how far the last tribal word is."""
    distances, far = [], _REACH + 1
    for cost in costs:
        distances.append(far)
        far = 0 if cost is None else min(far + cost, _REACH + 1)
    return [*distances, far]
