"""Operative verbs: what a body does with each part of a paragraph, and where the parts begin and end."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.extract.sentence import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Part", "operative_verb", "parts_of", "trimmed"]

_FILE = Path(__file__).parent.parent / "data" / "resolution.toml"
_VERBAL = frozenset({"VBZ", "VBP", "VB", "NNS"})
_ROLES = ("ask", "allow", "own", "uphold", "bare")


@dataclass(frozen=True, slots=True)
class Part:
    """Be one thing that a paragraph does: "requests the Secretary-General to report".

    Args:
        role: What the verb does: ``ask``, ``allow``, ``own``, ``uphold`` or ``bare``.
        verb: Its words, with adverbs before it.
        rest: What follows, up to the next such verb.
    """

    role: str
    verb: tuple[Token, ...]
    rest: tuple[Token, ...]


def _loose(phrase: str) -> str:
    """Return a pattern for a phrase: its verb with or without the s of the third person, adverbs before "upon"."""
    first, *others = phrase.split()
    verb = re.escape(first.removesuffix("s")) + ("s?" if first.endswith("s") else "")
    gap = r"[\s_]+(?:(?:once\s+)?(?:more|again)\s+|also\s+|further\s+)?"
    return verb + "".join(gap + re.escape(word) for word in others)


def _either(phrases: list[str]) -> str:
    return "|".join(r"\s+".join(map(re.escape, p.split())) for p in sorted(phrases, key=len, reverse=True))


@cache
def _verbs() -> tuple[re.Pattern[str], list[tuple[re.Pattern[str], str]], re.Pattern[str]]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    roles = {phrase: role for role in _ROLES for phrase in data[role]}
    ranked = sorted(roles, key=len, reverse=True)
    phrases = "|".join(_loose(phrase) for phrase in ranked)
    whole = re.compile(rf"(?:to\s+)?(?:(?:{_either(data['adverbs'])}),?\s+)*({phrases})\b", re.IGNORECASE)
    each = [(re.compile(_loose(phrase), re.IGNORECASE), roles[phrase]) for phrase in ranked]
    between = rf"(?:,?\s+(?:{_either(data['between'])}),?)*"
    return whole, each, re.compile(rf"(?:[,;]?\s+and\b|[,;]){between}\s+$", re.IGNORECASE)


def operative_verb(text: str) -> tuple[str, int] | None:
    """Return the role of the operative verb that a paragraph begins with, and where the verb ends.

    >>> operative_verb("Also calls upon all parties to comply")
    ('ask', 15)
    """
    pattern, roles, _ = _verbs()
    match = pattern.match(text)
    if match is None:
        return None
    return next(role for phrase, role in roles if phrase.fullmatch(match.group(1))), match.end()


def trimmed(tokens: list[Token]) -> list[Token]:
    """Return tokens without the punctuation and the joints at their end."""
    while tokens and (tokens[-1].is_punct or tokens[-1].is_space or tokens[-1].lower_ in {"and", "or", "also"}):
        if tokens[-1].text == ")" and any(token.text == "(" for token in tokens):
            break
        tokens = tokens[:-1]
    return tokens


def _is_verb(token: Token, following: Token | None) -> bool:
    """Tell whether a word that looks like an operative verb is one: not "the requests and demands of …"."""
    if token.tag_ in {"VBZ", "VBP"} or following is None or not (token.dep_ == "conj" and token.head.pos_ == "NOUN"):
        return True
    return following.text == "," or following.lower_ == "that" or following.pos_ in {"DET", "PRON", "PROPN"}


def parts_of(sentence: Sentence) -> list[Part]:
    """Cut an operative paragraph at its verbs, each with what it governs."""
    tokens = [t for t in sentence.tokens if not t.is_space]
    if not tokens:
        return []
    base, text = tokens[0].idx, str(sentence.tokens)
    joint = _verbs()[2]
    infinitive = tokens[0].lower_ == "to"
    starts: list[tuple[int, int, str, int]] = []  # the verb's place, where what is before it ends, role, verb's end
    for position, token in enumerate(tokens):
        at = token.idx - base
        before = joint.search(text[max(0, at - 60) : at]) if position else None
        if position and (before is None or token.text[0].isupper()):
            continue
        found = operative_verb(text[at:])
        if found is None or (starts and at < starts[-1][3]):
            continue
        words = (t for t in tokens[position:] if t.idx - base < at + found[1])
        verb = next((t for t in words if t.tag_ in _VERBAL), None)
        if position and not infinitive and (token.lower_ == "to" or verb is None or not verb.lower_.endswith("s")):
            continue  # "decides …, to authorize an increase", "that all groups cease fire, reject violence"
        following = next((t for t in tokens[position:] if t.idx - base >= at + found[1]), None)
        if not position or (verb is not None and _is_verb(verb, following)):
            end = at - len(before.group()) if before else at
            starts.append((position, end, found[0], at + found[1]))
    parts: list[Part] = []
    for index, (position, _, role, verb_end) in enumerate(starts):
        stop = starts[index + 1][1] if index + 1 < len(starts) else len(text)
        own = [t for t in tokens[position:] if t.idx - base < stop]
        count = sum(t.idx - base < verb_end for t in own)
        parts.append(Part(role, tuple(own[:count]), tuple(own[count:])))
    return parts
