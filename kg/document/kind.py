"""The kinds of document, as the contract names them and as people do."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from kg.document.model import DocumentKind
from kg.errors import InputError

__all__ = ["parse_kind"]

_WORDS = Path(__file__).parent / "data" / "kinds.toml"


@cache
def _kinds() -> dict[str, DocumentKind]:
    """Read which words mean which kind; the contract's names mean themselves."""
    words = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    kinds = {kind.lower(): kind for kind in DocumentKind}
    return kinds | {word: DocumentKind(name) for name, spoken in words.items() for word in spoken}


def parse_kind(word: str, *, source: str | None = None, line: int | None = None) -> DocumentKind:
    """Tell which kind of document a word means.

    Args:
        word: A class name of the contract or an everyday word, in any case.
        source: Where the word stands, for the message.
        line: The line it stands on, for the message.

    Raises:
        InputError: If it means none.

    >>> parse_kind("Treaty")
    <DocumentKind.AGREEMENT: 'AgreementText'>
    """
    kinds = _kinds()
    key = " ".join(word.replace("-", " ").replace("_", " ").lower().split())
    if key not in kinds:
        raise InputError(
            f"{word!r} is no kind of document",
            source=source,
            line=line,
            hint=f"Use one of: {', '.join([*DocumentKind, *sorted(set(kinds) - {k.lower() for k in DocumentKind})])}.",
        )
    return kinds[key]
