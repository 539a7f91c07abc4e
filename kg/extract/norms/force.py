"""Entry into force: what an agreement says of itself, "This treaty, as soon as it is ratified, shall be binding …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.frames import Modality
from kg.extract.norms.model import Norm
from kg.extract.sentence import Sentence

__all__ = ["force_norms"]

_ITSELF = re.compile(
    r"\W*(?:and\s+)?(?:this|the\s+(?:present|foregoing|above)|these|the\s+same)\s+"
    r"(?:(?:peace|general|framework|comprehensive|final|ceasefire|cease-fire|additional)\s+)*"
    r"(?:treaty|convention|agreement|articles|protocol|accord|memorandum|pact|truce|arrangement|declaration)\b",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    r"\b(?:(?:shall|will|to|is\s+to)\s+(?:\w+\s+){0,3}?(?:be|become|remain|continue)\s+(?:\w+\s+){0,3}?"
    r"(?P<state>obligatory|binding|in\s+(?:full\s+)?(?:force|effect)|effective|operative|valid)"
    r"|(?:shall|will|to)\s+(?:\w+\s+){0,3}?(?P<event>take\s+(?:full\s+)?effect|enter\s+into|come\s+into|go\s+into)"
    r"|(?P<now>takes?\s+(?:full\s+)?effect|enters?\s+into\s+force|comes?\s+into\s+(?:force|effect)))\b",
    re.IGNORECASE,
)


def force_norms(sentence: Sentence, parties: tuple[str, ...]) -> Iterator[Norm]:
    """Yield the one norm of a sentence in which an agreement says when it binds.

    Args:
        sentence: The sentence.
        parties: The parties of the agreement, who are bound by it.
    """
    text = str(sentence.tokens)
    if _ITSELF.match(text) is None:
        return
    match = _HOLDS.search(text)
    if match is None or ";" in text[: match.start()]:
        return
    which = next(name for name in ("state", "event", "now") if match[name])
    place = match.start(which) + sentence.tokens.start_char
    head = next((token for token in sentence.tokens if token.idx >= place), None)
    tokens = [token for token in sentence.tokens if not token.is_space]
    while tokens and tokens[-1].is_punct:
        tokens.pop()
    if head is not None:
        yield Norm(
            sentence=sentence,
            head=head,
            tokens=tuple(tokens),
            modality=Modality.OBLIGATION,
            obligors=parties,
            said_by=head,
        )
