"""Commitments: norms with their slots filled, and repeated ones merged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.document.model import DocumentKind
from kg.extract.affiliation import sides_of
from kg.extract.entities.model import Form
from kg.extract.frames import Commitment, Modality, Quantity
from kg.extract.norms.formal import formal_norms
from kg.extract.norms.led import led_norms
from kg.extract.norms.model import Norm
from kg.extract.norms.reported import item_norms, opens_terms, reported_norms, term_norms
from kg.extract.norms.resolution import resolution_norms
from kg.extract.reading import Reading
from kg.extract.roles import actors_of, places_below, unique
from kg.extract.sentence import Sentence
from kg.extract.syntax import child, children, is_passive
from kg.extract.theme import classify
from kg.extract.words import words
from kg.text.moment import Moment
from kg.text.segment import BlockKind
from kg.text.span import Span
from kg.text.times import TimeMention, TimeRelation, resolve_deadline

if TYPE_CHECKING:
    pass

__all__ = ["find_commitments", "find_norms"]

_LEAD = re.compile(r"\b(?:agree[ds]?|agreement|points?|provisions?|terms?|undertake|commit)\b", re.IGNORECASE)
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
_NO_NORMS = frozenset(
    {
        BlockKind.TITLE,
        BlockKind.HEADING,
        BlockKind.CLOSING,
        BlockKind.SIGNATURE,
        BlockKind.FOOTNOTE,
        BlockKind.BYLINE,
        BlockKind.ADOPTION,
    }
)


def find_norms(reading: Reading) -> Iterator[Norm]:
    """Yield the norms of a document, each sentence read by the rules of its kind of text."""
    among_terms, block_of_terms = False, -1
    for sentence in reading.sentences:
        block = reading.block_of(sentence)
        if block.kind in _NO_NORMS and (block.kind is not BlockKind.TITLE or reading.is_headline(sentence)):
            continue
        if reading.kind is DocumentKind.RESOLUTION:
            if block.kind is not BlockKind.PREAMBLE:
                yield from resolution_norms(sentence, reading.parties)
            else:
                yield from _principles(sentence, reading)
        elif reading.kind is DocumentKind.AGREEMENT:
            if block.kind is BlockKind.PREAMBLE:
                yield from _principles(sentence, reading)
            elif not _is_recital(sentence):
                found = list(formal_norms(sentence))
                yield from found or led_norms(reading, sentence)
        elif sentence.item or _is_agreed_item(reading, sentence):
            yield from item_norms(sentence)
        elif not reading.is_headline(sentence):
            if sentence.block != block_of_terms:
                among_terms = False
            found = list(reported_norms(sentence))
            among_terms = among_terms or opens_terms(sentence)
            block_of_terms = sentence.block
            heads = {norm.head.i for norm in found}
            yield from found
            if among_terms:
                yield from (
                    norm for norm in term_norms(sentence) if norm.head.i not in heads and not _inside(norm, found)
                )


def _inside(norm: Norm, found: list[Norm]) -> bool:
    """Tell whether a norm only repeats a part of another one of its sentence."""
    own = {token.i for token in norm.tokens}
    return any(len(own & {token.i for token in other.tokens}) > 0.6 * len(own) for other in found)


def _is_recital(sentence: Sentence) -> bool:
    """Tell whether a sentence only tells of the parties: "a convention entered into … between …"."""
    first = next((token.lower_ for token in sentence.tokens if token.is_alpha), "")
    return first == "whereas" or not any(token.pos_ in {"VERB", "AUX"} for token in sentence.tokens)


def _is_agreed_item(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether a sentence is a point below a line that says it was agreed."""
    if reading.block_of(sentence).kind not in {BlockKind.BULLET, BlockKind.ITEM}:
        return False
    around = reading.around(sentence)[1:]
    return any(_LEAD.search(reading.cleaned, block.span.start, block.span.end) for block in around)


def _principles(sentence: Sentence, reading: Reading) -> Iterator[Norm]:
    """Yield a principle that a preamble reaffirms."""
    lists = words()
    tokens = [t for t in sentence.tokens if not t.is_space]
    if not tokens or not any(t.lemma_.lower() in lists.principle for t in tokens):
        return
    first = tokens[0]
    lemma = first.lemma_.lower()
    if (
        lemma in lists.affirm
        or first.lower_.rstrip("ing").rstrip("e") in {w.rstrip("e") for w in lists.affirm}
        or first.lower_ in {"reaffirming", "affirming"}
    ):
        head = next(t for t in tokens if t.lemma_.lower() in lists.principle)
        while tokens and tokens[-1].is_punct:
            tokens.pop()
        yield Norm(
            sentence=sentence,
            head=head,
            tokens=tuple(tokens),
            modality=Modality.AFFIRMATION,
            obligors=reading.parties,
            said_by=first,
        )


