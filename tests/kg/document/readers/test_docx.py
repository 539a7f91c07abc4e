import random
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kg.document.readers.docx import read
from kg.errors import InputError

AsBytes = Callable[[Document], bytes]


def repacked(data: bytes, changes: dict[str, bytes]) -> bytes:
    """Change parts of a document."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part, changes.pop(part.filename, old.read(part)))
        for name, content in changes.items():
            new.writestr(name, content)
    return target.getvalue()


def test_paragraphs_headings_lists_and_tables_in_order(document: Document, as_bytes: AsBytes):
    document.core_properties.title = "The Truce of  Klow"
    document.add_heading("AGREEMENT", 0)
    document.add_heading("Article 1", 1)
    document.add_paragraph("Sylvania shall withdraw.")
    document.add_paragraph("the wounded", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ["Town", "Day", "Klow", "10 May"], strict=True):
        cell.text = words
    document.add_paragraph("")
    document.add_paragraph("Done in two copies.")
    found = read(as_bytes(document), source="a.docx")
    assert found.text == (
        "AGREEMENT\n\nArticle 1\n\nSylvania shall withdraw.\n\n- the wounded\n\nTown | Day\n\nKlow | 10 May\n\n"
        "Done in two copies.\n"
    )
    assert found.title == "The Truce of Klow"


def test_numbers_that_word_counts(document: Document, as_bytes: AsBytes):
    for words in ("Sylvania shall withdraw.", "Freedonia shall pay."):
        document.add_paragraph(words, style="List Number")
    assert read(as_bytes(document), source="a.docx").text == "1. Sylvania shall withdraw.\n\n2. Freedonia shall pay.\n"


def test_breaks_tabs_and_hyphens(document: Document, as_bytes: AsBytes):
    paragraph = document.add_paragraph("For Sylvania")
    paragraph.add_run().add_break()
    paragraph.add_run("For\tFreedonia")
    run = paragraph.add_run(" cease")._r
    run.append(parse_xml(f"<w:noBreakHyphen {nsdecls('w')}/>"))
    run.append(parse_xml(f"<w:t {nsdecls('w')}>fire</w:t>"))
    assert read(as_bytes(document), source="a.docx").text == "For Sylvania\nFor\tFreedonia cease-fire\n"


def test_what_was_inserted_counts_and_what_was_deleted_does_not(document: Document, as_bytes: AsBytes):
    paragraph = document.add_paragraph("They shall")._p
    space = 'xml:space="preserve"'
    paragraph.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t {space}> not</w:t></w:r></w:ins>"))
    paragraph.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText {space}> soon</w:delText></w:r></w:del>"))
    paragraph.append(parse_xml(f"<w:r {nsdecls('w')}><w:t {space}> attack.</w:t></w:r>"))
    assert read(as_bytes(document), source="a.docx").text == "They shall not attack.\n"


def test_form_fields_and_merged_cells(document: Document, as_bytes: AsBytes):
    body = document.element.body
    field = "<w:sdt {}><w:sdtContent><w:p><w:r><w:t>In a field.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    body.insert(0, parse_xml(field.format(nsdecls("w"))))
    table = document.add_table(1, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "both"
    table.cell(0, 2).text = "one"
    assert read(as_bytes(document), source="a.docx").text == "In a field.\n\nboth | one\n"


def test_a_bomb(document: Document, as_bytes: AsBytes):
    data = repacked(as_bytes(document), {"word/document.xml": b"<a>" + b" " * 40_000_000 + b"</a>"})
    assert len(data) < 200_000
    with pytest.raises(InputError, match=r"a\.docx: unpacks to 40 MB from 0\.\d MB"):
        read(data, source="a.docx")


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "[Content_Types].xml", "docProps/core.xml"])
def test_a_bomb_of_entities(document: Document, as_bytes: AsBytes, part: str):
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    with pytest.raises(InputError, match="declares entities in"):
        read(repacked(as_bytes(document), {part: bomb}), source="a.docx")


def test_a_damaged_file_is_a_sentence(document: Document, as_bytes: AsBytes):
    document.add_paragraph("Sylvania shall withdraw.", style="List Number")
    whole = as_bytes(document)
    dice = random.Random(3)  # noqa: S311 - damage, no secret
    errors: list[InputError] = []
    for _ in range(100):
        data = bytearray(whole[: dice.choice([len(whole), dice.randrange(10, len(whole))])])
        for _ in range(dice.randrange(1, 40)):
            data[dice.randrange(8, len(data))] = dice.randrange(256)
        try:
            read(bytes(data), source="a.docx")
        except InputError as error:
            errors.append(error)
    assert errors
    assert all(str(error).startswith("a.docx: ") and error.hint for error in errors)


@pytest.mark.parametrize("xml", [b"<a/>", b"not xml", b"", b"<w:document xmlns:w='urn:other'/>"])
def test_a_document_of_something_else(document: Document, as_bytes: AsBytes, xml: bytes):
    with pytest.raises(InputError, match="is a damaged Word document"):
        read(repacked(as_bytes(document), {"word/document.xml": xml}), source="a.docx")
