"""From when, until when and by when an act is owed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction


def lexical(moment: object) -> str | None:
    return None if moment is None else str(getattr(moment, "lexical"))  # noqa: B009


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        # the document is of Wednesday, 3 March 2021
        (
            "Chad and Sudan signed a deal on 1 February 2021. "
            "Under the deal, Chad will free all prisoners within ten days.",
            "free all prisoners",
            (None, None, "2021-02-11"),
        ),
        (
            "Chad and Sudan agreed on a 48-hour truce starting on Monday.",
            "truce",
            ("2021-03-08", "2021-03-10", None),
        ),
        (
            "A truce between Chad and Sudan began on Monday.",
            "truce",
            ("2021-03-01", None, None),
        ),
        (
            "Chad and Sudan on 1 March agreed to free all prisoners.",
            "free all prisoners",
            (None, None, None),
        ),
        (
            "Chad and Sudan agreed to free all prisoners by 1 May 2021.",
            "free all prisoners",
            (None, None, "2021-05-01"),
        ),
    ],
)
def test_times(
    extracted: Callable[..., Extraction], text: str, words: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    found = extracted(text, "NEWS", "2021-03-03")
    commitment = next(c for c in found.commitments if words in c.action.lower())
    assert (lexical(commitment.start), lexical(commitment.until), lexical(commitment.due_by)) == expected
