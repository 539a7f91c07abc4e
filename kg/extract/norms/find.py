"""Find the norms of a document, each sentence read by the rules of its kind of text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.document.model import DocumentKind
from kg.extract.frames import Modality
from kg.extract.norms.among import Terms, is_handed_on
from kg.extract.norms.led import led_norms
from kg.extract.norms.model import Norm
from kg.extract.norms.reported import item_norms, reported_norms
from kg.extract.norms.resolution import resolution_norms
from kg.extract.norms.terms import term_norms
from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.extract.syntax import auxiliaries
from kg.extract.words import words
from kg.text.segment import Block, BlockKind

__all__ = ["find_norms"]

_LEAD = re.compile(
    r"\b(?:agree[ds]?|agreements?|points?|provisions?|terms?|undertake|commit(?:ments?)?|truce|cease-?fire|deal|accords?|package"
    r"|measures?|steps?)\b",
    re.IGNORECASE,
)


#: How a preamble begins to uphold something.
_UPHOLDING = frozenset({"reaffirming", "affirming", "recommitting", "reiterating"})
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
    terms = Terms()
    for sentence in reading.sentences:
        block = reading.block_of(sentence)
        if block.kind in _NO_NORMS and (block.kind is not BlockKind.TITLE or reading.is_headline(sentence)):
            continue
        if reading.kind is DocumentKind.RESOLUTION:
            if block.kind is not BlockKind.PREAMBLE:
                yield from resolution_norms(reading, sentence)
            else:
                yield from _principles(sentence, reading)
        elif reading.kind is DocumentKind.AGREEMENT:
            if block.kind is BlockKind.PREAMBLE:
                yield from _principles(sentence, reading)
            elif not _is_recital(sentence):
                yield from led_norms(reading, sentence)
        elif sentence.item or _is_agreed_item(reading, sentence):
            yield from item_norms(sentence)
        elif not reading.is_headline(sentence):
            found = [norm for norm in reported_norms(sentence) if not _is_none(norm)]
            yield from found
            terms = terms.at(sentence, found)
            if terms.opened:
                heads = {norm.head.i for norm in found}
                more = [n for n in term_norms(sentence) if n.head.i not in heads and not _inside(n, found)]
                more = [n for n in more if is_handed_on(reading, n) and terms.allow(reading, n)]
                terms = terms.with_norms(more)
                yield from more


def _is_none(norm: Norm) -> bool:
    """Tell whether a norm speaks of an agreement that there is not: "no ceasefire was included"."""
    nouns = [norm.head, *(word for word in norm.head.children if word.dep_ in {"nsubj", "nsubjpass"})]
    lists = words()
    return any(
        noun.lemma_.lower() in lists.agreement and any(word.lower_ == "no" for word in noun.lefts) for noun in nouns
    )


def _inside(norm: Norm, found: list[Norm]) -> bool:
    """Tell whether a norm only repeats a part of another one of its sentence."""
    own = {token.i for token in norm.tokens}
    return any(len(own & {token.i for token in other.tokens}) > 0.6 * len(own) for other in found)


def _is_recital(sentence: Sentence) -> bool:
    """Tell whether a sentence only tells why: "Whereas the wells are dry, …"."""
    first = next((token.lower_ for token in sentence.tokens if token.is_alpha), "")
    binds = "shall" in auxiliaries(sentence.tokens.root) or "agreed" in {token.lower_ for token in sentence.tokens}
    if first == "whereas" and binds:  # "Whereas A …, the parties shall …", "Whereas …, it is agreed that …"
        return False
    return first == "whereas"


def _is_agreed_item(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether a sentence is a point below a line that says it was agreed."""
    if reading.block_of(sentence).kind not in {BlockKind.BULLET, BlockKind.ITEM}:
        return False
    around = [*reading.around(sentence)[1:], *_line_above(reading, sentence)]
    return any(_LEAD.search(reading.cleaned, block.span.start, block.span.end) for block in around)


def _line_above(reading: Reading, sentence: Sentence) -> list[Block]:
    """Return the heading or line right above a list of points: "Main provisions"."""
    above = reversed(reading.blocks[: sentence.block])
    line = next((block for block in above if block.kind not in {BlockKind.BULLET, BlockKind.ITEM}), None)
    if line is None:
        return []
    leads = line.kind is BlockKind.HEADING or reading.cleaned[: line.span.end].rstrip().endswith(":")
    return [line] if leads else []


def _principles(sentence: Sentence, reading: Reading) -> Iterator[Norm]:
    """Yield a principle that a preamble reaffirms."""
    lists = words()
    tokens = [t for t in sentence.tokens if not t.is_space]
    named = any(t.lemma_.lower() in lists.principle for t in tokens)
    upheld = reading.kind is DocumentKind.AGREEMENT and tokens[0].lower_ in _UPHOLDING
    if not tokens or not (named or upheld):
        return
    first = tokens[0]
    lemma = first.lemma_.lower()
    if (
        lemma in lists.affirm
        or first.lower_.rstrip("ing").rstrip("e") in {w.rstrip("e") for w in lists.affirm}
        or first.lower_ in _UPHOLDING
    ):
        head = next((t for t in tokens if t.lemma_.lower() in lists.principle), first)
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