#: What may trail a statement in a post: who said it, tags and addresses.
_TRAILING = re.compile(
    r"\s+(?:[-–—]\s*[A-Z][\w.'-]*(?:\s+[A-Z][\w.'-]+)*\s*)?(?:#\w+\s*)*(?:https?://|pic\.twitter|www\.)\S*.*$",
    re.DOTALL,
)
_LEADING = re.compile(r"(?:that|which|and|but)\s+", re.IGNORECASE)


def _evidence(reading: Reading, norm: Norm) -> Span:
    start, end = norm.sentence.cover(norm.tokens)
    text = reading.document.text[start:end]
    trailing = _TRAILING.search(text)
    if trailing and trailing.start() > 0:
        end = start + trailing.start()
    leading = _LEADING.match(text)
    if leading and leading.end() < end - start:
        start += leading.end()
    return reading.document.span(start, end)


def _obligors(reading: Reading, norm: Norm) -> tuple[tuple[str, ...], bool]:
    """Return who is bound, and whether that was only inferred."""
    if norm.obligors:
        return norm.obligors, False
    if norm.bearer is not None:
        keys = sides_of(reading, actors_of(reading, norm.sentence, norm.bearer))
        if keys:
            return keys, False
        if norm.parties_if_open and norm.bearer.lemma_.lower() in {"party", "side"}:
            return reading.parties, True
    if norm.parties_if_open and (
        norm.bearer is None or not is_passive(norm.head) or reading.kind is not DocumentKind.AGREEMENT
    ):
        return reading.parties, bool(reading.parties)
    return (), False


def _obligees(reading: Reading, norm: Norm, obligors: tuple[str, ...]) -> tuple[str, ...]:
    if norm.head.pos_ not in {"VERB", "AUX"}:
        return ()
    keys: list[str] = []
    verbs = [norm.head, *([norm.said_by] if norm.said_by is not None else [])]
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


def _when(reading: Reading, norm: Norm, span: Span) -> tuple[Moment | None, Moment | None, Moment | None]:
    """Return from when, until when and by when, from the times in the passage that are not those of the report."""
    start = until = due = None
    signed = Moment.of(reading.document.date) if reading.document.date else None
    anchors = {name: signed for name in ("signature", "signing", "the signing", "") if signed is not None}
    for mention in reading.times_in(span.start, span.end):
        if _dates_the_telling(norm, mention):
            continue
        relation = mention.relation
        if relation in {TimeRelation.FROM, TimeRelation.AFTER} or (
            relation is TimeRelation.ON and mention.until is None and mention.start
        ):
            if norm.head.lemma_.lower() in {"meet", "reconvene", "convene", "hold"} and relation is TimeRelation.ON:
                due = due or mention.start
            else:
                start = start or mention.start
                until = until or mention.until
        elif relation is TimeRelation.UNTIL:
            until = until or mention.until or mention.start
        elif relation in {TimeRelation.BY, TimeRelation.BEFORE, TimeRelation.WITHIN}:
            due = due or (resolve_deadline(mention, anchors) if mention.duration else mention.until or mention.start)
        elif mention.start is not None and mention.until is not None:
            start, until = start or mention.start, until or mention.until
    return start, until, due


def _dates_the_telling(norm: Norm, mention: TimeMention) -> bool:
    """Tell whether a date belongs to the verb of agreeing and not to the act: "on 20 March agreed to …"."""
    if norm.said_by is None or norm.said_by == norm.head:
        return False
    end = norm.sentence.at(norm.said_by)[1]
    return mention.span.start < end and norm.sentence.at(norm.head)[0] > end


def _condition(norm: Norm) -> str | None:
    for clause in children(norm.head, "advcl"):
        mark = child(clause, "mark")
        if mark is not None and mark.lower_ in {"if", "unless", "provided", "once", "until"}:
            return " ".join(
                str(t.doc[min(w.i for w in clause.subtree) : max(w.i for w in clause.subtree) + 1]) for t in [clause]
            )
    return None


def _concerns(reading: Reading, norm: Norm, known: set[str]) -> tuple[str, ...]:
    keys: list[str] = []
    for token in norm.tokens:
        if token.dep_ in {"pobj", "dobj", "conj"} and token.pos_ in {"PROPN", "NOUN"}:
            if token.dep_ == "pobj" and token.head.lower_ in {"in", "at", "by", "between", "under", "per", "from"}:
                continue
            start, end = norm.sentence.at(token)
            keys += [
                m.key
                for m in reading.entities.at(start, end)
                if reading.entities.is_actor(m) and m.form is not Form.DEMONYM
            ]
    return tuple(key for key in unique(keys) if key not in known)


_FIGHTING = re.compile(
    r"\b(?:cease-?\s?fire|hostilities|fighting|military (?:operations|action|actions)|truce|withdrawal of)\b", re.I
)


