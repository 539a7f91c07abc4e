"""Rehang: what the parser hangs the wrong way round in a report."""

from __future__ import annotations

import pytest

from kg.extract.model import load
from kg.extract.rehang import rehang


@pytest.mark.parametrize(
    ("text", "saying", "said"),
    [
        (
            "Houthi rebels and the government of Yemen have agreed to a ceasefire in the port city of Hodeidah, "
            "UN chief Antonio Guterres said on Thursday after a week of talks in Sweden.",
            "said",
            "agreed",
        ),
        ("The two armies stopped firing along the whole border on Monday, officials said.", "said", "stopped"),
    ],
)
def test_what_is_said_hangs_on_the_verb_of_saying_behind_it(text: str, saying: str, said: str) -> None:
    doc = load()(text)
    rehang(doc)
    words = {token.text: token for token in doc}
    assert words[said].head == words[saying]
    assert words[said].dep_ == "ccomp"
    assert len(list(doc.sents)) == 1


def test_a_chain_of_tellers_hangs_one_on_the_other() -> None:
    doc = load()(
        "Kiev and pro-Russian rebels reached an agreement on Friday to pull back troops, swap hostages and send aid "
        "to war-ravaged eastern Ukraine, an OSCE official said, AFP reports."
    )
    rehang(doc)
    words = {token.text: token for token in doc}
    assert words["said"].head == words["reports"]
    assert words["reached"].head == words["said"]


def test_a_name_before_to_do_is_who_does_it() -> None:
    doc = load()("FNL to assemble fighters within 30 days")
    rehang(doc)
    assert (doc[0].dep_, doc[0].head.text) == ("nsubj", "assemble")


@pytest.mark.parametrize("text", ["The minister said that the army had left.", "She met him, he said nothing.", "x"])
def test_what_hangs_right_is_left_alone(text: str) -> None:
    doc = load()(text)
    before = [(token.head.i, token.dep_) for token in doc]
    rehang(doc)
    assert [(token.head.i, token.dep_) for token in doc] == before
