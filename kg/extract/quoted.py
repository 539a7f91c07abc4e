"""Quoted: whose words a quotation holds that the syntax hands to nobody."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg.extract.frames import Stance
from kg.extract.quotations import Quotation, quotation_at
from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.extract.speakers import Statement
from kg.extract.tables import claim_words

__all__ = ["unattributed"]

#: A quoted sentence of fewer characters is no statement of its own.
_SHORTEST = 15
#: Who says a quotation stands at most so far from it, and so near to the verb of saying.
_BESIDE, _NEAR = 160, 90


def unattributed(reading: Reading, quotations: Sequence[Quotation], found: Sequence[Statement]) -> list[Statement]:
    """Return the quoted words that have no speaker yet, with who says them.

    Who says a quotation is named with a verb of saying right before or after it. A quotation of several sentences has
    one speaker; one that stands alone goes on with what was said before it in its paragraph.

    Args:
        reading: The report.
        quotations: Its quotations, in the order of the text.
        found: The statements that are known.
    """
    beside = list(_beside(reading, quotations, found))
    return [*beside, *_rest(reading, quotations, [*found, *beside])]


def _beside(reading: Reading, quotations: Sequence[Quotation], found: Sequence[Statement]) -> Iterator[Statement]:
    """Yield the quotations that the parser hangs on no verb, for who is said to say something beside them."""
    for index, quotation in enumerate(quotations):
        if any(s.claimants and s.start < quotation.end and quotation.start < s.end for s in found):
            continue
        block = next((b.span for b in reversed(reading.blocks) if b.span.start <= quotation.start < b.span.end), None)
        if block is None:
            continue
        before = quotations[index - 1].end if index else 0
        after = quotations[index + 1].start if index + 1 < len(quotations) else len(reading.cleaned)
        left = (max(block.start, before, quotation.start - _BESIDE), quotation.start)
        right = (quotation.end, min(block.end, after, quotation.end + _BESIDE))
        stop = reading.cleaned.find(". ", *right)
        start = reading.cleaned.rfind(". ", *left)
        right = (right[0], stop) if stop >= 0 else right
        left = (start + 1, left[1]) if start >= 0 else left
        speaker = _speaker_in(reading, *right) or _speaker_in(reading, *left)
        end = quotation.end
        while end > quotation.start and reading.cleaned[end - 1] in " \n\"',;:-.":
            end -= 1
        if speaker is not None and end - quotation.start >= _SHORTEST:
            yield Statement(quotation.start, end, (speaker,), Stance.QUOTED)


def _speaker_in(reading: Reading, start: int, end: int) -> str | None:
    """Return the actor that stands before a verb of saying in a stretch outside quotations, else the one after it."""
    actors = [m for m in reading.entities.among(start, end) if reading.entities.is_actor(m)]
    for verb in _verbs_of_saying(reading, start, end):
        before = [(verb - m.end, m.key) for m in actors if m.end <= verb]
        after = [(m.start - verb, m.key) for m in actors if m.start > verb]
        distance, key = min(before or after, default=(_NEAR + 1, ""))
        if distance <= _NEAR:
            return key
    return None


def _verbs_of_saying(reading: Reading, start: int, end: int) -> Iterator[int]:
    say = claim_words().say
    first = max(0, bisect_right(reading.sentences, start, key=lambda sentence: sentence.start) - 1)
    for sentence in reading.sentences[first:]:
        if sentence.start >= end:
            return
        for token in sentence.within(start, end):
            if token.pos_ == "VERB" and token.lemma_.lower() in say:
                yield sentence.at(token)[0]


def _rest(reading: Reading, quotations: Sequence[Quotation], found: Sequence[Statement]) -> Iterator[Statement]:
    """Yield the quoted sentences that have no verb of saying of their own, for who says the rest."""
    spoken = sorted((s for s in found if s.claimants), key=lambda s: s.start)
    for sentence in reading.sentences:
        quotation = quotation_at(quotations, min(sentence.end - 1, sentence.start + 1))
        if quotation is None or not quotation.whole:
            continue
        start, end = max(sentence.start, quotation.start), min(sentence.end, quotation.end)
        while end > start and reading.cleaned[end - 1] in " \n\"',;:-":
            end -= 1
        if end - start < _SHORTEST or any(s.start < end and start < s.end for s in spoken):
            continue
        speaker = _speaker_of(reading, sentence, quotation, spoken)
        if speaker is not None:
            yield Statement(start, end, speaker.claimants, Stance.QUOTED)


def _speaker_of(
    reading: Reading, sentence: Sentence, quotation: Quotation, spoken: list[Statement]
) -> Statement | None:
    """Return the statement whose speaker also says a quoted sentence."""
    inside = [
        s
        for s in spoken
        if s.start < quotation.end and quotation.start < s.end and not quotation.start <= s.told_at < quotation.end
    ]
    if inside:
        return inside[0]
    block = reading.block_of(sentence).span
    return next((s for s in reversed(spoken) if block.start <= s.start < quotation.start), None)
