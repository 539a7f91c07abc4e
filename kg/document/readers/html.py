"""HTML: the main text of a page without its frame, with the title, date, publisher and address it gives."""

from __future__ import annotations

import datetime
import logging
import re
from typing import TYPE_CHECKING, Final

from kg.document.encoding import decode
from kg.document.readers.content import Content, scrub
from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement  # type: ignore[import-untyped]
    from trafilatura.settings import Document

__all__ = ["read"]

_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
#: How many characters of a page may declare its encoding or entities.
_HEAD: Final = 8192
#: Days of publication are looked for between these two; that the later one is fixed keeps the clock out.
_DAYS: Final = {"min_date": "1600-01-01", "max_date": "2100-01-01"}
#: How many of the first paragraphs may be the title.
_OPENING: Final = 4
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_BLANKS = re.compile(r"[ \t]+")
#: What stands apart from what is before and after it.
_APART: Final = frozenset({"body", "p", "head", "quote", "list", "table", "code", "div", "ab"})
_EMPTY_ITEM = re.compile(r"\n\n- *\n\s*")
#: The bullet of an item that has a number.
_NUMBERED_ITEM = re.compile(r"\A- (?=\(?(?:\d+|[a-z]{1,5}|[A-Z]{1,5})[.)]\s)")


def read(data: bytes, *, source: str) -> Content:
    """Read a page.

    Args:
        data: The bytes of the file.
        source: The file, for messages.

    Raises:
        InputError: If it has no main text, or declares entities.
    """
    declared = _CHARSET.search(data[:_HEAD])
    page = decode(data, source=source, declared=declared[1].decode("ascii") if declared else None)
    if _ENTITY.search(page[:_HEAD]):
        raise InputError(
            "declares entities of its own, which are not expanded", source=source, hint="Save the page as plain text."
        )
    found = _extracted(_DECLARATION.sub("", page))
    body = [] if found is None else list(_blocks(found.body))
    if found is None or not body:
        raise InputError(
            "is a page without a main text", source=source, hint="Copy the text of the page into a .txt file."
        )
    title = scrub(_words(found.title)) if found.title else None
    if title and not any(_same(title, block) for block in body[:_OPENING]):
        body.insert(0, title)
    return Content(
        text="\n\n".join(body) + "\n",
        title=title or None,
        creator=found.author or None,
        publisher=found.sitename or None,
        source=found.url or None,
        date=datetime.date.fromisoformat(found.date) if found.date else None,
        licence=found.license or None,
    )


def _extracted(page: str) -> Document | None:
    """Let trafilatura find the main text; it is told the days between which to look, so that it asks no clock."""
    import trafilatura  # slow to import: only a page pays for it
    from lxml.html import HtmlElement
    from trafilatura.settings import Document
    from trafilatura.utils import load_html

    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    tree = load_html(page)
    if not isinstance(tree, HtmlElement):
        return None
    _write_numbers(tree)
    found = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False, **_DAYS},
    )
    return found if isinstance(found, Document) else None


def _write_numbers(tree: HtmlElement) -> None:
    """Write the numbers of ordered lists into their items: in an agreement they are the numbers of its clauses."""
    for ordered in tree.iter("ol"):
        number = _whole(ordered.get("start"), 1)
        for item in ordered.findall("li"):
            number = _whole(item.get("value"), number)
            inner = item if (item.text or "").strip() or not len(item) or item[0].tag not in {"p", "div"} else item[0]
            inner.text = f"{_numeral(number, ordered.get('type', '1'))} {(inner.text or '').lstrip()}"
            number += 1


def _whole(value: str | None, otherwise: int) -> int:
    return int(value) if value is not None and re.fullmatch(r"-?\d{1,6}", value.strip()) else otherwise


def _numeral(number: int, style: str) -> str:
    if style in {"a", "A"} and 1 <= number <= 26:
        return f"({chr(ord(style) + number - 1)})"
    return f"{number}."


def _blocks(body: HtmlElement) -> list[str]:
    """Return the paragraphs, headings, items and rows of the main text, in order."""
    flow = _EMPTY_ITEM.sub("\n\n- ", "".join(_flow(body)))
    lines = (re.sub(" *\n *", "\n", block).strip() for block in re.split(r"\n\s*\n", flow))
    blocks = (_NUMBERED_ITEM.sub("", scrub(_BLANKS.sub(" ", block))) for block in lines)
    return [block for block in blocks if any(ch.isalnum() for ch in block)]


def _flow(part: HtmlElement) -> Iterator[str]:
    """Yield the words of an element, with a blank line around what stands apart and a line end where it breaks."""
    if part.tag == "lb":
        yield "\n"
    elif part.tag == "row":
        cells = (_words("".join(cell.itertext())) for cell in part.iter("cell"))
        yield f"\n\n{' | '.join(cell for cell in cells if cell)}\n\n"
    elif part.tag == "item":
        yield "\n\n- "
        yield from _inside(part)
        yield "\n\n"
    elif part.tag in _APART:
        yield "\n\n"
        yield from _inside(part)
        yield "\n\n"
    else:
        yield from _inside(part)


def _inside(part: HtmlElement) -> Iterator[str]:
    yield _SPACE.sub(" ", part.text or "")
    for inner in part:
        yield from _flow(inner)
        yield _SPACE.sub(" ", inner.tail or "")


def _words(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _same(title: str, block: str) -> bool:
    """Tell whether a paragraph is the title, or the title is the paragraph and the name of the site."""
    short, long = sorted((title.casefold(), block.casefold()), key=len)
    return short in long and len(short) * 2 >= len(title)
