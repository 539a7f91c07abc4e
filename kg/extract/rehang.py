"""Rehang: set right what the parser regularly hangs the wrong way round in a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.tables import claim_words
from kg.extract.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["rehang"]

#: How the verb of saying at the end of a sentence is hung on what it says.
_WRONG = frozenset({"ccomp", "conj", "advcl", "parataxis", "dep"})
#: What it may govern itself: "told reporters", "said on Monday after talks"; a clause of its own it may not.
_CONTENT = frozenset({"ccomp", "xcomp", "mark", "auxpass", "neg"})


def rehang(doc: Doc) -> None:
    """Hang what is said on the verb of saying that follows it: "they agreed to a truce, the envoy said on Monday".

    Args:
        doc: A parsed stretch of a report; its heads are changed in place.
    """
    for token in doc:
        if token.tag_ == "VB" and token.dep_ == "ROOT":
            _find_doer(token)
        elif token.tag_ == "VB" and token.dep_ == "advcl":
            _list_on(token)
        if token.dep_ in _WRONG and _tells_on(token):
            said = token.head
            top, dep = said.head, said.dep_
            token.head = token if top == said else top
            token.dep_ = dep
            said.head = token
            said.dep_ = "ccomp"


def _list_on(verb: Token) -> None:
    """Hang the later acts of "undertook to deny …, to expel … and to put up …" on the first."""
    to = verb.nbor(-1) if verb.i else verb
    listed = to.lower_ == "to" and to.i > 0 and to.nbor(-1).text == ","
    goes_on = any(word.dep_ == "conj" and word.tag_ == "VB" and word.nbor(-1).lower_ == "to" for word in verb.children)
    if not (listed and goes_on):
        return
    agree = words().agree
    before = (t for t in reversed(verb.doc[: to.i]) if t.tag_ == "VB" and t.dep_ == "xcomp" and t.sent == verb.sent)
    first = next((t for t in before if t.head.lemma_.lower() in agree), None)
    if first is not None and first not in verb.subtree and verb not in first.ancestors:
        verb.head, verb.dep_ = first, "conj"


def _find_doer(verb: Token) -> None:
    """Make a name before "to do" its subject where the parser does not know it: "FNL to assemble fighters"."""
    if verb.i < 2 or verb.nbor(-1).lower_ != "to" or any(word.dep_ in {"nsubj", "nsubjpass"} for word in verb.children):
        return
    doer = verb.nbor(-2)
    if doer.head == verb and doer.text[0].isupper() and doer.dep_ in {"advmod", "dep", "npadvmod", "amod"}:
        doer.dep_ = "nsubj"
        doer.pos_, doer.tag_ = "PROPN", "NNP"


def _tells_on(word: Token) -> bool:
    """Tell whether a clause is itself the end of the sentence: "…, an official said, AFP reports"."""
    return word.pos_ == "VERB" and word.lemma_.lower() in claim_words().say and _is_tail(word)


def _is_tail(verb: Token) -> bool:
    """Tell whether "…, X said" ends what stands before it."""
    said = verb.head
    subject = next((word for word in verb.children if word.dep_ == "nsubj"), None)
    if said.i > verb.i or subject is None or subject.i > verb.i or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return False
    if any(word.dep_ in _CONTENT and not _tells_on(word) for word in verb.children) or subject.tag_ in {"WDT", "WP"}:
        return False
    first = subject.left_edge.i
    after = {word.text for word in verb.doc[verb.i + 1 : verb.i + 2]}
    joined = said.i < first and verb.doc[first - 1].text == ","
    return joined and not any(word.dep_ == "dobj" and word.i > verb.i for word in verb.children) and ":" not in after
