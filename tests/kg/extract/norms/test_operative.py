"""Operative verbs: which they are, and where one part of a paragraph ends and the next begins."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.norms.operative import operative_verb, parts_of
from kg.extract.sentence import Sentence


@pytest.mark.parametrize(
    ("text", "role", "verb"),
    [
        ("Calls upon Chad to withdraw", "ask", "Calls upon"),
        ("Further calls upon Chad to withdraw", "ask", "Further calls upon"),
        ("Calls once again upon Chad to withdraw", "ask", "Calls once again upon"),
        ("Strongly urges both parties to talk", "ask", "Strongly urges"),
        ("Demands that Libya withdraw", "ask", "Demands"),
        ("Requests the envoy to report", "ask", "Requests"),
        ("Authorizes the mission to monitor", "allow", "Authorizes"),
        ("Decides to extend the mandate", "own", "Decides"),
        ("Also decides that all States shall act", "own", "Also decides"),
        ("Reaffirms the sovereignty of Chad", "uphold", "Reaffirms"),
        ("To call upon Chad to withdraw", "ask", "To call upon"),
        ("Reiterates its demand that Libya withdraw", "ask", "Reiterates its demand"),
        ("Expresses its intention to review the measures", "own", "Expresses its intention"),
        ("Condemns the attack", "bare", "Condemns"),
        ("Takes note of the report", "bare", "Takes note"),
        ("Expresses its concern at the losses", "bare", "Expresses"),
    ],
)
def test_the_role_of_an_operative_verb(text: str, role: str, verb: str) -> None:
    found = operative_verb(text)
    assert found is not None
    assert (found[0], text[: found[1]]) == (role, verb)


@pytest.mark.parametrize(
    "text",
    ["Libya decides", "The Council decides", ""],
)
def test_what_is_no_operative_verb(text: str) -> None:
    assert operative_verb(text) is None


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "Deplores the attack, and calls upon Chad to withdraw",
            [("bare", "Deplores the attack"), ("ask", "calls upon Chad to withdraw")],
        ),
        (
            "Affirms the right of passage, calls on all States to respect this right and also urges Chad to leave",
            [
                ("uphold", "Affirms the right of passage"),
                ("ask", "calls on all States to respect this right"),
                ("ask", "also urges Chad to leave"),
            ],
        ),
        (
            "Notes the requests and demands of the people of the strip",
            [("bare", "Notes the requests and demands of the people of the strip")],
        ),
        ("The talks are to be resumed", []),
    ],
)
def test_the_parts_of_a_paragraph(
    parsed: Callable[[str], Sentence], paragraph: str, expected: list[tuple[str, str]]
) -> None:
    sentence = parsed(paragraph)
    found = []
    for part in parts_of(sentence):
        start, end = sentence.cover([*part.verb, *part.rest])
        found.append((part.role, paragraph[start:end].rstrip(" .;,")))
    assert found == expected
