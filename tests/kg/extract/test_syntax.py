"""Small questions to a parse."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kg.extract.sentence import Sentence
from kg.extract.syntax import (
    agent_of,
    auxiliaries,
    children,
    clause_tokens,
    conjoined_verbs,
    coordinated,
    is_hypothetical,
    is_negated,
    is_passive,
    objects_of,
    prepositional,
    subject_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

Parse = Callable[[str], Sentence]


def word(sentence: Sentence, text: str) -> Token:
    return next(token for token in sentence.tokens if token.text == text)


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Kenya closed the border.", "closed", "Kenya"),
        ("The border was closed by Kenya.", "closed", "border"),
        ("Kenya agreed to close the border.", "close", "Kenya"),
        ("Kenya closed the border and opened the port.", "opened", "Kenya"),
        ("The deal requires Kenya to close the border.", "close", "Kenya"),
        ("Kenya, which closed the border, was blamed.", "closed", "Kenya"),
        ("A truce signed by Kenya held.", "signed", "truce"),
    ],
)
def test_subject(parsed: Parse, text: str, verb: str, subject: str) -> None:
    found = subject_of(word(parsed(text), verb))
    assert found is not None
    assert found.text == subject


@pytest.mark.parametrize(
    ("text", "verb", "agent"),
    [
        ("The border was closed by Kenya.", "closed", "Kenya"),
        ("A truce signed by Kenya held.", "signed", "Kenya"),
        ("The border was closed.", "closed", None),
        ("Kenya closed the border.", "closed", None),
    ],
)
def test_agent(parsed: Parse, text: str, verb: str, agent: str | None) -> None:
    found = agent_of(word(parsed(text), verb))
    assert (found.text if found is not None else None) == agent


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [("The border was closed.", "closed", True), ("Kenya closed it.", "closed", False)],
)
def test_passive(parsed: Parse, text: str, verb: str, expected: bool) -> None:
    assert is_passive(word(parsed(text), verb)) is expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Kenya did not agree.", "agree", True),
        ("Kenya never agreed.", "agreed", True),
        ("Kenya failed to agree.", "agree", True),
        ("Kenya refused to agree.", "agree", True),
        ("Neither side agreed.", "agreed", True),
        ("No party agreed.", "agreed", True),
        ("Nobody agreed.", "agreed", True),
        ("Kenya agreed.", "agreed", False),
        ("Kenya agreed not to leave.", "agreed", False),
        ("Kenya agreed not to leave.", "leave", True),
    ],
)
def test_negation(parsed: Parse, text: str, verb: str, expected: bool) -> None:
    assert is_negated(word(parsed(text), verb)) is expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("If Kenya agrees, peace comes.", "agrees", True),
        ("Unless Kenya agrees, war comes.", "agrees", True),
        ("Kenya could agree.", "agree", True),
        ("Kenya would agree.", "agree", True),
        ("Kenya might agree to leave.", "leave", True),
        ("Kenya agreed.", "agreed", False),
        ("Kenya will agree.", "agree", False),
    ],
)
def test_hypothesis(parsed: Parse, text: str, verb: str, expected: bool) -> None:
    assert is_hypothetical(word(parsed(text), verb)) is expected


def test_coordination(parsed: Parse) -> None:
    sentence = parsed("Kenya, Uganda and Chad closed the border and opened the port.")
    assert [t.text for t in coordinated(word(sentence, "Kenya"))] == ["Kenya", "Uganda", "Chad"]
    assert [t.text for t in conjoined_verbs(word(sentence, "closed"))] == ["closed", "opened"]


def test_objects_and_prepositions(parsed: Parse) -> None:
    sentence = parsed("Kenya signed the truce and the pact in Lima with Uganda and Chad.")
    verb = word(sentence, "signed")
    assert [t.text for t in objects_of(verb)] == ["truce", "pact"]
    assert [t.text for head in sentence.tokens for t in prepositional(head, "in")] == ["Lima"]
    assert [t.text for head in sentence.tokens for t in prepositional(head, "with")] == ["Uganda", "Chad"]


def test_a_conjunct_inherits_its_auxiliaries(parsed: Parse) -> None:
    sentence = parsed("Kenya shall not close the border or open the port.")
    assert auxiliaries(word(sentence, "close")) == ["shall"]
    assert auxiliaries(word(sentence, "open")) == ["shall"]


def test_clause_tokens_stand_in_order_without_what_is_cut(parsed: Parse) -> None:
    sentence = parsed("Kenya closed the border, and Uganda opened the port.")
    verb, other = word(sentence, "closed"), word(sentence, "opened")
    assert [t.text for t in clause_tokens(verb, without={other.i})] == ["Kenya", "closed", "the", "border"]
    assert [t.text for t in clause_tokens(other)] == ["Uganda", "opened", "the", "port"]
    assert [t.text for t in children(other, "nsubj")] == ["Uganda"]
