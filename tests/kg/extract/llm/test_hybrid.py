import dataclasses
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("pydantic_ai", reason="the extra llm is not installed: pip install 'foedera[llm]'")

from pydantic_ai.messages import ModelMessage

from kg.document.model import DocumentKind, SourceDocument
from kg.extract.llm.extract import extract_with_model
from kg.extract.llm.options import Extractor, Method
from kg.extract.pipeline import extract

HYBRID = Extractor(Method.HYBRID, "openai:some-model", "http://127.0.0.1:9/v1")
TEXT = """Under the accord, Chad must withdraw its troops from Darfur by 1 May 2020. It owes this to Sudan, it says.

The ministers of Chad and Niger met in Geneva on 3 March 2020. All of it took them five hours.
"""
DOCUMENT = SourceDocument(text=TEXT, kind=DocumentKind.NEWS)
Script = Callable[..., Any]


def place(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def opened(messages: list[ModelMessage]) -> list[dict[str, Any]]:
    found = re.search(r"<open \w+>\n(.*)\n</open", str(messages[0].parts[0].content), re.DOTALL)  # type: ignore[union-attr]
    assert found
    frames: list[dict[str, Any]] = json.loads(found[1])
    return frames


def test_only_open_slots_are_filled_and_the_rest_stays(script: Script):
    rules = extract(DOCUMENT)
    (commitment,) = rules.commitments
    (meeting,) = rules.meetings
    assert commitment.obligors == ("state/chad",)
    assert (commitment.obligees, meeting.duration) == ((), None)

    def answer(messages: list[ModelMessage]) -> dict[str, Any]:
        listed = {frame["frame"]: frame["open"] for frame in opened(messages)}
        assert "obligors" not in listed[commitment.key]
        fills = [
            (commitment.key, "obligees", ["Sudan"], "It owes this to Sudan"),
            (commitment.key, "obligors", ["Sudan"], "It owes this to Sudan"),
            (meeting.key, "duration", ["five hours"], "All of it took them five hours"),
            (meeting.key, "label", ["five hours"], "All of it took them five hours"),
            ("meeting/0-1", "duration", ["five hours"], "All of it took them five hours"),
            (meeting.key, "mediators", ["Qatar"], "Qatar was the mediator of these talks"),
        ]
        return {"fills": [dict(zip(("frame", "slot", "words", "quote"), fill, strict=True)) for fill in fills]}

    hybrid, told = extract_with_model(DOCUMENT, HYBRID, model=script(answer).model)
    (filled,) = hybrid.commitments
    (talks,) = hybrid.meetings
    assert filled.obligees == ("state/sudan",)
    assert filled.evidence == (*commitment.evidence, DOCUMENT.span(*place("It owes this to Sudan")))
    assert dataclasses.replace(filled, obligees=(), evidence=commitment.evidence) == commitment
    assert talks.duration == "PT5H"
    assert (talks.date, talks.participants, talks.mediators) == (meeting.date, meeting.participants, ())
    assert told.frames == {commitment.key: ("obligees",), meeting.key: ("duration",)}
    assert (told.kept, told.dropped) == (2, 4)
    assert "state/sudan" in {actor.key for actor in hybrid.actors}


def test_a_model_that_says_nothing_leaves_what_the_rules_found(script: Script):
    hybrid, told = extract_with_model(DOCUMENT, HYBRID, model=script({}).model)
    assert hybrid == extract(DOCUMENT)
    assert (told.kept, told.dropped, dict(told.frames)) == (0, 0, {})


def test_nothing_is_asked_where_nothing_is_open(script: Script):
    asked = script({})
    _, told = extract_with_model(SourceDocument(text="It rained all day in the valley."), HYBRID, model=asked.model)
    assert (asked.sent, told.requests) == ([], 0)
