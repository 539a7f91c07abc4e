"""Acts that digests list behind each other: "parties to cease fire, govt to free prisoners and rebels to …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.syntax import children

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["listed_acts"]

#: Nouns that take "to do" themselves: "a right to return".
_NO_DOERS = frozenset(
    {"right", "plan", "effort", "decision", "bid", "attempt", "move", "way", "step", "measure", "deal", "agreement"}
    | {"order", "chance", "ability", "need", "commitment", "pledge", "promise", "obligation", "call", "failure"}
)
#: Verbs after which "A and B to do" is what somebody asks of them.
_ASKS = frozenset(
    {"invite", "ask", "request", "urge", "call", "allow", "permit", "enable", "encourage", "authorise", "authorize"}
)


def listed_acts(verb: Token) -> list[tuple[Token, Token, list[Token]]]:
    """Return the acts listed behind "X to do", each with its doer and its words; none if there is no list.

    The parser hangs the later doers on the first verb as its objects and their verbs as its purposes.

    Args:
        verb: An infinitive with "to" and a subject of its own.

    Returns:
        The first act and the later ones: verb, doer, and the words from the doer on.
    """
    subject = next(iter(children(verb, "nsubj", "nsubjpass")), None)
    if subject is None or verb.tag_ not in {"VB", "VBN"} or not _has_to(verb):
        return []
    found = []
    for word in verb.subtree:
        doer = subject if word == verb else _doer_before(word)
        if doer is not None:
            found.append((word, doer))
    if len(found) < 2:
        return []
    end = max(word.i for word in verb.subtree) + 1
    edges = [doer.left_edge.i for _, doer in found] + [end]
    return [(act, doer, _trim(act, edges[i], edges[i + 1])) for i, (act, doer) in enumerate(found)]


def _doer_before(verb: Token) -> Token | None:
    """Return the noun right before "to do" that stands at the start of a part of the list."""
    if verb.tag_ != "VB" or not _has_to(verb):
        return None
    position = next(word.i for word in verb.children if word.lower_ == "to") - 1
    doer = verb.doc[max(0, position)]
    edge = doer.left_edge
    if any(ancestor.lemma_.lower() in _ASKS for ancestor in verb.ancestors):
        return None  # "to invite A and B to send monitors": one act
    opens = edge.i > 0 and edge.nbor(-1).lower_ in {",", "and", ";", "while"}
    return doer if opens and doer.pos_ in {"NOUN", "PROPN"} and doer.lemma_.lower() not in _NO_DOERS else None


def _has_to(verb: Token) -> bool:
    return any(word.lower_ == "to" for word in children(verb, "aux"))


def _trim(act: Token, start: int, end: int) -> list[Token]:
    words = list(act.doc[start:end])
    while words and (words[-1].is_punct or words[-1].is_space or words[-1].lower_ in {"and", "while"}):
        words.pop()
    return words
