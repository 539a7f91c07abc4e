"""The slots of a commitment: to whom, from when and until when, on what condition, about whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.entities.model import Form
from kg.extract.norms.model import Norm
from kg.extract.reading import Reading
from kg.extract.roles import actors_of, unique
from kg.extract.syntax import child, children

if TYPE_CHECKING:
    pass

__all__ = ["concerns_of", "condition_of", "obligees_of"]

_GIVING = frozenset(
    {
        "give",
        "pay",
        "cede",
        "deliver",
        "allow",
        "grant",
        "transfer",
        "provide",
        "furnish",
        "hand",
        "return",
        "release",
        "guarantee",
        "report",
        "submit",
        "assure",
        "relinquish",
        "surrender",
        "convey",
        "sell",
        "restore",
        "secure",
        "supply",
        "annex",
        "extend",
        "lend",
        "present",
        "communicate",
        "notify",
        "consent",
        "promise",
        "engage",
        "offer",
        "assign",
        "co-operate",
        "cooperate",
        "assist",
        "help",
        "inform",
        "acknowledge",
        "declare",
    }
)


def obligees_of(reading: Reading, norm: Norm, obligors: tuple[str, ...]) -> tuple[str, ...]:
    """Return to whom an act is owed: who is given, paid, told or assured."""
    if norm.head.pos_ not in {"VERB", "AUX"} and not norm.verbs:
        return ()
    keys: list[str] = []
    verbs = [*(norm.verbs or (norm.head,)), *([norm.said_by] if norm.said_by is not None else [])]
    for verb in verbs:
        if verb.lemma_.lower() not in _GIVING:
            continue
        for token in [
            *children(verb, "dative"),
            *[p for p in children(verb, "prep") if p.lower_ in {"to", "with", "unto"}],
        ]:
            target = child(token, "pobj") if token.pos_ == "ADP" else token
            if target is not None and target in norm.tokens:
                keys += actors_of(reading, norm.sentence, target)
        for thing in children(verb, "ccomp"):
            recipient = child(thing, "nsubj") if thing.pos_ == "NOUN" else None
            keys += actors_of(reading, norm.sentence, recipient) if recipient is not None else ()
        if verb.lemma_.lower() in {
            "allow",
            "pay",
            "give",
            "grant",
            "furnish",
            "assure",
            "notify",
            "inform",
            "assist",
            "help",
        }:
            for target in children(verb, "dobj"):
                keys += actors_of(reading, norm.sentence, target)
    return tuple(key for key in unique(keys) if key not in obligors)


def condition_of(norm: Norm) -> str | None:
    """Return the condition an act stands under: "if …", "unless …"."""
    for clause in children(norm.head, "advcl"):
        mark = child(clause, "mark")
        if mark is not None and mark.lower_ in {"if", "unless", "provided", "once", "until"}:
            return " ".join(
                str(t.doc[min(w.i for w in clause.subtree) : max(w.i for w in clause.subtree) + 1]) for t in [clause]
            )
    return None


def concerns_of(reading: Reading, norm: Norm, known: set[str]) -> tuple[str, ...]:
    """Return the actors that an act is about, but for those already known in a role."""
    keys: list[str] = []
    for token in norm.tokens:
        if token.dep_ in {"pobj", "dobj", "conj"} and token.pos_ in {"PROPN", "NOUN"}:
            if token.dep_ == "pobj" and token.head.lower_ in {"in", "at", "by", "between", "under", "per", "from"}:
                continue
            start, end = norm.sentence.at(token)
            keys += [
                m.key
                for m in reading.entities.at(start, end)
                if reading.entities.is_actor(m) and m.form not in {Form.DEMONYM, Form.NOMINAL}
            ]
    return tuple(key for key in unique(keys) if key not in known)
