import zipfile
from io import BytesIO

import pytest

from kg.document.media import SUFFIXES, MediaType, media_type
from kg.errors import InputError


def archive(*names: str) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return target.getvalue()


def refusal(data: bytes, name: str = "a.txt") -> str:
    with pytest.raises(InputError) as caught:
        media_type(data, name, source=name)
    assert caught.value.hint
    assert str(caught.value).startswith(f"{name}: is ")
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"%PDF-1.7\n", "a.txt", MediaType.PDF),
        (b"\n\njunk before %PDF-1.4\n", "a", MediaType.PDF),
        (archive("word/document.xml"), "a.txt", MediaType.DOCX),
        (b"<!DOCTYPE html><p>x", "a.txt", MediaType.HTML),
        (b"\xef\xbb\xbf<!-- saved -->\n<html lang='en'>", "a", MediaType.HTML),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC 'x'>", "a.xml", MediaType.HTML),
        (b"---\ntitle: A truce\n---\nThe truce", "a.txt", MediaType.MARKDOWN),
        (b"The truce", "a.md", MediaType.MARKDOWN),
        (b"The truce", "a.HTM", MediaType.HTML),
        (b"<p>The truce</p>", "a.html", MediaType.HTML),
        (b"The truce", "a", MediaType.PLAIN),
        (b"The truce", "a.text", MediaType.PLAIN),
        (b"---\nThe truce\n---\n", "a.txt", MediaType.PLAIN),
        (b"", "a.txt", MediaType.PLAIN),
    ],
)
def test_the_content_goes_before_the_name(data: bytes, name: str, told: MediaType):
    assert media_type(data, name, source=name) is told


@pytest.mark.parametrize(
    ("data", "called"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Microsoft Office document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (b"{\\rtf1", "a rich text file"),
        (b"\x1f\x8b\x08", "a compressed file"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"\x7fELF", "a program"),
        (b"ID3\x04", "a recording"),
        (b"SQLite format 3\0", "a database"),
        (b"<?xml version='1.0'?><a/>", "an XML file"),
        (b'<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>', "an XML file"),
        (archive("a.txt"), "a ZIP archive, not a Word document"),
        (archive("xl/workbook.xml"), "a spreadsheet"),
        (archive("content.xml", "mimetype"), "an OpenDocument file"),
        (b"PK\x03\x04\x14", "a damaged Word document"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a"])
def test_other_formats_are_named(data: bytes, called: str, name: str):
    assert called in refusal(data, name)


def test_a_name_that_the_content_belies():
    assert "is named .pdf but is no such document" in refusal(b"The truce", "a.pdf")
    assert "is named .docx but is no such document" in refusal(b"The truce", "a.docx")


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.txt"])
def test_an_empty_file_under_any_name(name: str):
    if name == "a.txt":
        assert media_type(b"", name, source=name) is MediaType.PLAIN
        return
    with pytest.raises(InputError, match="the file is empty"):
        media_type(b"", name, source=name)


def test_the_time_does_not_explode_on_rules_and_comments():
    assert media_type(b"---\n" + b"a\n" * 100_000, "a.txt", source="a.txt") is MediaType.PLAIN
    assert media_type(b"<!--" * 100_000, "a.txt", source="a.txt") is MediaType.PLAIN


def test_every_media_type_has_a_suffix():
    assert set(SUFFIXES.values()) == set(MediaType)
