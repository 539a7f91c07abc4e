"""Binding verbs: which verbs of a treaty's sentence lay something down, with a modal or by being said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.frames import Modality
from kg.extract.norms.acts import is_verbal
from kg.extract.roles import names_parties
from kg.extract.sentence import Sentence
from kg.extract.syntax import agent_of, auxiliaries, child, children
from kg.extract.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["BINDING", "HOLDING", "PERMITTING", "binding_verbs", "modal_of"]

_MODALS = {
    "shall": Modality.OBLIGATION,
    "will": Modality.OBLIGATION,
    "must": Modality.OBLIGATION,
    "should": Modality.OBLIGATION,
    "may": Modality.PERMISSION,
    "can": Modality.PERMISSION,
}
#: Verbs and adjectives that turn an obligation into a permission or a prohibition.
PERMITTING = frozenset({"allow", "permit", "entitle", "authorize", "authorise", "free", "empower"})
#: Participles that bind or free their own subject: "Peru is obliged to …".
BINDING = frozenset({"oblige", "obligate", "require", "bind", "prohibit", "forbid", "ban", "commit", "enjoin"})
#: Participles that uphold what the parties hold of a thing: "the sum is considered a full compensation".
HOLDING = frozenset({"consider", "deem", "regard", "recognize", "recognise", "acknowledge"})
#: Verbs that ask of others what follows, and are themselves what is laid down.
_ASKING = frozenset({"request", "ask", "demand", "propose", "recommend", "require", "desire", "wish"})
#: Words that begin a condition.
_CONDITIONS = frozenset({"if", "unless", "when", "whenever", "until", "whether", "where", "wherever", "while", "lest"})


def modal_of(verb: Token) -> Modality | None:
    """Return the modality of the modal that a verb has, or shares with the verb it is coordinated with."""
    return next((_MODALS[word] for word in auxiliaries(verb) if word in _MODALS), None)


def binding_verbs(sentence: Sentence) -> Iterator[Token]:
    """Yield the verbs of a sentence that bind somebody, the first of those that share a subject."""
    supplied = sentence.tokens.doc[: sentence.tokens.end]
    for token in supplied if sentence.supplied else sentence.tokens:
        if not is_verbal(token) or token.dep_ in {"aux", "auxpass"}:
            continue
        if token.dep_ == "conj" and is_verbal(token.head) and not children(token, "nsubj", "nsubjpass", "aux"):
            continue
        if _governed_by_norm(token) or _is_condition(token) or _only_measures(token):
            continue
        if modal_of(token) is not None or _is_performed(token) or _is_laid_down(token):
            yield token


def _governed_by_norm(verb: Token) -> bool:
    """Tell whether a clause only qualifies another one: "as shall be agreed", "which may be found"."""
    token = verb
    while token.dep_ not in {"ROOT"} and token.head != token:
        if token.dep_ in {"relcl", "advcl", "acl", "pcomp", "csubj"} and not _is_that_clause(token):
            return True
        if token.dep_ == "ccomp" and token.head.pos_ in {"VERB", "AUX"} and not _is_stated(token.head):
            return True
        token = token.head
    return False


def _is_that_clause(verb: Token) -> bool:
    """Tell whether the parser took for a relative clause what is agreed: "agreed between the parties that X be …"."""
    mark = child(verb, "mark")
    return verb.dep_ == "relcl" and mark is not None and mark.lower_ == "that" and child(verb, *_SUBJECTS) is not None


_SUBJECTS = ("nsubj", "nsubjpass")


def _only_measures(verb: Token) -> bool:
    """Tell whether a clause only says how much or which: "such teachers as may be necessary", "which may be found"."""
    modal = next((word for word in children(verb, "aux") if word.lower_ in {"may", "can"}), None)
    if modal is None or modal.i == 0:
        return False
    before = modal.nbor(-1).lower_
    return before in {"as", "than"} or (before in {"which", "that", "who"} and verb.dep_ != "relcl")


def _is_stated(verb: Token) -> bool:
    """Tell whether what depends on the verb is itself agreed: "it is agreed that …", "the parties agree that …"."""
    return verb.lemma_.lower() in words().perform or verb.dep_ == "ROOT"


def _is_condition(verb: Token) -> bool:
    """Tell whether a clause only says when something holds, also one that the parser took for the main clause."""
    if any(word.lower_ in _CONDITIONS and word.i < verb.i for word in children(verb, "mark", "advmod")):
        return True
    should = next((word for word in children(verb, "aux") if word.lower_ == "should"), None)
    subject = child(verb, "nsubj", "nsubjpass")
    if should is None:
        return False
    return (subject is not None and should.i < subject.i) or any(w.lower_ == "have" for w in children(verb, "aux"))


def _is_performed(verb: Token) -> bool:
    """Tell whether a verb binds by being said: in the present, or "have agreed", "do hereby cede"."""
    subject = child(verb, "nsubj")
    lemma = verb.lemma_.lower()
    if lemma not in words().perform and not (verb.pos_ == "NOUN" and lemma.removesuffix("e") in words().perform):
        plural = subject is not None and names_parties(subject) and verb.dep_ == "ROOT"
        return plural and verb.tag_ in {"VBZ", "VBP"} and lemma not in words().perform_describes
    if verb.dep_ != "xcomp" and subject is not None and verb.tag_ in {"VBZ", "VBP", "VB", "NNS"}:
        return True
    has = {word.lower_ for word in children(verb, "aux")}
    return (
        verb.tag_ in {"VBN", "VBD"}
        and bool(has & {"have", "has", "hereby", "do", "does"})
        and verb.dep_ in {"ROOT", "conj", "ccomp"}
    )


def _is_laid_down(verb: Token) -> bool:
    """Tell whether a rule is said without a modal: "is authorized to", "are to be reported", "to be binding"."""
    subject = child(verb, *_SUBJECTS)
    bare = any(word.lower_ == "be" and word.tag_ == "VB" for word in children(verb, "auxpass"))
    if bare and subject is not None and not children(verb, "aux") and verb.dep_ != "conj":
        return verb.head.lemma_.lower() not in _ASKING  # "it is agreed that the tracts be set apart"
    if verb.tag_ in {"VB", "VBN"} and "to" in {word.lower_ for word in children(verb, "aux")}:
        if verb.dep_ == "xcomp" and verb.head.lemma_ == "be" and verb.head.tag_ in {"VBZ", "VBP"}:
            return child(verb.head, "nsubj", "nsubjpass", "attr", "acomp") is not None and not children(
                verb.head, "attr", "acomp", "expl"
            )
        return verb.dep_ == "ROOT" and subject is not None
    now = any(word.tag_ in {"VBZ", "VBP"} for word in children(verb, "auxpass"))
    if not now or subject is None:
        return False
    hereby = any(word.lower_ == "hereby" for word in children(verb, "advmod"))
    held = verb.lemma_.lower() in HOLDING and (child(verb, "oprd") is not None or _by_parties(verb))
    return hereby or held or verb.lemma_.lower() in PERMITTING | BINDING


def _by_parties(verb: Token) -> bool:
    agent = agent_of(verb)
    return agent is not None and names_parties(agent)
