"""Clauses: the numbered parts of a treaty, each with its commitments, and the points that a report tells."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.clauses import find_clauses
from kg.extract.frames import Extraction
from kg.extract.reading import Reading

TREATY = """Treaty between the Republic of Peru and the Republic of Ecuador

Reaffirming the sovereignty of both Parties,

The Republic of Peru and the Republic of Ecuador have agreed as follows:

Article 1

The Parties shall withdraw their troops and shall release all prisoners.

Article 2

The Parties shall:

(a) repair the bridge;

(b) open the road.

Article 3

The annex is a map.
"""


def test_articles_and_points_hold_their_commitments(extracted: Callable[..., Extraction]) -> None:
    found = extracted(TREATY, "AGREEMENT")
    action = {c.key: c.action for c in found.commitments}
    told = [(clause.number, [action[key] for key in clause.states]) for clause in found.clauses]
    assert told[-5:] == [
        ("1", ["The Parties shall withdraw their troops", "shall release all prisoners"]),
        ("2", []),
        ("a", ["repair the bridge"]),
        ("b", ["open the road"]),
        ("3", []),
    ]
    assert [number for number, _ in told[:-5]] == ["preamble"] * (len(told) - 5)


def test_clauses_are_numbered_in_the_order_of_the_text(extracted: Callable[..., Extraction]) -> None:
    clauses = extracted(TREATY, "AGREEMENT").clauses
    assert [clause.ordinal for clause in clauses] == list(range(1, len(clauses) + 1))
    starts = [clause.evidence[0].start for clause in clauses]
    assert starts == sorted(starts)
    assert len({clause.key for clause in clauses}) == len(clauses)


def test_every_commitment_of_a_treaty_stands_in_one_clause(extracted: Callable[..., Extraction]) -> None:
    found = extracted(TREATY, "AGREEMENT")
    stated = [key for clause in found.clauses for key in clause.states]
    assert sorted(stated) == sorted(c.key for c in found.commitments)


def test_in_a_report_every_commitment_is_a_point_that_has_no_number(in_news: Callable[[str], Extraction]) -> None:
    found = in_news("Chad and Sudan agreed to release all prisoners and to open the border.")
    assert [(c.number, c.states) for c in found.clauses] == [
        ("", (found.commitments[0].key,)),
        ("", (found.commitments[1].key,)),
    ]
    assert {c.agreement for c in found.clauses} == {found.agreements[0].key}


def test_without_an_agreement_there_is_no_clause(
    in_treaty: Callable[..., Extraction], reading_of: Callable[..., Reading]
) -> None:
    commitments = in_treaty("Peru shall clear the mines.").commitments
    assert find_clauses(reading_of(TREATY, "AGREEMENT"), None, commitments) == []
