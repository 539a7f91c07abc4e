"""PDF: the text layer, page by page."""

from __future__ import annotations

import logging
import re
import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Final

from kg.document.readers.content import Content, scrub
from kg.document.readers.pages import join_pages
from kg.errors import InputError

if TYPE_CHECKING:
    from pypdf import PdfReader

__all__ = ["read"]

#: Fewer letters than these on a page are no text, but a stamp or a page number.
_LETTERS: Final = 20
#: Titles that programs give where nobody does.
_NO_TITLE = re.compile(r"(?:microsoft|untitled|document\b|unknown|slide|\W*\Z)|\S*\Z|.*\.\w{2,4}\Z", re.IGNORECASE)
#: What pypdf raises, besides its own errors, where a file is damaged.
_DAMAGE: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


def read(data: bytes, *, source: str) -> Content:
    """Read the text layer of a PDF.

    Args:
        data: The bytes of the file.
        source: The file, for messages.

    Raises:
        InputError: If it is damaged, protected by a password, or has no text layer.
    """
    import pypdf  # only a PDF pays for it
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _protected(source)
        pages = [scrub(page.extract_text()) for page in reader.pages]
        title = _title(reader)
    except InputError:
        raise
    except DependencyError as error:
        raise _protected(source) from error
    except (PyPdfError, *_DAMAGE) as error:
        raise InputError(
            f"is a damaged PDF: {str(error).splitlines()[0] if str(error) else type(error).__name__}",
            source=source,
            hint="Open it in a PDF viewer and print it into a new PDF, or copy its text into a .txt file.",
        ) from error
    written = sum(sum(ch.isalpha() for ch in page) >= _LETTERS for page in pages)
    if not any(any(ch.isalnum() for ch in page) for page in pages) or (written * 2 < len(pages) and len(pages) > 1):
        pictures = "its pages are pictures" if not written else f"only {written} of its {len(pages)} pages have one"
        raise InputError(
            f"is a scanned PDF without a text layer: {pictures}" if pages else "is a PDF without pages",
            source=source,
            hint="Recognise its text first (OCR), for example with ocrmypdf, and read the result.",
        )
    return Content(text=join_pages(pages), title=title)


def _protected(source: str) -> InputError:
    return InputError(
        "is encrypted, and nobody but who has its password can read it",
        source=source,
        hint="Open it with its password, print it into a new PDF without one, and read that.",
    )


def _title(reader: PdfReader) -> str | None:
    """Return the title that the file gives, if a person may have given it."""
    title = reader.metadata.title if reader.metadata is not None else None
    words = " ".join(scrub(str(title)).split()) if title else ""
    return words if words and not _NO_TITLE.match(words) else None
