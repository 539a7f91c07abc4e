"""Provisions of old treaties whose binding verb the parser does not know as one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import Extraction

DUTY, LEAVE, UPHELD = "Obligation", "Permission", "Affirmation"


@pytest.mark.parametrize(
    ("article", "modality", "bound", "words"),
    [
        ("Chad further relinquishes to Niger its claims to the lake.", DUTY, {"Chad"}, "relinquishes to Niger"),
        ("That Chad grants unto Niger the use of the lake.", DUTY, {"Chad"}, "grants unto Niger"),
        ("The friendship between Chad and Niger, is hereby renewed and perpetuated.", DUTY, None, "hereby renewed"),
        ("The customs union of the lake is hereby dissolved.", DUTY, None, "hereby dissolved"),
        (
            "Whereas the wells are dry, it is hereby agreed that Chad shall dig two new ones.",
            DUTY,
            {"Chad"},
            "shall dig two new ones",
        ),
    ],
)
def test_what_the_words_bind(
    in_treaty: Callable[..., Extraction],
    labels: Callable[..., frozenset[str]],
    article: str,
    modality: str,
    bound: set[str] | None,
    words: str,
) -> None:
    found = in_treaty(article, "Chad", "Niger")
    (commitment,) = found.commitments
    assert str(commitment.modality) == modality
    assert words in commitment.action
    if bound is not None:
        assert labels(found, commitment.obligors) == bound


@pytest.mark.parametrize(
    "article",
    [
        "The grants of the year before were spent.",
        "Whereas Chad has dug two wells.",
        "Done at the lake, in two copies.",
    ],
)
def test_what_binds_nobody(in_treaty: Callable[..., Extraction], article: str) -> None:
    assert in_treaty(article, "Chad", "Niger").commitments == ()


def test_points_of_sums_and_of_acts_take_who_pays_from_their_lead(
    in_treaty: Callable[..., Extraction], labels: Callable[..., frozenset[str]]
) -> None:
    article = (
        "Chad agrees to pay to Niger the following sums, to wit:\n\n1. Ten thousand dollars for schools.\n\n"
        "2. To dig two wells at the lake."
    )
    found = in_treaty(article, "Chad", "Niger")
    wells = next(c for c in found.commitments if "dig two wells" in c.action)
    assert labels(found, wells.obligors) == {"Chad"}
