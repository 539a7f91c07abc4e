"""Normalise a text once; every offset in Foedera counts in what this returns."""

from __future__ import annotations

import hashlib
import unicodedata

__all__ = ["normalise", "sha256"]


def normalise(text: str) -> str:
    r"""Return the text in NFC with ``\n`` line ends and without a byte-order mark.

    >>> normalise("\ufeffcafe\u0301\r\n")
    'café\n'
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def sha256(text: str) -> str:
    """Return the hexadecimal SHA-256 of the text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
