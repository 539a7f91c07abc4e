"""Spoken norms: provisions of a treaty whose binding verb the parser takes for a noun or an adjective.

"The Kaskaskia tribe further relinquishes to the United States …", "the said tribe hereby cedes …", "the friendship is
hereby renewed": old treaties bind by verbs that newspapers do not use, and the words tell what the parse does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.frames import Modality
from kg.extract.norms.model import Norm
from kg.extract.reading import Reading
from kg.extract.roles import unique
from kg.extract.sentence import Sentence
from kg.extract.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["spoken_norms"]

_MODALS = {"shall": Modality.OBLIGATION, "will": Modality.OBLIGATION, "may": Modality.PERMISSION}
_NOT = frozenset({"not", "no", "never", "neither", "nor", "none"})
#: Words before a form of a verb with which it is a noun: "the said grant", "of cedes".
_NOMINAL = frozenset({"DT", "PRP$", "POS", "IN", "CD", "WDT", "WRB", "WP"})
_BE = frozenset({"is", "are", "be"})
_AGREED = frozenset({"agreed", "stipulated", "understood", "provided", "declared", "covenanted"})
_ENTITLED = frozenset({"entitled", "permitted", "allowed", "authorized", "authorised"})


def spoken_norms(reading: Reading, sentence: Sentence) -> Iterator[Norm]:
    """Yield the one norm that the words of a sentence say, whatever its parse is.

    Args:
        reading: A treaty.
        sentence: A sentence of it in which no other rule has found a norm.
    """
    tokens = [token for token in sentence.tokens if not token.is_space]
    first = _after_agreed(tokens)
    for index, token in enumerate(tokens[first:], first):
        found = _modality(tokens, index)
        if found is None or not any(word.is_alpha and word.lower_ not in _NOT for word in tokens[index + 1 :]):
            continue
        modality, acts = found
        before = tokens[first:index]
        doers = _doers(reading, sentence, token) if acts else ()
        if acts and not doers:
            continue
        denied = any(word.lower_ in _NOT for word in tokens[max(first, index - 2) : index + 2])
        said = [*before, *_rest(tokens[index:])]
        while said and (said[-1].is_punct or said[-1].lower_ in {"and", "or"}):
            said.pop()
        yield Norm(
            sentence=sentence,
            head=token,
            tokens=tuple(said),
            modality=Modality.PROHIBITION if denied and modality is not Modality.AFFIRMATION else modality,
            obligors=doers,
            said_by=token,
        )
        return


def _after_agreed(tokens: list[Token]) -> int:
    """Return where a provision begins: after "it is hereby agreed that", also behind a recital."""
    for index, token in enumerate(tokens[:-1]):
        if token.lower_ in _AGREED and any(
            word.lower_ in {"is", "hereby"} for word in tokens[max(0, index - 6) : index]
        ):
            that = next(
                (at for at in range(index + 1, min(index + 4, len(tokens))) if tokens[at].lower_ == "that"), None
            )
            if that is not None:
                return that + 1
    return 0


def _modality(tokens: list[Token], index: int) -> tuple[Modality, bool] | None:
    """Return how the word with an index binds, and whether by being said of somebody who does it."""
    word, before = tokens[index].lower_, [token.lower_ for token in tokens[max(0, index - 3) : index]]
    if word in _MODALS and index and tokens[index - 1].lower_ not in {"as", "which", "that", "who", "if"}:
        return _MODALS[word], False
    if word in _ENTITLED and set(before) & _BE:
        return Modality.PERMISSION, False
    if tokens[index].tag_ in {"VBN", "VBD"} and "hereby" in before and set(before) & _BE:
        return Modality.OBLIGATION, False
    lemma = _lemma(word)
    if lemma is None or not index or tokens[index - 1].tag_ in _NOMINAL:
        return None
    return (Modality.AFFIRMATION if lemma in words().perform_affirms else Modality.OBLIGATION), True


def _lemma(word: str) -> str | None:
    """Return the binding verb of which a word is the present."""
    perform = words().perform - {"give", "place", "release", "request", "resolve"}
    forms = (word, word.removesuffix("s"), word.removesuffix("es"), {"guaranty": "guarantee"}.get(word, ""))
    return next((form for form in forms if form in perform), None)


def _doers(reading: Reading, sentence: Sentence, token: Token) -> tuple[str, ...]:
    """Return the parties named before a verb; where all are, the last, for the others are spoken of on the way."""
    named = reading.entities.actors(sentence.start, sentence.at(token)[0])
    keys = [mention.key for mention in named if mention.key in reading.parties]
    return unique(keys) if len(set(keys)) < len(reading.parties) else unique(keys[-1:])


def _rest(tokens: list[Token]) -> list[Token]:
    """Return the words up to where another provision or a description begins."""
    end = next((at for at, token in enumerate(tokens) if token.text in {";", ":"}), len(tokens))
    return tokens[:end]
