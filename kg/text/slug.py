"""A slug: the part of an IRI that a name becomes."""

from __future__ import annotations

import hashlib
import re
import unicodedata

__all__ = ["slug"]

#: Letters that Unicode does not decompose.
_FOLD = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a"}
)
_APOSTROPHES = re.compile("['’‘`´ʼʻʿʾ]")
_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST = 100


def slug(name: str) -> str:
    """Return the name in ASCII lower case with hyphens, so that it can stand in an IRI.

    A name with letters that have no ASCII form, or one that is too long, ends in a short digest of the whole, so
    that two names never share a slug by accident.

    >>> slug("Hay’at Tahrir al-Shām")
    'hayat-tahrir-al-sham'
    """
    folded = unicodedata.normalize("NFKD", name.casefold()).translate(_FOLD)
    folded = "".join(ch for ch in folded if not unicodedata.combining(ch))
    plain = _OTHER.sub("-", _APOSTROPHES.sub("", folded)).strip("-")
    lost = any(ch.isalnum() and not ch.isascii() for ch in folded)
    if plain and not lost and len(plain) <= _LONGEST:
        return plain
    digest = hashlib.sha256(folded.encode("utf-8")).hexdigest()[:8]
    return f"{plain[:_LONGEST].rstrip('-')}-{digest}".lstrip("-")
