"""Where treaties run on, and what their points take from the line above them."""

from __future__ import annotations

import pytest

from kg.extract.provisions import plain, provisions, supplied_by


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("A shall pay; and B shall deliver the fort.", ["A shall pay;", " and B shall deliver the fort."]),
        ("A shall deliver wheat; rye; and salt.", ["A shall deliver wheat; rye; and salt."]),
        ("A cedes the lake; provided that B may fish.", ["A cedes the lake;", " provided that B may fish."]),
        ("No sign at all", ["No sign at all"]),
    ],
)
def test_a_paragraph_is_cut_before_a_further_provision(text: str, parts: list[str]) -> None:
    found = list(provisions(text, 0, len(text)))
    assert [text[start:end] for start, end, _ in found] == parts
    assert [goes_on for _, _, goes_on in found] == [False] + [True] * (len(parts) - 1)


@pytest.mark.parametrize(
    ("line", "point", "expected"),
    [
        ("The Parties shall:", "withdraw their guns;", "They shall "),
        ("The Parties shall not:", "lay mines;", "They shall not "),
        ("Both sides withdraw, and none of them shall", "lay mines;", "They shall not "),
        ("The Council may, in particular,", "hear witnesses;", "They may "),
        ("The two Governments:", "recognise the border;", "They "),
        ("The two Governments:", "the border of the lake;", ""),
        ("The Parties agree to:", "a ceasefire;", ""),
        ("The Parties shall:", "they shall withdraw;", ""),
        ("The lake has three islands:", "the island of goats;", ""),
    ],
)
def test_a_point_takes_subject_and_modal_from_its_lead_in(line: str, point: str, expected: str) -> None:
    assert supplied_by(line, point) == expected


def test_a_receipt_in_the_midst_is_a_provision_of_its_own() -> None:
    text = "The sum, now paid, the receipt whereof the said chiefs do hereby acknowledge, is a full price."
    found = [text[start:end] for start, end, _ in provisions(text, 0, len(text))]
    assert found == [text, "the receipt whereof the said chiefs do hereby acknowledge,"]
    assert "acknowledge" not in plain(text)
    assert plain(found[1]).split() == ["the", "same", "chiefs", "acknowledge,"]


@pytest.mark.parametrize(
    ("older", "plainer"),
    [
        ("the Kingdom stipulates to pay", "the Kingdom undertakes to pay"),
        ("The United Cantons stipulated to provide", "The United Cantons undertakes to provide"),
        ("the sum that is stipulated to be paid", "the sum that is stipulated to be paid"),
        ("The tribe cedes the lake", "The tribe gives the lake"),
        ("who hereby quit claim to it", "who hereby relinquish to it"),
        ("For the cession aforesaid the king pays", "For the cession above,    the king pays"),
        ("the lands shall be, and they are hereby, ceded", "the lands shall be" + " " * 23 + "ceded"),
    ],
)
def test_older_words_are_read_as_plainer_ones_of_the_same_length(older: str, plainer: str) -> None:
    assert plain(older) == plainer
    assert len(plain(older)) == len(older)
