"""Labels: what a name that the language model found most likely names, by the rest of its text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.extract.entities.lexicon import lexicon
from kg.extract.sentence import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

__all__ = ["TITLE_CASE", "kind_of_organisation", "kinds_of_names", "label_of"]

#: Labels of the model that name actors and places.
_NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
#: A person's name has at most so many words, each written like this one.
_LONGEST_PERSON, TITLE_CASE = 4, re.compile(r"(?:[A-Z][a-z'’-]+|al|el|bin|de|ibn)+(?:-[A-Z][a-z]+)*$")
#: Prepositions after which a single unknown name is a place, and verbs that take one.
_PLACED = frozenset({"in", "near", "at", "outside", "around", "inside", "towards"})
_TAKING = frozenset(
    {"capture", "seize", "take", "retake", "recapture", "occupy", "enter", "leave", "reach", "besiege", "shell"}
)


def kind_of_organisation(name: str) -> str | None:
    """Return the type of an organisation by the nouns in its name."""
    body = lexicon().body
    if {"news", "press", "radio", "television", "tv"} & set(name.lower().split()):
        return "MediaOrganization"
    for word in reversed(name.lower().split()):
        kind = body.get(word) or body.get(word.rstrip("s"))
        if kind:
            return kind
    return None


def kinds_of_names(sentences: tuple[Sentence, ...]) -> Mapping[str, str]:
    """Return what the model mostly takes a name for in this text."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for found in sentence.tokens.ents:
            if found.label_ in _NAMED:
                counts[found.text][found.label_] += 1
    return {name: max(sorted(told), key=lambda label: told[label]) for name, told in counts.items()}


def label_of(found: Tokens, kinds: Mapping[str, str]) -> str:
    """Return what a name most likely names, by the rest of the text and by its own sentence."""
    label: str = kinds.get(found.text, found.label_) if found.label_ in _NAMED else found.label_
    words = found.text.split()
    if label == "PERSON" and len(words) == 1 and found.start > found.sent.start and found[0].nbor(-1).lower_ == "the":
        return "ORG"
    if (
        label == "PERSON"
        and len(words) == 1
        and len(kinds) > 1
        and _is_placed(found)
        and not _is_surname(words[0], kinds)
    ):
        return "GPE"
    if label != "ORG" or any(word.isupper() for word in words) or kind_of_organisation(found.text) is not None:
        return label
    if 1 < len(words) <= _LONGEST_PERSON and all(map(TITLE_CASE.match, words)):
        beside = [word for word in (found.root.head, *found.root.children) if "conj" in {word.dep_, found.root.dep_}]
        known = kinds.get(words[-1]) == "PERSON" or any(word.ent_type_ == "PERSON" for word in beside)
        if known or _follows_title(found):
            return "PERSON"
    if len(words) == 1 and _is_placed(found):
        return "GPE"
    return label


def _is_surname(word: str, kinds: Mapping[str, str]) -> bool:
    """Tell whether a word ends the name of a person whom the text names in full."""
    return any(label == "PERSON" and name != word and name.split()[-1] == word for name, label in kinds.items())


def _follows_title(found: Tokens) -> bool:
    """Tell whether a name stands as an apposition to a title: "the former president, Ana Ruiz"."""
    before = found[0].nbor(-1) if found.start > found.sent.start else None
    before = before.nbor(-1) if before is not None and before.text == "," and before.i > found.sent.start else before
    return before is not None and before.lower_ in lexicon().titles and before.pos_ == "NOUN"


def _is_placed(found: Tokens) -> bool:
    """Tell whether a name stands as a place does: "in Patikul", "the Farchana refugee camps", "captured Bokolobo"."""
    word = found.root
    while word.dep_ in {"conj", "appos"} and word.head.ent_type_ in {"ORG", "GPE", "LOC", "FAC", "PERSON"}:
        word = word.head
    head = word.head
    if word.dep_ == "pobj":
        return head.lower_ in _PLACED and (found.start == 0 or found[0].nbor(-1).lower_ != "the")
    if word.dep_ in {"compound", "nmod"}:
        return head.lemma_.lower() in lexicon().place
    return word.dep_ == "dobj" and head.lemma_.lower() in _TAKING
