"""Write the annotated public-domain texts, which are kept here as spans only, from a folder that holds their originals.

    python tests/golden/materialise.py --data DIR --out DIR

DIR of --data holds ``us_treaties/`` and ``unsc_resolutions/``; DIR of --out gets NAME.txt, NAME.gold.json and
NAME.meta.json for each ``public/NAME.spans.json``. A text that differs from the one annotated is refused.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

__all__ = ["materialise"]

#: Where the annotations without their texts lie.
SPANS = Path(__file__).parent / "public"


def _read(path: Path) -> str:
    """Return a text without byte-order mark, with ``\\n`` line ends, in NFC."""
    raw = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", raw)


def _quote(text: str, span: list[int]) -> tuple[str, int]:
    """Return the words of a span, and which of their occurrences (from 0, not overlapping) begins there."""
    start, end = span
    words = text[start:end]
    occurrence, at = 0, text.find(words)
    while 0 <= at < start:
        occurrence, at = occurrence + 1, text.find(words, at + len(words))
    if at != start:
        raise ValueError(f"the span {span} ({words!r}) is hidden by an overlapping repetition")
    return words, occurrence


def _quoted(item: dict[str, Any], text: str) -> dict[str, Any]:
    """Return one annotation with its spans turned into quotes."""
    out = dict(item)
    if "evidence" in item:
        out["evidence"], occurrence = _quote(text, item["evidence"])
        if occurrence:
            out["occurrence"] = occurrence
    if "also" in item:
        out["also"] = [_quote(text, span)[0] for span in item["also"]]
    return out


def materialise(spans: Path, data: Path, out: Path) -> str:
    """Write text, annotation and description of one document.

    Args:
        spans: The NAME.spans.json.
        data: The folder of the originals.
        out: The folder to write to.

    Returns:
        The document's name.

    Raises:
        ValueError: If the original is not the text that was annotated.
    """
    name = spans.name.removesuffix(".spans.json")
    kept = json.loads(spans.read_text(encoding="utf-8"))
    text = _read(data / kept["source"])
    if hashlib.sha256(text.encode()).hexdigest() != kept["meta"]["sha256"]:
        raise ValueError(f"{kept['source']} is not the text that was annotated as {name}")
    gold = {section: [_quoted(item, text) for item in items] for section, items in kept["gold"].items()}
    (out / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
    for suffix, value in (("gold", gold), ("meta", kept["meta"])):
        body = json.dumps(value, indent=1, ensure_ascii=False) + "\n"
        (out / f"{name}.{suffix}.json").write_text(body, encoding="utf-8", newline="\n")
    return name


def main() -> int:
    """Write all documents of ``public/``."""
    parser = argparse.ArgumentParser(description="Write the annotated public-domain texts from their originals.")
    parser.add_argument("--data", type=Path, required=True, help="folder with us_treaties/ and unsc_resolutions/")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    names = [materialise(path, options.data, options.out) for path in sorted(SPANS.glob("*.spans.json"))]
    sys.stdout.write(f"{len(names)} documents written to {options.out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
