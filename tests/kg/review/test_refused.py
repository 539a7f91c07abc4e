"""What is wrong in a sheet is told with its line and what to do, and then nothing of the sheet is applied."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.review.sheet_reader import read_sheet

#: What the fixture makes.
Desk = Any

ADD = "\n- type: {type}\n{slots}  quote: {quote}\n  decision: add\n"


def line_of(sheet: str, words: str, after: str = "") -> int:
    start = sheet.index(words, sheet.index(after) if after else 0)
    return sheet.count("\n", 0, start) + 1


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (("modality: obligation", "modality: obligatory"), "Did you mean 'obligation'?"),
        (("themes: [withdrawal]", "themes: [withdrawl]"), "Did you mean 'withdrawal'?"),
        (("obligors: [Sylvania]", "obligors: [Silvania]"), "Did you mean 'Sylvania'?"),
        (("obligors: [Sylvania]", "obligors: [Arvo]"), "no actor “Arvo”"),
        (("clauses: [clause/1]", "clauses: [agreement/0-12]"), "is no clause"),
        (('due by: "2012-05-03"', 'due by: "2012-02-30"'), "'2012-02-30' is no date"),
        (('due by: "2012-05-03"', "due by: [2012, 2013]"), "has 2 values"),
        (("10 KiloM Length", "ten KiloM Length"), "is no quantity"),
        (("10 KiloM Length", "10 KiloMM Length"), "Did you mean KiloM?"),
        (("obligors:", "obligor:"), "Did you mean “obligors”?"),
    ],
)
def test_a_word_that_means_nothing(desk: Desk, edit: tuple[str, str], told: str):
    sheet = desk.edited(desk.export(), desk.FIRST, "correct", edit)
    [finding] = desk.refused(sheet)
    line = line_of(sheet, edit[1], after=f"- frame: {desk.FIRST}")
    assert finding.startswith(f"line {line}: ")
    assert told in finding


def test_a_decision_that_is_none(desk: Desk):
    [finding] = desk.refused(desk.edited(desk.export(), desk.FIRST, "acept"))
    assert "'acept' is no decision — Did you mean accept?" in finding


def test_a_slot_that_was_changed_without_a_decision(desk: Desk):
    [finding] = desk.refused(desk.edited(desk.export(), desk.FIRST, "", ("obligation", "permission")))
    assert "was changed, but nothing is decided" in finding


def test_accepting_what_was_changed_and_correcting_what_was_not(desk: Desk):
    [finding] = desk.refused(desk.edited(desk.export(), desk.FIRST, "accept", ("obligation", "permission")))
    assert "Write `decision: correct`" in finding
    [finding] = desk.refused(desk.edited(desk.export(), desk.FIRST, "correct"))
    assert "nothing is changed" in finding


def test_a_quote_that_the_text_does_not_have(desk: Desk):
    sheet = desk.export() + ADD.format(
        type="incident", slots="  name: raid\n", quote="Freedonia  may keep a post in Arvo"
    )
    [finding] = desk.refused(sheet)
    assert "does not say “Freedonia  may" in finding
    assert "It says “Freedonia may keep a post in Arvo” at" in finding


def test_a_quote_that_the_text_has_twice(desk: Desk):
    sheet = desk.export() + ADD.format(type="incident", slots="  name: raid\n", quote="Both shall free all prisoners.")
    [finding] = desk.refused(sheet)
    one, two = (desk.span("Both shall free all prisoners.", number).start for number in (0, 1))
    assert "2 times — Write which one with `start:`, or give a `context:`" in finding
    assert f"{one} (“" in finding
    assert f"{two} (“" in finding


def test_offsets_that_are_not_where_the_quote_is(desk: Desk):
    start = desk.span("Sylvania shall").start
    sheet = desk.edited(desk.export(), desk.FIRST, "correct", (f"start: {start}\n", f"start: {start + 1}\n"))
    [finding] = desk.refused(sheet)
    assert f"It stands at {start}." in finding


def test_a_new_frame_without_a_quote(desk: Desk):
    [finding] = desk.refused(desk.export() + "\n- type: incident\n  name: raid\n  decision: add\n")
    assert "needs a quote" in finding


def test_a_new_frame_that_the_shapes_do_not_allow(desk: Desk):
    sheet = desk.export() + ADD.format(type="commitment", slots="  action: leave\n", quote="Sylvania will withdraw")
    findings = desk.refused(sheet)
    line = line_of(sheet, "- type: commitment\n  action: leave")
    assert any(re.match(rf"line {line}: added/commitment/\d+-\d+: .*modality", finding) for finding in findings), (
        findings
    )


def test_what_the_software_found_itself_is_not_added(desk: Desk):
    slots = "  modality: permission\n  themes: [monitoring]\n  action: keep a post in Arvo\n  obligors: [Freedonia]\n"
    slots += f"  clauses: ['{desk.POINT}']\n"
    sheet = desk.export() + ADD.format(type="commitment", slots=slots, quote="Freedonia may keep a post in Arvo.")
    [finding] = desk.refused(sheet)
    assert "has found just this itself" in finding


def test_rejecting_an_actor_whom_a_statement_names(desk: Desk):
    sheet = desk.edited(desk.export(), desk.SYLVANIA, "reject")
    [finding] = desk.refused(sheet)
    assert finding.startswith(f"line {line_of(sheet, f'- frame: {desk.SYLVANIA}')}: ")
    assert f"{desk.PACT}, {desk.FIRST} still name" in finding


def test_accepting_what_names_what_is_rejected(desk: Desk):
    sheet = desk.edited(desk.edited(desk.export(), desk.FIRST, "reject"), desk.CLAIM, "accept")
    [finding] = desk.refused(sheet)
    assert f"it names {desk.FIRST} under “about”, which is rejected" in finding


def test_everything_that_is_wrong_is_told_at_once(desk: Desk):
    sheet = desk.edited(desk.export(), desk.FIRST, "yes")
    sheet = desk.edited(sheet, desk.SECOND, "correct", ("permission", "perhaps"))
    assert len(desk.refused(sheet)) == 2


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("- frame: {0}\n  type: commitment", "- frame: {0}\n  type: meeting", "is of type commitment, not meeting"),
        ("- frame: {0}\n", "- frame: {0}0\n", "the document has no frame"),
        ("- frame: {0}\n", "- ", "has no `frame:`"),
        ("- frame: {0}\n", "- frame: clause/1\n", "clause/1 stands in line 31 already"),
    ],
)
def test_an_entry_that_is_of_no_frame(desk: Desk, old: str, new: str, told: str):
    sheet = desk.edited(desk.export(), desk.FIRST, "accept")
    old, new = old.format(desk.FIRST), new.format(desk.FIRST)
    assert old in sheet
    findings = desk.refused(sheet.replace(old, new).replace("-   type", "- type"))
    assert any(told in finding for finding in findings), findings


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "line 1: a sheet must consist of"),
        ("- a", "line 1: a sheet must consist of"),
        ("document: x\nsha256: y\n", "has no `frames:`"),
        ("document: x\nsha256: y\nframes: z", "line 3: `frames:` must be a list"),
        ("document: x\nsha256: y\nframes:\n- 7", "line 4: an entry must consist of"),
        ("document: x\ndocument: y", "line 2: `document:` stands in a sheet twice"),
        ("document: x\nshape: y", "line 2: `shape:` does not belong in a sheet"),
        ("document: [x\n", "is not YAML"),
        ("document: x\nframes: !!python/object:os.system []\nsha256: y\nz: *a", "is not YAML"),
        ("document: x\nsha256: y\nframes:\n- frame: a\n  quote: b\n  start: ten", "line 6: `start: ten`"),
        ("document: x\nsha256: y\nframes:\n- frame: a\n  quote: b\n  evidence: []", "line 6: has both"),
        ("document: x\nsha256: y\nframes:\n- frame: {a: b}", "line 4: here must be a word or a text"),
        ("[" * 5000, "is not YAML"),
    ],
)
def test_a_file_that_is_no_sheet(tmp_path: Path, text: str, told: str):
    file = tmp_path / "sheet.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_sheet(file)
    assert str(file) in caught.value.message
    assert told in caught.value.message


def test_a_file_that_cannot_be_read(tmp_path: Path):
    (tmp_path / "latin.yaml").write_bytes(b"document: \xe9")
    for name, told in (("none.yaml", "cannot be read"), ("latin.yaml", "UTF-8")):
        with pytest.raises(InputError, match=told):
            read_sheet(tmp_path / name)


def test_values_stay_words(tmp_path: Path):
    file = tmp_path / "sheet.yaml"
    file.write_text(
        "document: x\nsha256: 0123\nframes:\n- frame: no\n  decision: yes\n  due by: 2012-05-03\n  a: [1.0, ~]\n"
    )
    sheet = read_sheet(file)
    assert sheet.digest == "0123"
    [item] = sheet.items
    assert (item.frame, item.decision.value) == ("no", "yes")
    assert item.slots["due by"].values == ("2012-05-03",)
    assert item.slots["a"].values == ("1.0", "~")
