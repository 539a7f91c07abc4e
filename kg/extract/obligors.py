"""Obligors: who is bound by a norm, named or inferred, and to which party a passive is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.document.model import DocumentKind
from kg.extract.affiliation import sides_of
from kg.extract.entities.lexicon import lexicon
from kg.extract.norms.modality import GETTING
from kg.extract.norms.model import Norm
from kg.extract.reading import Reading
from kg.extract.roles import actors_of, names_parties, unique
from kg.extract.slots import obligees_of
from kg.extract.syntax import child, children, is_passive, prepositional
from kg.text.segment import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

__all__ = ["FORMAL", "obligors_of", "owed_by_passive"]

#: Kinds of text that name their bodies: "the Joint Commission".
FORMAL = frozenset({DocumentKind.AGREEMENT, DocumentKind.RESOLUTION})


def obligors_of(reading: Reading, norm: Norm) -> tuple[tuple[str, ...], bool]:
    """Return who is bound, and whether that was only inferred; in a treaty the parties, not who acts for them."""
    keys, implicit = _bound(reading, norm)
    if reading.kind is DocumentKind.AGREEMENT:
        sides = tuple(key for key in keys if reading.entities.table[key].type != "Person")
        return sides or keys, implicit
    return keys, implicit


def _bound(reading: Reading, norm: Norm) -> tuple[tuple[str, ...], bool]:
    if norm.obligors:
        return norm.obligors, False
    titled = _bound_by_title(reading, norm)
    if titled:
        return titled, False
    together = norm.bearer or norm.subject or norm.head
    if together is not None and _is_joint(together) and reading.kind not in FORMAL:
        return _joined(reading, norm, together), False
    if norm.head.lemma_.lower() in GETTING and not is_passive(norm.head) and reading.kind not in FORMAL:
        return _owing(reading, norm)
    if norm.bearer is not None:
        keys = actors_of(reading, norm.sentence, norm.bearer)
        if norm.partner is not None:
            keys = unique([*keys, *actors_of(reading, norm.sentence, norm.partner)])
        keys = sides_of(reading, keys)
        if keys:
            return keys, False
        if norm.parties_if_open and norm.bearer.lemma_.lower() in {"party", "side"}:
            return reading.parties, True
    if norm.fallback is not None:
        keys = sides_of(reading, actors_of(reading, norm.sentence, norm.fallback))
        if keys:
            return keys, False
    if norm.parties_if_open and (
        norm.bearer is None or not is_passive(norm.head) or reading.kind is not DocumentKind.AGREEMENT
    ):
        return reading.parties, bool(reading.parties)
    return (), False


def _joined(reading: Reading, norm: Norm, body: Token) -> tuple[str, ...]:
    """Return who is bound by what the parties do together: the body itself, its members, or the parties."""
    acting = actors_of(reading, norm.sentence, body) if _acts_itself(norm, body) else ()
    members = [key for word in prepositional(body, "of") for key in actors_of(reading, norm.sentence, word)]
    return acting or unique(members) or reading.parties


def _owing(reading: Reading, norm: Norm) -> tuple[tuple[str, ...], bool]:
    """Return who owes what somebody gets: the other party, if there is one other."""
    given = set(sides_of(reading, actors_of(reading, norm.sentence, norm.bearer))) if norm.bearer is not None else set()
    others = tuple(key for key in reading.parties if key not in given)
    return (others, True) if len(others) == 1 and given & set(reading.parties) else ((), False)


def _bound_by_title(reading: Reading, norm: Norm) -> tuple[str, ...]:
    """Return whom a title binds: who stands before its verb, "A, B agree to …"; all parties where it shortens them."""
    if norm.said_by is None or norm.bearer is None or reading.block_of(norm.sentence).kind is not BlockKind.TITLE:
        return ()
    if names_parties(norm.bearer):  # "Sudan sides agree …"
        return reading.parties
    before = reading.entities.actors(norm.sentence.start, norm.sentence.at(norm.said_by)[0])
    keys = sides_of(reading, unique([mention.key for mention in before]))
    signs = len(keys) > 1 or norm.agreement is not None  # "Govt and rebels sign": the text names them
    return reading.parties if signs and set(keys) & set(reading.parties) else keys


def _acts_itself(norm: Norm, noun: Token) -> bool:
    """Tell whether a body that the parties share is itself charged: "a joint commission will oversee the truce"."""
    return (
        noun.lemma_.lower() in lexicon().charged and noun in {norm.bearer, norm.subject} and not is_passive(norm.head)
    )


def _is_joint(noun: Token) -> bool:
    """Tell whether a noun is something that the parties do together: "a joint police force"."""
    return any(word.lower_ == "joint" for word in children(noun, "amod"))


def owed_by_passive(reading: Reading, norm: Norm) -> tuple[str, ...]:
    """Return which parties a passive is for: "an annuity shall be paid to the tribe", "the Peru shall be notified"."""
    served = child(norm.head, "nsubjpass") if norm.head.lemma_.lower() in _SERVING else None
    served = norm.subject if norm.head.lemma_.lower() in GETTING else served
    keys = actors_of(reading, norm.sentence, served) if served is not None else ()
    target = next((word for word in _recipients(norm) if word in norm.tokens), None) if not keys else None
    if target is not None and target.lower_ in {"them", "it"}:
        named = reading.entities.actors(norm.sentence.start, norm.sentence.at(target)[0])
        keys = unique([mention.key for mention in named if mention.key in reading.parties])[-1:]
    elif target is not None:
        keys = actors_of(reading, norm.sentence, target)
    keys = keys or obligees_of(reading, norm, ())
    return tuple(key for key in keys if key in reading.parties)


def _recipients(norm: Norm) -> Iterator[Token]:
    """Yield to whom or for whose use something is: "paid to them", "reserved for the use of the tribe"."""
    for verb in norm.verbs or (norm.head,):
        yield from prepositional(verb, "to", "unto")
        for good in prepositional(verb, "for"):
            if good.lemma_.lower() in {"use", "benefit", "accommodation", "support", "advantage"}:
                yield from prepositional(good, "of")


#: Verbs whose passive has as its subject who is served.
_SERVING = frozenset(
    {"notify", "inform", "pay", "allow", "furnish", "supply", "protect", "indemnify", "compensate", "assist", "give"}
)
