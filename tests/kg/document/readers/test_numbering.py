import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kg.document.readers.numbering import Level, Numbering, in_style

LEVELS = {
    ("1", 0): Level("upperRoman", "Article %1"),
    ("1", 1): Level("decimal", "%1.%2"),
    ("1", 2): Level("lowerLetter", "(%3)", 3),
    ("2", 0): Level("bullet", "\uf0b7"),
    ("3", 0): Level("none", ""),
}


def paragraph(number: str, depth: int = 0, style: str = "") -> object:
    listed = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return parse_xml(f"<w:p {nsdecls('w')}><w:pPr>{styled}{listed}</w:pPr></w:p>")


def labels(*places: tuple[str, int]) -> list[str]:
    numbering = Numbering(LEVELS, {}, {})
    return [numbering.label(paragraph(*place)) for place in places]


def test_levels_count_and_start_anew_below_a_higher_one():
    places = [("1", 0), ("1", 1), ("1", 1), ("1", 2), ("1", 2), ("1", 0), ("1", 1)]
    assert labels(*places) == ["Article I", "1.1", "1.2", "(c)", "(d)", "Article II", "2.1"]


def test_bullets_and_what_has_no_number():
    assert labels(("2", 0), ("3", 0), ("0", 0), ("", 0)) == ["-", "", "", ""]


def test_lists_that_share_a_counter_go_on():
    levels = {("1", 0): Level("decimal", "%1."), ("2", 0): Level("decimal", "%1.")}
    numbering = Numbering(levels, {"1": "abstract 0", "2": "abstract 0"}, {})
    assert [numbering.label(paragraph(number)) for number in "1121"] == ["1.", "2.", "3.", "4."]


def test_a_style_numbers_its_paragraphs():
    numbering = Numbering(LEVELS, {}, {"Clause": ("1", 0)})
    assert numbering.label(paragraph("", style="Clause")) == "Article I"
    assert numbering.label(paragraph("0", style="Clause")) == ""


@pytest.mark.parametrize(
    ("number", "style", "written"),
    [
        (1994, "upperRoman", "MCMXCIV"),
        (26, "upperLetter", "Z"),
        (27, "lowerLetter", "aa"),
        (7, "decimalZero", "07"),
        (0, "lowerLetter", "0"),
        (5000, "upperRoman", "5000"),
    ],
)
def test_styles(number: int, style: str, written: str):
    assert in_style(number, style) == written
