"""Acts and addressees: what is asked for in a part of a resolution, and of whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.reading import Reading
from kg.extract.roles import actors_of, mention_of, unique
from kg.extract.sentence import Sentence
from kg.extract.syntax import conjoined_verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["acts_after", "addressees_of", "infinitives", "start_of", "with_objects", "without_relatives"]

_BASE = frozenset({"VB", "VBP"})
_ADVERBIAL = frozenset({"ADV", "PART", "SPACE"})
#: Words after which a phrase no longer says who is addressed: "all States that …", "the parties, in particular X".
_ENDS = re.compile(
    r"that|which|whom?|whose|where|including|in|acting|with|as|through|under|pursuant|consistent|particularly"
    r"|especially|notably|following|within|at|on|while|when|by|concerned|involved|not|without|after|upon|having"
    r"|bearing|taking|to|from"
)


def _to(verb: Token) -> Token | None:
    return next((word for word in verb.children if word.lower_ == "to" and word.dep_ == "aux"), None)


def _before(word: Token) -> Token | None:
    """Return the word before one, over adverbs and "not"."""
    while word.i > 0:
        word = word.nbor(-1)
        if word.pos_ not in _ADVERBIAL or word.lower_ == "to":
            return word
    return None


def infinitives(rest: Sequence[Token]) -> list[Token]:
    """Return the coordinated infinitives that say what is asked: "to continue …, to send … and to report …"."""
    inside = {token.i for token in rest}
    led = [t for t in rest if t.tag_ == "VB" and (to := _to(t)) is not None and to.i in inside]
    first = next((t for t in led if t.dep_ not in {"relcl", "acl"}), led[0] if led else None)
    if first is None:
        return []
    acts = [act for act in conjoined_verbs(first) if act.i in inside and act.tag_ == "VB"]
    joined = [verb for verb in led if verb.i > first.i and verb not in acts and _joint(verb, rest) in {"and", ";"}]
    for verb in led:
        joint = _joint(verb, rest)
        listed = joint == "," and any(j.i > verb.i for j in joined) and not any(a.i > verb.i for a in acts[1:])
        if (
            verb.i > first.i
            and verb not in acts
            and (verb in joined or (listed and verb.dep_ in {"conj", "advcl", "xcomp"}))
        ):
            acts += [act for act in conjoined_verbs(verb) if act.i in inside and act.tag_ == "VB" and act not in acts]
    return with_objects(sorted(acts, key=lambda act: act.i))


def _joint(verb: Token, rest: Sequence[Token]) -> str:
    """Return what joins an infinitive to what stands before it: "and", a comma, a semicolon."""
    to = _to(verb)
    if to is None or to.i == rest[0].i:
        return ""
    before = _before(to)
    if before is None or before.i < rest[0].i:
        return ""
    if before.lower_ == "and" and verb.dep_ not in {"conj", "advcl", "xcomp", "ccomp", "relcl", "acl"}:
        return ""
    return before.lower_


def acts_after(main: Token, rest: Sequence[Token]) -> list[Token]:
    """Return a verb and the verbs that share its subject, told by their form where the parse misses one.

    "cease all action and refrain from force": the parser takes the second verb for a noun's conjunct.
    """
    inside = {token.i for token in rest}
    acts = [main]
    for verb in rest:
        if verb.i <= main.i or verb.pos_ not in {"VERB", "AUX"} or verb.dep_ in {"aux", "auxpass"}:
            continue
        auxiliary = [w for w in verb.children if w.dep_ in {"aux", "auxpass"}]
        modal = any(w.lower_ in {"shall", "must", "should", "will", "may"} for w in auxiliary)
        bare = (verb.tag_ in _BASE or verb.lower_ == verb.lemma_) and not auxiliary  # "cut off": also a past
        start = min([w.i for w in auxiliary] + [verb.i])
        word = next((t for t in rest if t.i == start), verb)
        before = _before(word)
        if not (modal or bare) or before is None or before.lower_ not in {"and", ",", ";", "or"}:
            continue
        missed = main.pos_ not in {"VERB", "AUX"} and verb.dep_ in {"ccomp", "conj", "ROOT"}
        if not missed and verb.dep_ != "conj" and any(w.dep_ in {"nsubj", "nsubjpass"} for w in verb.children):
            continue
        if missed or _hangs_on(verb, acts, inside) or (verb.head == main.head and verb.dep_ == main.dep_ == "ccomp"):
            acts.append(verb)
    return with_objects(acts)


def _hangs_on(verb: Token, acts: list[Token], inside: set[int]) -> bool:
    """Tell whether the first verb above a verb is one of the acts, and no clause lies between."""
    token = verb
    while token.i in inside and token.head != token:
        if token.dep_ in {"relcl", "advcl", "pcomp", "csubj", "acl"} or (token != verb and token in acts):
            return token in acts
        token = token.head
        if token in acts:
            return True
        if token.tag_ in _BASE and token.dep_ not in {"aux", "auxpass"}:
            return False  # "to protect civilians and ensure access": the verb shares the other one's place
    return token in acts


def start_of(act: Token) -> int:
    """Return where an act begins: at its "to" or "not", and before a prefix with a hyphen ("to co-operate")."""
    start = min([w.i for w in act.children if w.dep_ in {"aux", "neg"} and w.i < act.i] + [act.i])
    while start > 1 and act.doc[start - 1].text == "-":
        start -= 2
    if start > 0 and act.doc[start - 1].lower_ == "to":
        start -= 1
    return start


def with_objects(acts: list[Token]) -> list[Token]:
    """Return the acts without those that share the next one's object: "to respect and implement the cease-fire"."""
    return [
        act
        for index, act in enumerate(acts)
        if index + 1 == len(acts)
        or any(
            word.is_alpha and word.lower_ not in {"and", "or", "to"} for word in act.doc[act.i + 1 : acts[index + 1].i]
        )
    ]


