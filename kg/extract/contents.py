"""Contents: the words that the syntax hangs on a verb of saying, and that are what is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.syntax import child, children, clause_tokens, is_passive
from kg.extract.tables import claim_words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["contents_of", "own_words", "without_that"]


def own_words(verb: Token, speaker: Token) -> list[Token]:
    """Return the words of a clause without its speaker; a relative clause stands inside the phrase of its speaker."""
    inside = speaker in verb.ancestors
    cut = {t.i for t in verb.children if t.tag_ in {"WP", "WDT"}} if inside else {t.i for t in speaker.subtree}
    return [t for t in clause_tokens(verb) if t.i not in cut]


def contents_of(verb: Token, speaker: Token) -> Iterator[list[Token]]:
    """Yield the words of each statement that the syntax hangs on a verb of saying."""
    lists, lemma = claim_words(), verb.lemma_.lower()
    if is_passive(verb):
        subject = child(verb, "nsubjpass")
        cut = {t.i for t in subject.subtree} if subject is not None else set()
        if lemma in lists.say_thing:
            yield [t for t in clause_tokens(verb) if t.i not in cut]
        return
    clauses = [c for c in children(verb, "ccomp", "xcomp", "parataxis") if len(list(c.subtree)) > 2]
    clause = next((c for c in clauses if c.i > verb.i), clauses[0] if clauses else None)
    if lemma in lists.say_phrase and lemma != "warn":
        called = lemma != "call" or any(p.lower_ in {"for", "on", "upon"} for p in children(verb, "prep"))
        if called or children(verb, "oprd", "ccomp", "xcomp", "dobj"):
            yield [t for t in own_words(verb, speaker) if called is False or t.i >= verb.i]
    elif clause is not None:
        for said in clauses if speaker.i > verb.i and speaker.dep_ == "dobj" else [clause]:
            inside = said in speaker.ancestors or speaker in said.ancestors
            cut = set() if inside else {t.i for t in speaker.subtree}
            yield without_that([t for t in said.subtree if t.i not in cut])
    elif verb.dep_ == "parataxis":
        own = {t.i for t in verb.subtree}
        yield [t for t in verb.head.subtree if t.i not in own]
    elif lemma in lists.say_thing:
        for thing in children(verb, "dobj"):
            if thing.lower_ == "which" and lemma in lists.deny:  # "…, which the ministry denied"
                yield clause_tokens(verb)
                continue
            remarks = {t.i for part in thing.subtree if part.dep_ == "relcl" for t in part.subtree}
            if lemma in lists.deny:
                yield [t for t in own_words(verb, speaker) if t.i >= verb.i]
            else:
                yield [t for t in thing.subtree if t.i not in remarks]


def without_that(tokens: list[Token]) -> list[Token]:
    """Return the words of a statement without the "that" or the commas before it."""
    while tokens and (
        (tokens[0].lower_ in {"that", "how", "whether"} and tokens[0].dep_ in {"mark", "advmod"}) or tokens[0].is_punct
    ):
        tokens = tokens[1:]
    return tokens
