"""Norms of resolutions: what the body decides, asks, allows and upholds, told by the verbs of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract.frames import Modality
from kg.extract.norms.addressed import addressees_of, infinitives, start_of, without_relatives
from kg.extract.norms.formal import is_own_rule, modal_of
from kg.extract.norms.modality import modality_of
from kg.extract.norms.model import Norm
from kg.extract.norms.operative import Part, parts_of, trimmed
from kg.extract.norms.points import is_point, leads_points, led_by, point_norms
from kg.extract.norms.stated import clauses_of, opens_aside, stated_norms
from kg.extract.reading import Reading
from kg.extract.roles import actors_of, unique
from kg.extract.sentence import Sentence
from kg.extract.syntax import agent_of, children, clause_tokens, conjoined_verbs, coordinated, prepositional
from kg.extract.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["resolution_norms"]

#: A coordinated noun is a demand of its own if it has a complement: "the end of … and the release of …".
_COMPLEMENTS = frozenset({"of", "to", "from", "by", "for"})


def resolution_norms(reading: Reading, sentence: Sentence) -> Iterator[Norm]:
    """Yield the norms of one operative paragraph.

    Args:
        reading: The document.
        sentence: A sentence of the paragraph.
    """
    point, leads = is_point(reading, sentence), leads_points(reading, sentence)
    parts = parts_of(sentence)
    if point and not (parts and _speaks_for_body(reading, sentence, parts[0])):
        if not leads:
            yield from point_norms(reading, sentence)
        return
    addressed: tuple[str, ...] = ()
    for part in parts:
        if part.role == "bare" or not any(t.is_alpha for t in part.rest):
            continue
        rules = [t for t in part.rest if is_own_rule(t)]
        rest = trimmed(without_relatives(part.rest, rules))
        if rest:
            for norm in _norms(reading, sentence, part, rest, addressed):
                addressed = norm.obligors if part.role in {"ask", "allow"} else addressed
                if not (leads and _is_open(part, norm)):
                    yield norm
        for rule in rules[:1]:
            yield from _rule(reading, sentence, rule, part.rest)


def _is_first(that: Token, rest: Sequence[Token]) -> bool:
    """Tell whether a that-clause says what is decided, and does not follow another act: "to extend …, and that …"."""
    return that in rest[:3] or opens_aside(rest) or not any(t.tag_ in {"VB", "CC"} for t in rest if t.i < that.i)


def _speaks_for_body(reading: Reading, sentence: Sentence, part: Part) -> bool:
    """Tell whether a point says itself what the body does: "(a) To call upon the parties …", "(b) Requests …"."""
    verb = next((t for t in part.verb if t.tag_ in {"VB", "VBZ"}), part.verb[0])
    if part.verb[0].lower_ == "to":
        return part.role == "ask" and led_by(reading, sentence) in {(), reading.parties}
    return verb.tag_ == "VBZ"


def _is_open(part: Part, norm: Norm) -> bool:
    """Tell whether a lead-in says nothing without its points: "calls upon all States:", "that X shall prevent:"."""
    last = norm.tokens[-1]
    if last.pos_ in {"VERB", "AUX", "ADP", "PART", "SCONJ"}:
        return True
    if norm.tokens[0].lower_ == "to" and any(t.lower_ == "following" for t in norm.tokens[:4]):
        return True  # "…, to undertake the following tasks:"
    return part.role in {"ask", "allow"} and norm.head.pos_ not in {"VERB", "AUX"}


def _norms(
    reading: Reading, sentence: Sentence, part: Part, rest: list[Token], addressed: tuple[str, ...]
) -> Iterator[Norm]:
    clauses = clauses_of(part)
    opens = bool(clauses) and _is_first(clauses[0][0], rest)
    if clauses and not opens:
        rest = trimmed([t for t in rest if t.i < clauses[0][0].i])
    if opens or not rest:
        pass
    elif part.role in {"own", "uphold"}:
        yield from _own(reading, sentence, part, rest)
    else:
        yield from _asked(reading, sentence, part, rest, addressed)
    for index, clause in enumerate(clauses):
        yield from stated_norms(reading, sentence, part, trimmed(clause), first=opens and index == 0)


def _rule(reading: Reading, sentence: Sentence, rule: Token, rest: Sequence[Token]) -> Iterator[Norm]:
    """Yield what a relative clause rules: "a Committee, which shall report … and may recommend …"."""
    end = rest[-1].i
    acts = [rule, *(act for act in conjoined_verbs(rule) if act != rule and act.i <= end)]
    joined = (t for t in rest if t.i > rule.i and t.pos_ in {"VERB", "AUX"} and t.dep_ == "conj")
    acts += [act for act in joined if act not in acts and modal_of(act) is not None]
    acts.sort(key=lambda act: act.i)
    bearer = rule.head
    while bearer.dep_ == "pobj" and bearer.head.lower_ == "of" and bearer.head.head.pos_ in {"NOUN", "PROPN"}:
        bearer = bearer.head.head
    for act in acts:
        others = {other.i for other in acts} - {act.i}
        modal = modal_of(act) or Modality.OBLIGATION
        tokens = [t for t in clause_tokens(act, without=others) if t.i <= end]
        yield Norm(
            sentence=sentence,
            head=act,
            tokens=tuple(trimmed(tokens)),
            modality=modality_of(act, modal),
            bearer=bearer,
            said_by=act,
            parties_if_open=False,
        )


def _own(reading: Reading, sentence: Sentence, part: Part, rest: list[Token]) -> Iterator[Norm]:
    """Yield what the body itself does or upholds, one norm for each coordinated infinitive."""
    acts = infinitives(rest) if rest[0].lower_ == "to" else []
    if not acts:
        nouns = (t for t in rest if t.pos_ in {"VERB", "NOUN"} and t.dep_ not in {"amod", "compound"})
        acts = [next(nouns, rest[0])]
    modality = Modality.AFFIRMATION if part.role == "uphold" else Modality.OBLIGATION
    for index, tokens in enumerate(_cut(part.verb, rest, acts)):
        if tokens:
            yield Norm(
                sentence=sentence,
                head=acts[index],
                tokens=tuple(tokens),
                modality=modality,
                obligors=reading.parties,
                said_by=part.verb[-1],
            )


def _cut(verb: Sequence[Token], rest: list[Token], acts: list[Token]) -> list[list[Token]]:
    """Return the words of each of some coordinated acts, the operative verb with the first."""
    starts = [start_of(act) for act in acts]
    wordings: list[list[Token]] = []
    for index in range(len(acts)):
        stop = starts[index + 1] if index + 1 < len(acts) else rest[-1].i + 1
        start = rest[0].i if index == 0 else starts[index]
        own = [t for t in rest if start <= t.i < stop]
        wordings.append(trimmed([*verb, *own] if index == 0 else own))
    return wordings


def _asked(
    reading: Reading, sentence: Sentence, part: Part, rest: list[Token], addressed: tuple[str, ...]
) -> Iterator[Norm]:
    """Yield what is asked of whom: "the Secretary-General to report", "the immediate release of all prisoners"."""
    modality = Modality.PERMISSION if part.role == "allow" else Modality.OBLIGATION
    acts = infinitives(rest)
    if not acts:
        yield from _wanted(reading, sentence, part, rest, modality)
        return
    to = start_of(acts[0])
    bearer, keys = addressees_of(reading, sentence, [t for t in rest if t.i < to])
    if bearer is not None and bearer.pos_ == "PRON":
        keys = addressed or keys or _named_before(reading, sentence, bearer)
    wordings = _cut(part.verb, rest, acts)
    for act, tokens in zip(acts, wordings, strict=True):
        if tokens:
            yield Norm(
                sentence=sentence,
                head=act,
                tokens=tuple(tokens),
                modality=modality_of(act, modality),
                bearer=bearer,
                obligors=keys,
                said_by=part.verb[-1],
                parties_if_open=False,
            )


def _named_before(reading: Reading, sentence: Sentence, pronoun: Token) -> tuple[str, ...]:
    """Return the last actor of the paragraph before a pronoun: "notes the intention of X, and requests him to …"."""
    person = pronoun.lower_ in {"him", "her"}
    table = reading.entities.table
    before = reading.entities.actors(sentence.start, sentence.at(pronoun)[0])
    found = [m.key for m in before if (table[m.key].type == "Person") == person and m.key not in reading.parties]
    return tuple(found[-1:])


def _wanted(reading: Reading, sentence: Sentence, part: Part, rest: list[Token], modality: Modality) -> Iterator[Norm]:
    """Yield what is asked for by a noun: "the immediate end of … and the release of …"."""
    inside = {t.i for t in rest}
    first = next((t for t in rest if t.pos_ == "NOUN" and t.dep_ not in {"amod", "compound"}), None)
    first = first or next((t for t in rest if t.pos_ == "VERB"), rest[0])
    heads = [first, *(h for h in coordinated(first)[1:] if h.i in inside and _has_complement(h))]
    starts = [min(w.i for w in head.subtree if w.i in inside) for head in heads]
    for index, head in enumerate(heads):
        stop = starts[index + 1] if index + 1 < len(heads) else rest[-1].i + 1
        own = [t for t in rest if (rest[0].i if index == 0 else starts[index]) <= t.i < stop]
        doers = [*prepositional(head, "by", "between"), *([agent] if (agent := agent_of(head)) is not None else [])]
        if not doers and head.lemma_.lower() in words().self_act:
            doers = prepositional(head, "of", "from")[:1]  # "the withdrawal of Peruvian troops"
        keys = unique([key for doer in doers for key in actors_of(reading, sentence, doer)])
        keys = keys or _asked_from(reading, sentence, part, head)
        tokens = trimmed([*part.verb, *own] if index == 0 else own)
        if tokens:
            yield Norm(
                sentence=sentence,
                head=head,
                tokens=tuple(tokens),
                modality=modality,
                obligors=keys,
                said_by=part.verb[-1],
                parties_if_open=False,
            )


def _asked_from(reading: Reading, sentence: Sentence, part: Part, wanted: Token) -> tuple[str, ...]:
    """Return of whom something is demanded: "demands full respect for the Force from all parties in Peru"."""
    if wanted.lemma_.lower() in words().self_act:
        return ()  # "the withdrawal from Peru"
    holders = [wanted, *(word for word in part.rest if word.dep_ == "pobj"), *part.verb]
    doers = [doer for holder in holders for doer in prepositional(holder, "from")]
    return unique([key for doer in doers for key in actors_of(reading, sentence, doer)])


def _has_complement(noun: Token) -> bool:
    preps = [prep for prep in children(noun, "prep", "agent") if prep.lower_ in _COMPLEMENTS]
    return any(prep.i + 1 < len(prep.doc) and not prep.nbor(1).is_punct for prep in preps)