def without_relatives(rest: Sequence[Token], rules: Sequence[Token]) -> list[Token]:
    """Return the tokens before the first relative clause that rules by itself: "a Committee, which shall …"."""
    stops = [min(w.i for w in rule.subtree) for rule in rules]
    return [t for t in rest if not stops or t.i < min(stops)]


def addressees_of(
    reading: Reading, sentence: Sentence, tokens: Sequence[Token]
) -> tuple[Token | None, tuple[str, ...]]:
    """Return the head of the phrase that says who is addressed, and the actors that it names.

    Args:
        reading: The document.
        sentence: The sentence of the phrase.
        tokens: The words between the operative verb and what is asked.
    """
    words: list[Token] = []
    for token in tokens:
        acts = token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"amod", "compound"}
        if (acts or _ENDS.fullmatch(token.lower_)) and words and words[-1].lower_ not in {"of", "between", "for"}:
            break
        if words or token.pos_ not in {"ADP", "ADV", "PUNCT", "SCONJ", "CCONJ", "PART"}:
            words.append(token)
    heads: list[Token] = []
    for index, token in enumerate(words):
        owned = any(w.lower_ == "of" for w in words[:index]) and _below_of(token, words)
        follows = words[index + 1] if index + 1 < len(words) else None
        inner = token.dep_ in {"compound", "amod", "poss", "nmod", "det", "nummod"} and follows is not None
        beside = token.dep_ == "conj" and token.pos_ == token.head.pos_ == "ADJ"  # "international or regional bodies"
        named = token.pos_ in {"NOUN", "PROPN", "PRON"} or (
            not beside and mention_of(reading, sentence, token) is not None
        )
        if named and not inner and not owned and token.ent_type_ != "DATE":
            heads.append(token)
    if not heads:
        return None, ()
    keys = [key for head in heads for key in actors_of(reading, sentence, head)]
    return heads[0], unique(keys)


def _below_of(token: Token, words: list[Token]) -> bool:
    """Tell whether a noun only says whose: "the Government of Lebanon"."""
    inside = {w.i for w in words}
    while token.i in inside and token.head != token:
        if token.dep_ == "pobj" and token.head.lower_ in {"of", "for", "between"} and token.head.i in inside:
            return True
        if token.dep_ not in {"conj", "compound", "appos"}:
            return False
        if token.dep_ == "conj" and token.head.pos_ == "PROPN" and token.pos_ == "NOUN":
            return False
        token = token.head
    return False
