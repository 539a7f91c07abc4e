import datetime
from pathlib import Path

import pytest

from kg.document.metadata import Metadata, read_notes
from kg.document.model import DocumentKind
from kg.errors import InputError

FULL = """\
# a comment
[event]
title = "Truce of Port Éclair"

[[document]]
file = "a.txt"
kind = "treaty"
title = "The truce"
creator = "A. Quill"
publisher = "The Gazette"
date = 1933-05-03
source = "https://example.org/a"
licence = "Public domain"
sha256 = "ABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCD"

[[document]]
file = "b.txt"
"""


def notes(folder: Path, text: str) -> Path:
    path = folder / "source.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_that_can_be_said(tmp_path: Path):
    found = read_notes(notes(tmp_path, FULL))
    assert found.event == "Truce of Port Éclair"
    assert found.documents == (
        Metadata(
            file="a.txt",
            line=5,
            kind=DocumentKind.AGREEMENT,
            date=datetime.date(1933, 5, 3),
            title="The truce",
            creator="A. Quill",
            publisher="The Gazette",
            source="https://example.org/a",
            licence="Public domain",
            sha256="abcdef" * 10 + "abcd",
        ),
        Metadata(file="b.txt", line=16),
    )
    assert found.of("b.txt") is found.documents[1]
    assert found.of("c.txt") is None


def test_nothing_need_be_said(tmp_path: Path):
    found = read_notes(notes(tmp_path, ""))
    assert (found.event, found.documents) == (None, ())


def test_line_breaks_in_a_text_become_blanks(tmp_path: Path):
    found = read_notes(notes(tmp_path, '[[document]]\nfile = "a.txt"\ntitle = """The\n  truce"""\n'))
    assert found.documents[0].title == "The truce"


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("[event\n", "is not TOML", 1),
        ('a = 1\nb = "x\n', "is not TOML", 2),
        ("[[document]]\nfile = 'a.txt'\n\nauthor = 'B'\n", "'author' is not known here", 4),
        ("[event]\ntitel = 'B'\n", "'titel' is not known here", 2),
        ("[events]\n", "'events' is not known here", 1),
        ("[[document]]\nfile = 'a'\n[[document]]\nfile = 'b'\nkind = 'poem'\n", "'poem' is no kind", 5),
        ("[[document]]\nfile = 'a'\ndate = '2020-03-05'\n", "date must be a day, but it is '2020-03-05'", 3),
        ("[[document]]\nfile = 'a'\ndate = 2020-03-05T10:00:00\n", "date must be a day", 3),
        ("[[document]]\nfile = 'a'\ndate = 10:00:00\n", "date must be a day", 3),
        ("[[document]]\nfile = 'a'\ndate = 2020-02-30\n", "is not TOML", 3),
        ("[[document]]\nfile = 'a'\ntitle = 7\n", "title must be a text, but it is 7", 3),
        ("[[document]]\nfile = 'a'\ncreator = ['A', 'B']\n", "creator must be a text", 3),
        ("[[document]]\nfile = 'a'\ntitle = ''\n", "title must be a text", 3),
        ("[[document]]\nfile = 'a'\nsha256 = 'abc'\n", "'abc' is no SHA-256", 3),
        ("[[document]]\ntitle = 'A'\n", "a document without its file", 1),
        ("\n[[document]]\nfile = '../a.txt'\n", "'../a.txt' does not lie in this folder", 3),
        ("[[document]]\nfile = '..'\n", "'..' does not lie in this folder", 2),
        ("[[document]]\nfile = '/etc/passwd'\n", "does not lie in this folder", 2),
        ("[[document]]\nfile = 'a'\n[[document]]\nfile = 'a'\n", "'a' is described twice", 4),
        ("[document]\nfile = 'a'\n", "the documents must be tables", 1),
        ("document = [1]\n", "the documents must be tables", 1),
        ("event = 'A'\n", "the event must be a table", 1),
    ],
)
def test_what_is_not_understood_is_refused_with_its_line(tmp_path: Path, text: str, message: str, line: int):
    path = notes(tmp_path, text)
    with pytest.raises(InputError) as caught:
        read_notes(path)
    assert message in str(caught.value)
    assert (caught.value.source, caught.value.line) == (str(path), line)
    assert caught.value.hint


def test_tables_within_tables_without_end(tmp_path: Path):
    with pytest.raises(InputError, match="nested too deeply"):
        read_notes(notes(tmp_path, "a = " + "[" * 20_000))


def test_not_utf8(tmp_path: Path):
    path = tmp_path / "source.toml"
    path.write_bytes('title = "Éclair"'.encode("latin-1"))
    with pytest.raises(InputError, match=r"source\.toml: is not UTF-8 text: byte 9"):
        read_notes(path)


def test_missing(tmp_path: Path):
    with pytest.raises(InputError, match="cannot be read"):
        read_notes(tmp_path / "source.toml")
