"""DOCX: the paragraphs, lists and tables of a Word document, in order, with the numbers that Word shows."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Final

from kg.document.readers.content import Content, scrub
from kg.document.readers.numbering import Numbering, numbering_of
from kg.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]

__all__ = ["read"]

#: The most bytes that the parts of a document may have when unpacked: all of them, and those that are parsed.
_UNPACKED: Final = 150_000_000
_PARSED: Final = 50_000_000
#: How many times what is packed a part may have when unpacked.
_RATIO: Final = 200
#: A part of this size may be packed as well as it likes.
_SMALL: Final = 2_000_000
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Elements whose content is not part of the running text: what was deleted or moved, and what repeats a drawing.
_PASSED: Final = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_W}p", f"{_W}tbl"})
_DAMAGE: Final = (
    KeyError,
    ValueError,
    AttributeError,
    TypeError,
    IndexError,
    NotImplementedError,
    RuntimeError,
    OSError,
)


def read(data: bytes, *, source: str) -> Content:
    """Read a Word document.

    Args:
        data: The bytes of the file.
        source: The file, for messages.

    Raises:
        InputError: If it is damaged, holds far more than it seems, or declares entities.
    """
    import docx  # only a Word document pays for it
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        _check_parts(data, source)
        document = docx.Document(BytesIO(data))
        numbering = numbering_of(document)
        blocks = [scrub(block) for block in _blocks(document.element.body, numbering)]
        title = " ".join(scrub(document.core_properties.title or "").split())
    except InputError:
        raise
    except (OpcError, LxmlError, zipfile.BadZipFile, zlib.error, EOFError, *_DAMAGE) as error:
        raise InputError(
            f"is a damaged Word document: {str(error).splitlines()[0] if str(error) else type(error).__name__}",
            source=source,
            hint="Open it in a word processor and save it again.",
        ) from error
    return Content(text="\n\n".join(block for block in blocks if block.strip()) + "\n", title=title or None)


def _check_parts(data: bytes, source: str) -> None:
    """Refuse a document that unpacks to far more than it should, before it is unpacked, and one with entities."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        parsed = sum(part.file_size for part in parts if _is_parsed(part))
        packed = [part for part in parts if part.file_size > max(_SMALL, _RATIO * max(part.compress_size, 1))]
        if unpacked > _UNPACKED or parsed > _PARSED or packed:
            raise InputError(
                f"unpacks to {unpacked // 1_000_000:,} MB from {len(data) / 1_000_000:.1f} MB, which no text does",
                source=source,
                hint="Do not open it unless you trust who sent it; copy the text into a new document.",
            )
        for part in parts:
            if _is_parsed(part):
                with archive.open(part) as stream:
                    head = stream.read(4096)
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    raise InputError(
                        f"declares entities in {part.filename}, which no word processor does",
                        source=source,
                        hint="Do not open it unless you trust who sent it; copy the text into a new document.",
                    )


def _is_parsed(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels"))


def _blocks(parent: _Element, numbering: Numbering) -> Iterator[str]:
    """Yield the paragraphs and the rows of tables, in order."""
    for child in parent.iterchildren():
        if child.tag == f"{_W}p":
            yield _paragraph(child, numbering)
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                yield " | ".join(filter(None, (_cell(cell, numbering) for cell in row.iter(f"{_W}tc"))))
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}moveTo"}:
            yield from _blocks(child, numbering)


def _cell(cell: _Element, numbering: Numbering) -> str:
    return " ".join(" ".join(_blocks(cell, numbering)).split())


def _paragraph(paragraph: _Element, numbering: Numbering) -> str:
    words = "".join(_words(paragraph)).strip()
    label = numbering.label(paragraph) if words else ""
    return f"{label} {words}" if label else words


def _words(parent: _Element) -> Iterator[str]:
    for child in parent.iterchildren():
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in {f"{_W}tab", f"{_W}ptab"} and parent.tag == f"{_W}r":
            yield "\t"
        elif child.tag in {f"{_W}br", f"{_W}cr"}:
            yield "\n"
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag not in _PASSED:
            yield from _words(child)
