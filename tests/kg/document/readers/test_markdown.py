import datetime

import pytest

from kg.document.model import DocumentKind
from kg.document.readers.markdown import read, without_marks
from kg.errors import InputError

FRONT = """---
title: "A truce: the second"
author: [Otto Pen, Ada Quill]
publisher: The Gazette
date: 1933-05-09
url: https://example.org/a
license: CC0
kind: treaty
tags: [war, peace]
---

# A truce
"""


def refusal(text: str) -> InputError:
    with pytest.raises(InputError) as caught:
        read(text.encode(), source="a.md")
    assert caught.value.hint
    return caught.value


def test_front_matter_says_what_it_is():
    found = read(FRONT.encode(), source="a.md")
    assert found.text == "# A truce\n"
    assert (found.title, found.creator, found.publisher) == (
        "A truce: the second",
        "Otto Pen, Ada Quill",
        "The Gazette",
    )
    assert (found.date, found.kind) == (datetime.date(1933, 5, 9), DocumentKind.AGREEMENT)
    assert (found.source, found.licence) == ("https://example.org/a", "CC0")


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_do_not_matter(end: str):
    found = read(("\ufeff" + FRONT.replace("\n", end)).encode(), source="a.md")
    assert found.title == "A truce: the second"
    assert found.text == "# A truce\n"


@pytest.mark.parametrize(
    ("date", "day"),
    [("1933-05-09T22:00:00+02:00", 9), ('"1933-05-09"', 9), ("1933-05-09 10:00:00", 9), ("", None)],
)
def test_days(date: str, day: int | None):
    found = read(f"---\ndate: {date}\n---\nA truce\n".encode(), source="a.md")
    assert found.date == (datetime.date(1933, 5, day) if day else None)


def test_what_cannot_be_understood_names_the_line():
    error = refusal("---\ntitle: A\ndate: the fifth\n---\nA truce\n")
    assert error.line == 3
    assert "date must be a day" in str(error)
    assert refusal("---\nkind: poem\n---\nA truce\n").line == 2
    error = refusal("---\ntitle: A: B: C\n---\nA truce\n")
    assert error.line == 2
    assert "not YAML" in str(error)


def test_the_type_of_another_tool_is_passed_over():
    assert read(b"---\ntype: post\n---\nA truce\n", source="a.md").kind is None


@pytest.mark.parametrize("text", ["---\nA truce was signed\n---\nin Geneva\n", "A truce\n---\nin Geneva\n", "---\n"])
def test_rules_are_no_front_matter(text: str):
    assert read(text.encode(), source="a.md").text == text


def test_yaml_makes_no_objects_and_does_not_explode():
    assert "not YAML" in str(refusal("---\ntitle: !!python/object/apply:os.getcwd []\n---\nA truce\n"))
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{new}: &{new} [{','.join(['*' + old] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert read(f"---\n{bomb}title: T\n---\nA truce\n".encode(), source="a.md").title == "T"


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**Turkey** and __Russia__", "Turkey and Russia"),
        ("an *important* and _lasting_ truce", "an important and lasting truce"),
        ("[agreed](https://a.org/b_(c)) to", "agreed to"),
        ("[agreed][1]\n\n[1]: https://a.org\nto", "agreed\n\nto"),
        ("![A map](map.png)", "A map"),
        ("<https://a.org>", "https://a.org"),
        ("> We shall keep it", "We shall keep it"),
        ("1\\. The Parties \\*", "1. The Parties *"),
        ("A <!-- not this -->truce", "A truce"),
        ("# Title\n\n1. One\n- two\n* three", "# Title\n\n1. One\n- two\n* three"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("Signed: ______ (Sylvania) ______", "Signed: ______ (Sylvania) ______"),
    ],
)
def test_marks_go_and_words_stay(marked: str, plain: str):
    assert without_marks(marked) == plain
