"""Prompts: what a model is told to do, and the document, which is data, apart from it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kg.document.model import SourceDocument
from kg.extract.llm.check import Part
from kg.extract.llm.terms import agreement_types, themes
from kg.extract.reading import Reading

__all__ = ["LONGEST", "instructions", "parts_of", "prompt"]

#: At most so many characters of a document are shown at once.
LONGEST: Final = 12_000
_DATA: Final = Path(__file__).parent / "data"
_BREAK: Final = re.compile(r"\n\s*\n|\n|(?<=[.;])\s")


def instructions(name: str) -> str:
    """Return what a model is told to do; it does not depend on the document."""
    text = (_DATA / f"{name}.md").read_text(encoding="utf-8")
    return text.replace("{themes}", ", ".join(themes())).replace("{agreement_types}", ", ".join(agreement_types()))


def parts_of(reading: Reading, longest: int = LONGEST) -> tuple[Part, ...]:
    """Cut a document into stretches that a model can be shown, between paragraphs, lines or sentences."""
    text = reading.document.text
    parts: list[Part] = []
    start = 0
    while start < len(text):
        end = len(text)
        if end - start > longest:
            breaks = [match.end() for match in _BREAK.finditer(text, start + longest // 2, start + longest)]
            whole = [at for at in breaks if text[:at].endswith("\n")]
            end = (whole or breaks or [start + longest])[-1]
        if text[start:end].strip():
            parts.append(Part(reading, start, end))
        start = end
    return tuple(parts)


def prompt(part: Part, frames: Sequence[object] = ()) -> str:
    """Return a stretch of a document between marks that it cannot hold, and what was found in it.

    Args:
        part: The stretch.
        frames: What was found, as it can be written in JSON.
    """
    document: SourceDocument = part.reading.document
    mark = document.sha256[:32]
    day = f' date="{document.date.isoformat()}"' if document.date is not None else ""
    shown = f"<document {mark}{day}>\n{document.text[part.start : part.end]}\n</document {mark}>"
    if frames:
        shown += f"\n<open {mark}>\n{json.dumps(frames, ensure_ascii=False, indent=1)}\n</open {mark}>"
    return shown
