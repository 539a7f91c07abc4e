"""Tell what a clause or commitment is about: one to three themes of the contract, that of the act first.

A table of weighted phrases (``data/themes.tsv``) says which words speak of which theme. What stands near the act
(its main verb and object) counts most, what stands in a phrase of purpose or reference counts less, and a phrase
inside a longer one ("ceasefire" in "ceasefire monitoring committee") counts less than the longer one. A second table
(``data/theme-words.tsv``, learnt by ``theme_training``) weighs all words and pairs of words, for what no phrase tells.
Where the setting ``FOEDERA_THEMES`` is ``semantic``, the meaning of the whole clause counts too (``theme_meaning``).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final, Literal

from kg.extract import theme_meaning
from kg.extract.phrase import Match, Phrases, Word, read_table, words_of
from kg.settings import load_settings

__all__ = ["OTHER", "Method", "classify", "features", "is_telling", "scores", "told_by"]

#: What is looked at.
Method = Literal["words", "semantic"]
#: The theme of a clause that none of the others fits.
OTHER: Final = "other"
#: Rows of the table that are no themes: what leads up to the act, to whom it is put, and what is beside it.
_LEAD: Final = "@lead"
_ADDRESS: Final = "@address"
_ASIDE: Final = "@aside"
#: Within how many words after "calls upon" the act's "to" is looked for.
_REACH: Final = 16
#: What a word ``n`` words after or before the act counts: ``1 / (1 + n * decay)``.
_AFTER: Final = 0.045
_BEFORE: Final = 0.05
#: What all that stands before the act counts.
_SUBJECT: Final = 0.8
#: How much a phrase counts that overlaps the act where the act is known, and one that does not.
_IN_HEAD: Final = 1.4
_OFF_HEAD: Final = 0.75
#: How much a phrase counts in an aside, and inside a longer phrase.
_IN_ASIDE: Final = 0.6
_INSIDE: Final = 0.5
#: How much each further phrase of the same theme adds.
_AGAIN: Final = 0.3
#: How much a theme gets that the learnt words are sure of.
_LEARNT: Final = 4.0
#: How much a theme gets that the meaning is sure of, where meaning counts.
_MEANT: Final = 4.0
#: What a learnt word counts that stands before the act.
_EARLIER: Final = 0.6
#: What counts of what stands around a clause: its heading, what leads in to it.
_AROUND: Final = 0.3
#: A score below this is none.
_LEAST: Final = 0.3
#: How sure the learnt words must be of a theme where no phrase tells it.
_SURE: Final = 0.5
#: A further theme is given if it has this share of the first one's score.
_SHARE: Final = 0.3


@dataclass(frozen=True, slots=True)
class _Row:
    """Be one row of the table."""

    theme: str
    weight: float


@cache
def _table() -> Phrases[_Row]:
    return Phrases.of((words, _Row(theme, float(weight))) for theme, weight, words in read_table("themes.tsv", 3))


def _act(words: Sequence[Word], leads: Sequence[Match[_Row]], aside: Sequence[bool]) -> tuple[int, int]:
    """Estimate where the act is: after the first lead that is no aside, else at the start."""
    for lead in leads:
        if not aside[lead.first]:
            at = max(other.last for other in leads if lead.first <= other.first <= lead.last)
            if lead.label.theme == _ADDRESS:
                tail = [word.text for word in words[at : at + _REACH]]
                at += tail.index("to") + 1 if "to" in tail else 0
            at = min(at, len(words) - 1)
            return at, at + 1
    return 0, 1


def _asides(text: str, words: Sequence[Word], starts: Sequence[Match[_Row]]) -> list[bool]:
    """Mark the words from the start of each aside to the next comma or semicolon."""
    marked = [False] * len(words)
    for start in starts:
        for index in range(start.first, len(words)):
            if index >= start.last and set(text[words[index - 1].end : words[index].start]) & set(",;:–—"):
                break
            marked[index] = True
    return marked


def _inside(match: Match[_Row], others: Sequence[Match[_Row]]) -> bool:
    return any(
        other.first <= match.first
        and match.last <= other.last
        and other.last - other.first > match.last - match.first
        and other.label.weight >= match.label.weight
        and other.label.theme != match.label.theme
        for other in others
    )


@dataclass(frozen=True, slots=True)
class _View:
    """Be a clause as both tables look at it: its words, the phrases met, what is aside, and which words are the act."""

    words: Sequence[Word]
    topics: Sequence[Match[_Row]]
    aside: Sequence[bool]
    first: int
    last: int


def _view(text: str, head: tuple[int, int] | None) -> _View:
    words = words_of(text)
    met = list(_table().matches(words))
    aside = _asides(text, words, [match for match in met if match.label.theme == _ASIDE])
    if head is None:
        first, last = _act(words, [match for match in met if match.label.theme in (_LEAD, _ADDRESS)], aside)
    else:
        inside = [index for index, word in enumerate(words) if word.start < head[1] and word.end > head[0]]
        first, last = (inside[0], inside[-1] + 1) if inside else (0, 1)
    return _View(words, [match for match in met if not match.label.theme.startswith("@")], aside, first, last)


def _phrase_scores(view: _View, *, known: bool) -> dict[str, float]:
    weights: dict[str, list[float]] = {}
    for match in view.topics:
        weight = match.label.weight
        if known:
            weight *= _IN_HEAD if match.first < view.last and match.last > view.first else _OFF_HEAD
        if match.first >= view.last:
            weight /= 1 + _AFTER * (match.first - view.last)
        elif match.last <= view.first:
            weight *= _SUBJECT / (1 + _BEFORE * (view.first - match.last))
        if view.aside[match.first]:
            weight *= _IN_ASIDE
        if _inside(match, view.topics):
            weight *= _INSIDE
        weights.setdefault(match.label.theme, []).append(weight)
    return {
        theme: max(found) + min(_AGAIN * (sum(found) - max(found)), 0.5 * max(found))
        for theme, found in weights.items()
    }


def features(text: str) -> list[str]:
    """List the words and the pairs of words of a clause, each once."""
    words = [word.text for word in words_of(text) if word.text != ";"]
    return sorted({*words, *map(" ".join, pairwise(words))})


@cache
def _learnt() -> dict[str, dict[str, float]]:
    table = {}
    for name, cells in read_table("theme-words.tsv", 2):
        pairs = (cell.rsplit(":", 1) for cell in cells.split())
        table[name] = {theme: float(weight) for theme, weight in pairs}
    return table


def _chances(view: _View) -> dict[str, float]:
    """Give the chance of each theme by softmax over the learnt weights of the words that are known."""
    names = [word.text for word in view.words]
    met: dict[str, float] = {}
    for index, name in enumerate(names):
        share = (1.0 if index >= view.first else _EARLIER) * (_IN_ASIDE if view.aside[index] else 1.0)
        for feature in (name, " ".join(names[index : index + 2])):
            met[feature] = max(met.get(feature, 0.0), share)
    rows = [(_learnt()[name], share) for name, share in met.items() if name in _learnt()]
    size = math.sqrt(sum(share for _, share in rows))
    sums: dict[str, float] = {}
    for row, share in rows:
        for theme, weight in row.items():
            sums[theme] = sums.get(theme, 0.0) + weight * share / size
    powers = {theme: math.exp(min(value, 50.0)) for theme, value in sums.items()}
    total = sum(powers.values())
    return {theme: power / total for theme, power in powers.items()}


def _weigh(text: str, head: tuple[int, int] | None, method: Method) -> dict[str, float]:
    view = _view(text, head)
    weighed = _phrase_scores(view, known=head is not None)
    sources = [(_chances(view), _LEARNT)]
    if method == "semantic":
        sources.append((theme_meaning.chances(text), _MEANT))
    for source, share in sources:
        for theme, chance in source.items():
            weighed[theme] = weighed.get(theme, 0.0) + share * chance
    return weighed


def scores(
    text: str, head: tuple[int, int] | None = None, around: Sequence[str] = (), method: Method | None = None
) -> dict[str, float]:
    """Weigh every theme that a clause speaks of; see ``classify``."""
    method = method or load_settings().themes
    weighed = _weigh(text, head, method)
    for context in around:
        for theme, weight in _weigh(context, None, method).items():
            weighed[theme] = weighed.get(theme, 0.0) + _AROUND * weight
    return {theme: weight for theme, weight in weighed.items() if weight >= _LEAST}


def classify(
    text: str,
    head: tuple[int, int] | None = None,
    *,
    around: Sequence[str] = (),
    limit: int = 3,
    method: Method | None = None,
) -> tuple[str, ...]:
    """Give a clause one to three themes, the theme of its act first.

    Args:
        text: The wording of a clause or commitment.
        head: The code points of the main verb and its object, if they are known.
        around: What stands around the clause and tells what it is about: headings, words that lead in to it.
        limit: The most themes to give.
        method: What to look at: ``words``, or ``semantic`` for the meaning too; that of the settings if not given.

    Returns:
        Ids of the contract's themes; ``("other",)`` if nothing fits.

    Raises:
        ModelError: If meaning shall count and the extra ``semantic`` is not installed.

    >>> classify("agreed to exchange all prisoners of war")
    ('prisoner-release',)
    """
    weighed = sorted(scores(text, head, around, method).items(), key=lambda item: (-item[1], item[0]))
    if not weighed:
        return (OTHER,)
    best = weighed[0][1]
    return tuple(theme for theme, weight in weighed[:limit] if weight >= _SHARE * best)


def is_telling(text: str) -> bool:
    """Tell whether a clause says by itself what it is about: "shall see to it" does not.

    >>> is_telling("shall see to it"), is_telling("shall release all prisoners")
    (False, True)
    """
    view = _view(text, None)
    return bool(view.topics) or max(_chances(view).values(), default=0.0) >= _SURE


def told_by() -> str:
    """Name what tells themes under the settings: the same text gets the same themes only from the same.

    Raises:
        ModelError: If meaning shall count and the extra ``semantic`` is not installed.
    """
    method = load_settings().themes
    return method if method == "words" else f"{method}, {theme_meaning.describe()}"
