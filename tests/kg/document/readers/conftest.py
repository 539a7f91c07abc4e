"""Files of each format, made for the tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

import docx
import pypdf
import pytest
from docx.document import Document
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

MakePdf = Callable[..., bytes]
AsBytes = Callable[[Document], bytes]


def _page(writer: pypdf.PdfWriter, lines: Sequence[str]) -> None:
    page = writer.add_blank_page(595, 842)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    shown = "".join(
        f"({line.replace(chr(92), chr(92) * 2).replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj T*\n"
        for line in lines
    )
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 11 Tf 14 TL 60 780 Td\n{shown}ET".encode("cp1252"))
    page[NameObject("/Contents")] = writer._add_object(stream)


@pytest.fixture(scope="session")
def make_pdf() -> MakePdf:
    """Return what makes a PDF of pages of lines; a page without lines has no text."""

    def make(*pages: Sequence[str], title: str | None = None, password: str | None = None, owner: str = "") -> bytes:
        writer = pypdf.PdfWriter()
        for lines in pages:
            if lines:
                _page(writer, lines)
            else:
                writer.add_blank_page(595, 842)
        if title is not None:
            writer.add_metadata({"/Title": title})
        if password is not None:
            writer.encrypt(user_password=password, owner_password=owner or None, algorithm="RC4-128")
        target = BytesIO()
        writer.write(target)
        return target.getvalue()

    return make


@pytest.fixture
def document() -> Document:
    return docx.Document()


@pytest.fixture(scope="session")
def as_bytes() -> AsBytes:
    """Return what saves a Word document."""

    def save(document: Document) -> bytes:
        target = BytesIO()
        document.save(target)
        return target.getvalue()

    return save