#: Themes whose acts plainly bind those who fight, even where the text names a thing as the subject.
_PLAIN = frozenset({"ceasefire", "prisoner-release", "withdrawal", "non-aggression", "joint-patrol"})


def _ends_fighting(text: str) -> bool:
    """Tell whether a demand is one that only those who fight can meet."""
    return _FIGHTING.search(text) is not None


def _fill(reading: Reading, norm: Norm) -> Commitment:
    span = _evidence(reading, norm)
    head_start, head_end = norm.sentence.at(norm.head)
    inside = span.start <= head_start and head_end <= span.end
    themes = classify(span.exact, (head_start - span.start, head_end - span.start) if inside else None)
    obligors, implicit = _obligors(reading, norm)
    if implicit and norm.subject is not None and themes[0] not in _PLAIN:
        obligors, implicit = (), False  # "an administration will be set up": the text does not say by whom
    if not obligors and reading.opponents and not norm.parties_if_open and _ends_fighting(span.exact):
        obligors, implicit = reading.opponents, True
    obligees = _obligees(reading, norm, obligors)
    start, until, due = _when(reading, norm, span)
    quantities = tuple(
        Quantity(
            value=q.value,
            unit=q.unit,
            kind=q.kind,
            aspect=q.aspect,
            evidence=(reading.document.span(q.span.start, q.span.end),),
        )
        for q in reading.quantities_in(span.start, span.end)
    )
    return Commitment(
        key=f"commitment/{span.start}-{span.end}",
        modality=norm.modality,
        themes=themes,
        action=" ".join(span.exact.split()),
        obligors=obligors,
        obligees=obligees,
        concerns=_concerns(reading, norm, {*obligors, *obligees}),
        places=places_below(reading, norm.sentence, list(norm.tokens)),
        start=start,
        until=until,
        due_by=due,
        condition=_condition(norm),
        quantities=quantities,
        implicit=implicit,
        evidence=(span,),
    )


def _same(one: Commitment, other: Commitment) -> bool:
    """Tell whether two passages of one report state the same commitment."""
    if one.themes[0] != other.themes[0] or one.modality is not other.modality:
        return False
    stated = one.obligors and other.obligors and not (one.implicit or other.implicit)
    if stated and set(one.obligors) != set(other.obligors):
        return False
    if one.themes[0] == "ceasefire":
        return True
    mine, its = _content(one.action), _content(other.action)
    return len(mine & its) >= 0.5 * min(len(mine), len(its)) if mine and its else False


def _content(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"\w{4,}", text)} - {
        "agreed",
        "will",
        "shall",
        "that",
        "with",
        "from",
        "their",
        "this",
    }


def _merge(found: Sequence[Commitment]) -> list[Commitment]:
    """Merge what a report repeats into one commitment that keeps every passage and every slot."""
    merged: list[Commitment] = []
    for new in found:
        index = next((i for i, old in enumerate(merged) if _same(old, new)), None)
        if index is None:
            merged.append(new)
            continue
        old = merged[index]
        merged[index] = replace(
            old,
            themes=unique([*old.themes, *new.themes])[:3],
            obligees=unique([*old.obligees, *new.obligees]),
            obligors=new.obligors if (old.implicit and not new.implicit) or not old.obligors else old.obligors,
            concerns=unique([*old.concerns, *new.concerns]),
            places=unique([*old.places, *new.places]),
            start=_most_precise(old.start, new.start),
            until=old.until or new.until,
            due_by=old.due_by or new.due_by,
            quantities=tuple(dict.fromkeys([*old.quantities, *new.quantities])),
            implicit=old.implicit and new.implicit,
            evidence=tuple(dict.fromkeys([*old.evidence, *new.evidence])),
        )
    return merged


def _most_precise(one: Moment | None, other: Moment | None) -> Moment | None:
    candidates = [moment for moment in (one, other) if moment is not None]
    return max(candidates, key=lambda moment: len(moment.lexical)) if candidates else None


def find_commitments(reading: Reading) -> list[Commitment]:
    """Find the commitments of a document."""
    found: list[Commitment] = []
    keys: set[str] = set()
    previous: tuple[int, tuple[str, ...]] | None = None
    for norm in find_norms(reading):
        if not norm.tokens:
            continue
        commitment = _fill(reading, norm)
        if commitment.key in keys:
            continue
        keys.add(commitment.key)
        if commitment.themes == ("other",) and previous is not None and previous[0] == norm.sentence.block:
            commitment = replace(commitment, themes=previous[1])  # "its parameters": what the clause is about
        previous = (norm.sentence.block, commitment.themes)
        found.append(commitment)
    if reading.kind in {DocumentKind.NEWS, DocumentKind.REPORT}:
        return _merge(found)
    return found
