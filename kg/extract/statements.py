"""Statements: what a text hands to somebody, and its author's own forecasts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.document.model import DocumentKind
from kg.extract.contents import contents_of, own_words, without_that
from kg.extract.frames import Stance
from kg.extract.quotations import find_quotations
from kg.extract.quoted import unattributed
from kg.extract.reading import Reading
from kg.extract.roles import actors_of, unique
from kg.extract.sentence import Sentence
from kg.extract.speakers import Heard, Statement, is_unsaid, speakers_of, voices_of
from kg.extract.syntax import child, children, clause_tokens, is_passive, prepositional, subject_of
from kg.extract.tables import claim_words
from kg.text.segment import BlockKind

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Statement", "find_statements"]

_TRAILING = re.compile(r"\s[-–—]\s*([A-Z][\w.'-]+(?:\s+[A-Z][\w.'-]+)*)")
#: Verbs after which a few words without a verb of their own are a statement: "said ceasefire at risk".
_PLAIN = frozenset({"say", "claim", "add", "insist", "warn"})
_FEW = 3
#: How what is said hangs on the verb of saying.
_SAID = frozenset({"ccomp", "xcomp", "parataxis", "pcomp"})


#: Blocks that say who and where, and no more.
_SILENT = frozenset({BlockKind.BYLINE, BlockKind.DATELINE})


def find_statements(reading: Reading) -> list[Statement]:
    """Find who says what in a report; the text of an agreement or a resolution speaks for itself."""
    if reading.kind in {DocumentKind.AGREEMENT, DocumentKind.RESOLUTION}:
        return []
    found: dict[tuple[int, int, tuple[str, ...]], Statement] = {}
    heard = Heard(find_quotations(reading.document.text, reading.blocks), [])
    for sentence in reading.sentences:
        if reading.block_of(sentence).kind in _SILENT:
            continue
        new = [*_of_block(reading, sentence), *_of_sentence(reading, sentence, heard)]
        for statement in new:
            if statement.end - statement.start > 3:
                found.setdefault((statement.start, statement.end, statement.claimants), statement)
        heard.said.extend(new)
    for statement in unattributed(reading, heard.quotations, list(found.values())):
        found.setdefault((statement.start, statement.end, statement.claimants), statement)
    return sorted(found.values(), key=lambda s: (s.start, s.end, s.claimants))


def _trimmed(reading: Reading, sentence: Sentence, tokens: list[Token]) -> tuple[int, int] | None:
    """Return the stretch that tokens cover, without quotation marks and stops around it."""
    if not tokens:
        return None
    start, end = sentence.cover(tokens)
    while start < end and reading.cleaned[start] in " \n\"',;:.-":
        start += 1
    while end > start and reading.cleaned[end - 1] in " \n\"',;:-":
        end -= 1
    return (start, end) if end > start else None


def _of_block(reading: Reading, sentence: Sentence) -> Iterator[Statement]:
    """Yield what a sentence says for the author of its block, or of the list that it is a point of."""
    block = reading.block_of(sentence)
    own: tuple[str, ...] = ()
    trailing = (
        _TRAILING.search(reading.cleaned, max(sentence.start, sentence.end - 80), block.span.end)
        if block.kind is BlockKind.POST
        else None
    )
    end = sentence.end
    if trailing:
        keys = unique([m.key for m in reading.entities.actors(trailing.start(1), trailing.end(1))])
        if keys:
            own, end = keys, trailing.start()
    if not own and block.author is not None:
        own = unique([m.key for m in reading.entities.actors(block.author.start, block.author.end)])
    if not own:
        for outer in reading.around(sentence)[1:]:
            own = _named_source(reading, outer.span.start, outer.span.end)
            if own:
                break
    if own:
        text = reading.cleaned[sentence.start : end]
        web = re.search(r"\s*(?:https?://|pic\.twitter)\S*\s*$", text)
        stop = sentence.start + (web.start() if web else len(text.rstrip()))
        yield Statement(sentence.start, stop, own, Stance.QUOTED)


_SOURCE = re.compile(r"\b(?:according to|per|as reported by)\s+", re.IGNORECASE)


def _named_source(reading: Reading, start: int, end: int) -> tuple[str, ...]:
    """Return the source that a lead-in line names: "the key points, per Middle East Eye:"."""
    match = _SOURCE.search(reading.cleaned, start, end)
    if match is None:
        return ()
    stop = min(end, match.end() + 120)
    newline = reading.cleaned.find(":", match.end(), stop)
    return unique([m.key for m in reading.entities.actors(match.end(), newline if newline > 0 else stop)][:1])


def _of_sentence(reading: Reading, sentence: Sentence, heard: Heard) -> Iterator[Statement]:
    lists = claim_words()
    for token in sentence.tokens:
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB" and lemma in lists.say | lists.say_phrase and not is_unsaid(token):
            yield from _said(reading, sentence, token, heard)
        elif token.lower_ in {"per", "according"} and token.dep_ in {"prep", "ROOT", "pcomp", "advmod"}:
            yield from _according_to(reading, sentence, token, heard)
        elif lemma == "put" and _puts_a_number(token):
            yield from _counted(reading, sentence, token, heard)
        elif token.pos_ == "NOUN" and lemma in lists.noun:
            yield from _claimed(reading, sentence, token)
        elif lemma in lists.forecast and token.pos_ in {"ADJ", "ADV", "VERB"}:
            yield from _forecast(reading, sentence, token)


def _stance(verb: Token, content: list[Token]) -> Stance:
    lists = claim_words()
    lemma = verb.lemma_.lower()
    if lemma in lists.deny:
        return Stance.DENIED
    if lemma in lists.doubt:
        return Stance.DOUBTED
    if lemma in lists.predict or any(t.lemma_.lower() in lists.forecast for t in content):
        return Stance.PREDICTED
    return Stance.QUOTED


def _said(reading: Reading, sentence: Sentence, verb: Token, heard: Heard) -> Iterator[Statement]:
    """Yield what a verb of saying hands to its subject, or, passive, to its agent."""
    speaker, keys = speakers_of(reading, sentence, verb, heard)
    if speaker is None or not keys or any(word.lower_ == "nothing" for word in children(verb, "dobj")):
        return
    for content in contents_of(verb, speaker):
        yield from _state(reading, sentence, verb, content, keys)
    if not is_passive(verb) and verb.dep_ != "relcl" and not any(True for _ in contents_of(verb, speaker)):
        beside = list(_quoted_beside(reading, sentence, verb, keys))
        if not beside and verb.lemma_.lower() in _PLAIN:
            after = [t for t in own_words(verb, speaker) if t.i > verb.i]
            beside = list(_state(reading, sentence, verb, after, keys)) if len(after) >= _FEW else []
        yield from beside


def _puts_a_number(verb: Token) -> bool:
    """Tell whether a verb gives a count: "put its dead at five"."""
    at = prepositional(verb, "at")
    return child(verb, "dobj") is not None and any(word.like_num or word.pos_ == "NUM" for word in at)


def _counted(reading: Reading, sentence: Sentence, verb: Token, heard: Heard) -> Iterator[Statement]:
    """Yield "X put its dead at five" as what X says."""
    speaker, keys = speakers_of(reading, sentence, verb, heard)
    if speaker is not None:
        yield from _state(reading, sentence, verb, [t for t in own_words(verb, speaker) if t.i >= verb.i], keys)


def _state(
    reading: Reading, sentence: Sentence, verb: Token, content: list[Token], keys: tuple[str, ...]
) -> Iterator[Statement]:
    place = _trimmed(reading, sentence, content)
    if place is None or place[1] - place[0] < 8:
        return
    stance = _stance(verb, content)
    for key in keys:
        yield Statement(*place, (key,), stance, sentence.at(verb)[0])


def _quoted_beside(reading: Reading, sentence: Sentence, verb: Token, keys: tuple[str, ...]) -> Iterator[Statement]:
    """Yield a quotation that the parser did not hang on the verb of saying."""
    text = reading.document.text
    for match in re.finditer(r"[“\"]([^“”\"]{12,}?)[”\"]", text[sentence.start : sentence.end]):
        start, end = sentence.start + match.start(1), sentence.start + match.end(1)
        if abs(start - sentence.at(verb)[0]) < 400:
            for key in keys:
                yield Statement(start, end, (key,), Stance.QUOTED)


def _according_to(reading: Reading, sentence: Sentence, token: Token, heard: Heard) -> Iterator[Statement]:
    pobj = child(token, "pobj")
    if pobj is None:
        to = child(token, "prep")
        pobj = child(to, "pobj") if to is not None else None
    if pobj is None:
        return
    keys = actors_of(reading, sentence, pobj) or voices_of(reading, sentence, pobj, heard)
    if not keys:
        return
    cut = {t.i for t in token.subtree}
    content = [t for t in sentence.tokens if t.i not in cut and not t.is_space]
    while content and content[0].is_punct:
        content = content[1:]
    place = _trimmed(reading, sentence, content)
    if place and reading.cleaned[sentence.start : sentence.end].rstrip()[-1:] != ":":
        start, end = place
        if start < sentence.at(token)[0] < end and sentence.at(token)[0] - start > 20:
            end = sentence.at(token)[0]
        while end > start and reading.cleaned[end - 1] in " ,":
            end -= 1
        for key in keys:
            yield Statement(start, end, (key,), Stance.QUOTED)


def _claimed(reading: Reading, sentence: Sentence, noun: Token) -> Iterator[Statement]:
    """Yield "X's claim that …", "X used claims that …"."""
    clause = next(
        (c for c in children(noun, "acl", "ccomp", "relcl") if any(m.lower_ == "that" for m in children(c, "mark"))),
        None,
    )
    if clause is None:
        return
    owner = child(noun, "poss")
    if owner is None and noun.dep_ == "dobj":
        owner = subject_of(noun.head)
    if owner is None:
        return
    keys = actors_of(reading, sentence, owner)
    yield from _state(reading, sentence, clause, without_that(clause_tokens(clause)), keys)


def _is_said(reading: Reading, sentence: Sentence, clause: Token) -> bool:
    """Tell whether a clause is what somebody named says, and so not the author's own voice."""
    below = clause
    for ancestor in clause.ancestors:
        if ancestor.pos_ == "VERB" and ancestor.lemma_.lower() in claim_words().say and below.dep_ in _SAID:
            speaker = subject_of(ancestor)
            if speaker is not None and actors_of(reading, sentence, speaker):
                return True
        below = ancestor
    return False


def _forecast(reading: Reading, sentence: Sentence, token: Token) -> Iterator[Statement]:
    """Yield what the author thinks will come: the clause around "likely to", "doomed to"."""
    if token.lower_ == "could" or reading.block_of(sentence).kind in {BlockKind.POST, BlockKind.TITLE}:
        return
    opens = token.pos_ == "ADJ" or token.lemma_.lower() in {"doom"}
    if not opens or not any(c.dep_ in {"xcomp", "ccomp"} for c in token.children):
        return
    clause = token if token.pos_ == "VERB" else token.head
    while clause.pos_ not in {"VERB", "AUX"} and clause.head != clause:
        clause = clause.head
    if _is_said(reading, sentence, clause):
        return
    content = clause_tokens(clause)
    if clause.dep_ == "relcl":
        content = [t for t in content if t.i >= clause.i or (t.dep_ == "nsubj" and t.tag_ != "WDT")]
    place = _trimmed(reading, sentence, content)
    if place:
        yield Statement(*place, (), Stance.PREDICTED)
