import random
from collections.abc import Callable

import pytest

from kg.document.readers.pdf import read
from kg.errors import InputError

MakePdf = Callable[..., bytes]
LINE = "The Parties shall withdraw their forces from the zone."


def test_the_text_layer_line_by_line(make_pdf: MakePdf):
    found = read(make_pdf(["AGREEMENT", "Article 1", LINE], title="Agreement on the Zone"), source="a.pdf")
    assert found.text == f"AGREEMENT\nArticle 1\n{LINE}\n"
    assert found.title == "Agreement on the Zone"


@pytest.mark.parametrize("title", ["Microsoft Word - final2.doc", "untitled", "scan.pdf", "  ", "Document1"])
def test_titles_that_programs_give_are_none(make_pdf: MakePdf, title: str):
    assert read(make_pdf([LINE], title=title), source="a.pdf").title is None


def test_typographic_marks(make_pdf: MakePdf):
    line = "“The truce” — of Port Éclair’s people"
    assert read(make_pdf([line]), source="a.pdf").text == f"{line}\n"


def test_headers_numbers_and_hyphens_are_the_pages_affair(make_pdf: MakePdf):
    towns = ["Klow", "Szohod", "Strelsau", "Zenda"]
    bodies = [
        [f"On leaving {town} the Parties", "shall co-", "operate and with-", f"draw to {town}."] for town in towns
    ]
    pages = [["Treaty Series", *body, str(number)] for number, body in enumerate(bodies, 1)]
    text = read(make_pdf(*pages), source="a.pdf").text
    assert text == "".join(
        f"On leaving {town} the Parties\nshall co-operate and withdraw to {town}.\n" for town in towns
    )


@pytest.mark.parametrize("pages", [[[]], [[], [], []], [["1"], [], []], [["Stamp"], [], [], []]])
def test_a_scan_is_refused(make_pdf: MakePdf, pages: list[list[str]]):
    with pytest.raises(InputError, match=r"a\.pdf: is a scanned PDF without a text layer") as caught:
        read(make_pdf(*pages), source="a.pdf")
    assert "OCR" in str(caught.value.hint)


def test_one_short_page_is_a_text(make_pdf: MakePdf):
    assert read(make_pdf(["A truce"]), source="a.pdf").text == "A truce\n"


def test_a_password_is_asked_for(make_pdf: MakePdf):
    with pytest.raises(InputError, match="is encrypted") as caught:
        read(make_pdf([LINE], password="secret"), source="a.pdf")
    assert "password" in str(caught.value.hint)


def test_a_password_that_only_forbids_changes_does_not_matter(make_pdf: MakePdf):
    assert read(make_pdf([LINE], password="", owner="owner"), source="a.pdf").text == f"{LINE}\n"


def test_a_damaged_file_is_a_sentence(make_pdf: MakePdf):
    whole = make_pdf([LINE], [LINE])
    dice = random.Random(7)  # noqa: S311 - damage, no secret
    outcomes = set()
    for _ in range(150):
        data = bytearray(whole[: dice.choice([len(whole), dice.randrange(10, len(whole))])])
        for _ in range(dice.randrange(1, 30)):
            data[dice.randrange(8, len(data))] = dice.randrange(256)
        try:
            outcomes.add(bool(read(bytes(data), source="a.pdf").text))
        except InputError as error:
            outcomes.add(str(error).startswith("a.pdf: is ") and error.hint is None)
    assert outcomes == {True, False}


def test_it_says_nothing_on_the_side(make_pdf: MakePdf, capfd: pytest.CaptureFixture[str]):
    with pytest.raises(InputError):
        read(make_pdf([LINE])[:300], source="a.pdf")
    assert capfd.readouterr() == ("", "")
