from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.review.reviewer import parse_reviewer
from kg.review.sheet import _scalar
from kg.text.normalise import normalise

#: What the fixture makes.
Desk = Any


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_text_is_read_as_it_was_written(text: str):
    for written in (f"a: {_scalar(text)}", f"a: [{_scalar(text)}]"):
        read = yaml.safe_load(written)["a"]
        assert read in (text, [text])


def test_the_sheet_is_the_same_each_time_and_every_reader_of_yaml_reads_it(desk: Desk):
    sheet = desk.export()
    assert desk.export() == sheet
    read = yaml.safe_load(sheet)
    assert read["document"] == str(desk.IRI)
    assert all(frame["decision"] is None for frame in read["frames"])


def test_quotes_and_offsets_of_a_sheet_are_those_of_the_text(desk: Desk):
    frames = yaml.safe_load(desk.export())["frames"]
    quoted = [frame for frame in frames if "quote" in frame]
    assert len(quoted) == 6
    for frame in quoted:
        assert desk.TEXT[frame["start"] : frame["end"]] == frame["quote"]
    starts = [frame["start"] for frame in quoted]
    assert starts == sorted(starts)


def test_actors_are_called_by_their_names(desk: Desk):
    sheet = desk.export()
    assert "obligors: [Sylvania]" in sheet
    assert "parties: [Freedonia, Sylvania]" in sheet


def test_the_head_says_what_to_do(desk: Desk):
    head = desk.export().split("\ndocument:")[0]
    for word in ("accept", "correct", "reject", "add", "open"):
        assert re.search(rf"(?m)^#   {word} ", head)


def test_a_sheet_of_windows_is_read(desk: Desk):
    sheet = desk.edited(desk.export(), desk.FIRST, "accept").replace("\n", "\r\n")
    desk.file.write_bytes(b"\xef\xbb\xbf" + sheet.encode())
    assert desk.apply(sheet).counts == {"accepted": 1}
    assert normalise(sheet) != sheet


def test_reviewers_with_one_address_are_one(tmp_path: Path):
    base = "https://example.org/id/"
    one, two = (parse_reviewer(text, base=base) for text in ("Jane Doe <mailto:j@x.org>", " Jane  Doe <J@X.org> "))
    assert one.iri == two.iri
    assert one.iri.startswith(f"{base}reviewer/jane-doe-")
    assert parse_reviewer("J <https://orcid.org/0000-0001-5109-3700>", base=base).mail is None
