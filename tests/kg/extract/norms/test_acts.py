"""Several verbs can be one act, and one subject can have several acts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.norms.acts import acts_of
from kg.extract.sentence import Sentence


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("They shall collect, store and destroy the weapons.", [["collect", "store", "destroy"]]),
        ("They shall withdraw the troops and release the prisoners.", [["withdraw"], ["release"]]),
        ("They shall clear and repair the road and release the prisoners.", [["clear", "repair"], ["release"]]),
    ],
)
def test_verbs_side_by_side_are_one_act(parsed: Callable[[str], Sentence], text: str, acts: list[list[str]]) -> None:
    sentence = parsed(text)
    root = sentence.tokens.root
    assert [[root.doc[i].text for i in sorted(act.members)] for act in acts_of(root)] == acts
