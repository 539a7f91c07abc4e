"""Norms of resolutions: what the body decides, asks, allows and upholds, told by the first verb of a paragraph."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.extract.frames import Modality
from kg.extract.norms.formal import is_own_rule, modal_of, modality_of
from kg.extract.norms.model import Norm
from kg.extract.sentence import Sentence
from kg.extract.syntax import agent_of, child, clause_tokens, conjoined_verbs, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["operative_verb", "resolution_norms"]

_FILE = Path(__file__).parent.parent / "data" / "resolution.toml"
_LIST = re.compile(r"[,;]?\s+and\s+(?:also\s+|further\s+)?$|[,;]\s+$")


def _loose(phrase: str) -> str:
    """Return a pattern for a phrase: its verb with or without the s of the third person, adverbs before "upon"."""
    first, *others = phrase.split()
    verb = re.escape(first.removesuffix("s")) + ("s?" if first.endswith("s") else "")
    gap = r"\s+(?:(?:once\s+)?(?:more|again)\s+|also\s+|further\s+)?"
    return verb + "".join(gap + re.escape(word) for word in others)


@cache
def _verbs() -> tuple[re.Pattern[str], list[tuple[re.Pattern[str], str]]]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    roles = {phrase: role for role in ("ask", "allow", "own", "uphold") for phrase in data[role]}
    ranked = sorted(roles, key=len, reverse=True)
    phrases = "|".join(_loose(phrase) for phrase in ranked)
    adverbs = "|".join(r"\s+".join(map(re.escape, w.split())) for w in sorted(data["adverbs"], key=len, reverse=True))
    whole = re.compile(rf"(?:to\s+)?(?:(?:{adverbs}),?\s+)*({phrases})\b", re.IGNORECASE)
    return whole, [(re.compile(_loose(phrase), re.IGNORECASE), roles[phrase]) for phrase in ranked]


def operative_verb(text: str) -> tuple[str, int] | None:
    """Return the role of the operative verb that a paragraph begins with, and where the verb ends.

    >>> operative_verb("Also calls upon all parties to comply")
    ('ask', 15)
    """
    pattern, roles = _verbs()
    match = pattern.match(text)
    if match is None:
        return None
    return next(role for phrase, role in roles if phrase.fullmatch(match.group(1))), match.end()


def _parts(sentence: Sentence) -> list[tuple[str, list[Token], list[Token]]]:
    """Cut a sentence at its operative verbs: (role, tokens of the verb, tokens after it)."""
    tokens = [t for t in sentence.tokens if not t.is_space]
    base = tokens[0].idx if tokens else 0
    text = str(sentence.tokens)
    starts: list[tuple[int, str, int]] = []
    for position, token in enumerate(tokens):
        at = token.idx - base
        free = position == 0 or _LIST.search(text[:at])
        if free and (position == 0 or not token.text[0].isupper()):
            found = operative_verb(text[at:])
            if found and (position == 0 or token.tag_ in {"VBZ", "NNS", "VB", "VBP"}):
                starts.append((position, found[0], at + found[1]))
    parts: list[tuple[str, list[Token], list[Token]]] = []
    for index, (position, role, verb_end) in enumerate(starts):
        stop = starts[index + 1][0] if index + 1 < len(starts) else len(tokens)
        own = tokens[position:stop]
        verb = [t for t in own if t.idx - base < verb_end]
        parts.append((role, verb, own[len(verb) :]))
    return parts


def _infinitives(rest: list[Token]) -> list[Token]:
    """Return the coordinated infinitives that say what is asked: "to continue … and to report …"."""
    inside = {token.i for token in rest}
    for token in rest:
        if (
            token.tag_ == "VB"
            and any(aux.lower_ == "to" and aux.i in inside for aux in token.children)
            and token.dep_ not in {"relcl", "acl"}
        ):
            acts = [act for act in conjoined_verbs(token) if act.i in inside]
            for other in rest:
                if other.tag_ == "VB" and other not in acts and other.i > acts[-1].i and _continues(other, rest):
                    acts.append(other)
            return acts
    for token in rest:
        if token.tag_ == "VB" and any(aux.lower_ == "to" and aux.i in inside for aux in token.children):
            return [act for act in conjoined_verbs(token) if act.i in inside]
    return []


def _continues(verb: Token, rest: list[Token]) -> bool:
    """Tell whether an infinitive follows "and to" or "; to" and so is one more thing that is asked."""
    to = next((word for word in verb.children if word.lower_ == "to" and word.dep_ == "aux"), None)
    if to is None or to.i == rest[0].i:
        return False
    before = to.nbor(-1)
    return before.text == ";" or (before.lower_ in {"and", "also"} and verb.dep_ in {"conj", "advcl", "xcomp"})


def _trim(tokens: list[Token]) -> list[Token]:
    while tokens and (tokens[-1].is_punct or tokens[-1].is_space or tokens[-1].lower_ in {"and", "or"}):
        tokens = tokens[:-1]
    return tokens


def resolution_norms(sentence: Sentence, body: tuple[str, ...]) -> Iterator[Norm]:
    """Yield the norms of one operative paragraph.

    Args:
        sentence: A sentence of it.
        body: Who adopts the resolution.
    """
    for role, verb, rest in _parts(sentence):
        if not any(t.is_alpha for t in rest):
            continue
        rules = [t for t in rest if is_own_rule(t)]
        apart = {t.i for rule in rules for t in rule.subtree}
        for rule in rules:
            yield from _rule(sentence, rule)
        rest = _trim([t for t in rest if t.i not in apart])
        stated = _that_clause(rest)
        if stated is not None:
            yield from _stated(sentence, role, verb, rest, stated, body)
        elif role == "own" or role == "uphold":
            head = next((t for t in rest if t.pos_ in {"VERB", "NOUN"} and t.dep_ not in {"amod", "compound"}), rest[0])
            modality = Modality.AFFIRMATION if role == "uphold" else Modality.OBLIGATION
            yield Norm(
                sentence=sentence,
                head=head,
                tokens=tuple(_trim([*verb, *rest])),
                modality=modality,
                obligors=body,
                said_by=verb[-1],
            )
        else:
            yield from _asked(sentence, verb, rest, Modality.PERMISSION if role == "allow" else Modality.OBLIGATION)


def _rule(sentence: Sentence, rule: Token) -> Iterator[Norm]:
    """Yield what a relative clause rules: "a Committee, which shall report … and may recommend …"."""
    acts = conjoined_verbs(rule)
    for act in acts:
        others = {other.i for other in acts} - {act.i}
        modal = modal_of(act) or Modality.OBLIGATION
        yield Norm(
            sentence=sentence,
            head=act,
            tokens=tuple(clause_tokens(act, without=others)),
            modality=modality_of(act, modal),
            bearer=rule.head,
            said_by=act,
            parties_if_open=False,
        )


def _that_clause(rest: list[Token]) -> Token | None:
    """Return the verb of what is decided or demanded: "that both parties cease …", "that X shall …"."""
    that = next((t for t in rest[:3] if t.lower_ == "that"), None)
    if that is None:
        return None
    inside = {t.i for t in rest}
    for token in rest:
        if (
            token.pos_ in {"VERB", "AUX"}
            and token.i > that.i
            and token.dep_ not in {"relcl", "advcl", "acl", "aux", "auxpass"}
        ):
            subject = child(token, "nsubj", "nsubjpass")
            if subject is not None and subject.i in inside:
                return token
    return None


def _stated(
    sentence: Sentence, role: str, verb: list[Token], rest: list[Token], main: Token, body: tuple[str, ...]
) -> Iterator[Norm]:
    """Yield what a that-clause decides or demands, one norm for each coordinated act."""
    acts = [act for act in conjoined_verbs(main) if act.i <= rest[-1].i]
    modal = bool({"shall", "should", "must"} & {a.lower_ for a in main.children}) or role == "ask"
    if not modal:
        modality = Modality.AFFIRMATION if role == "uphold" else Modality.OBLIGATION
        yield Norm(
            sentence=sentence,
            head=main,
            tokens=tuple(_trim([*verb, *rest])),
            modality=modality,
            obligors=body,
            said_by=verb[-1],
        )
        return
    starts = [
        min([w.i for w in act.children if w.dep_ in {"aux", "auxpass", "nsubj", "neg"}] + [act.i]) for act in acts
    ]
    subject = child(main, "nsubj", "nsubjpass")
    for index, act in enumerate(acts):
        stop = starts[index + 1] if index + 1 < len(acts) else rest[-1].i + 1
        own = [t for t in rest if (rest[0].i if index == 0 else starts[index]) <= t.i < stop]
        yield Norm(
            sentence=sentence,
            head=act,
            tokens=tuple(_trim([*verb, *own] if index == 0 else own)),
            modality=modality_of(act),
            bearer=agent_of(act) if is_passive(act) else subject,
            obligors=body if is_passive(act) and agent_of(act) is None and role == "own" else (),
            said_by=verb[-1],
            parties_if_open=role == "own",
        )


def _asked(sentence: Sentence, verb: list[Token], rest: list[Token], modality: Modality) -> Iterator[Norm]:
    acts = _infinitives(rest)
    if not acts:
        head = next((t for t in rest if t.pos_ in {"VERB", "NOUN"}), rest[0])
        yield Norm(
            sentence=sentence,
            head=head,
            tokens=tuple(_trim([*verb, *rest])),
            modality=modality,
            bearer=None,
            said_by=verb[-1],
            parties_if_open=False,
        )
        return
    to = next((word for word in acts[0].children if word.lower_ == "to"), acts[0])
    addressees = [t for t in rest if t.i < to.i]
    bearer = next(
        (
            t
            for t in addressees
            if t.pos_ in {"NOUN", "PROPN", "PRON", "DET"}
            and (
                t.head.i >= to.i
                or t.head in verb
                or t.head not in addressees
                or (t.head.dep_ == "prep" and t.head.head in verb)
            )
        ),
        None,
    )
    starts = [min([t.i for t in act.children if t.lower_ == "to"] or [act.i]) for act in acts]
    for index, act in enumerate(acts):
        stop = starts[index + 1] if index + 1 < len(acts) else rest[-1].i + 1
        own = [t for t in rest if starts[index] <= t.i < stop]
        tokens = _trim([*verb, *addressees, *own] if index == 0 else own)
        if tokens:
            yield Norm(
                sentence=sentence,
                head=act,
                tokens=tuple(tokens),
                modality=modality_of(act, modality),
                bearer=bearer,
                said_by=verb[-1],
                parties_if_open=False,
            )
