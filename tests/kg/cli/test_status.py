import json
from collections.abc import Callable

import pytest
from typer.testing import Result

Foedera = Callable[..., Result]


def test_a_commitment_becomes_overdue(filled: Foedera):
    before, after = (
        {found["action"]: found["status"] for found in json.loads(filled("status", "--on", day, "--json").stdout)}
        for day in ("2012-05-04", "2012-05-11")
    )
    [withdraws] = [action for action in before if "withdraw" in action]
    assert (before[withdraws], after[withdraws]) == ("in force", "overdue")


def test_only_some(filled: Foedera):
    result = filled("status", "--on", "2012-05-11", "--only", "overdue")
    assert result.exit_code == 0, result.output
    assert all(line.startswith(("overdue: ", "On 2012-05-11: ")) for line in result.stdout.splitlines())


def test_a_calendar(filled: Foedera):
    result = filled("status", "--on", "2012-05-11", "--ics")
    assert result.stdout.startswith("BEGIN:VCALENDAR")
    assert "DTSTART;VALUE=DATE:20120510" in result.stdout


@pytest.mark.parametrize(
    ("given", "said"),
    [(("--on", "Thursday"), "'Thursday' is not a day"), (("--on", "2012-05-11", "--only", "late"), "'late'")],
)
def test_what_is_no_day_or_no_status(filled: Foedera, given: tuple[str, ...], said: str):
    result = filled("status", *given)
    assert result.exit_code != 0
    assert said in " ".join(result.stderr.split())


COUNTED = "SELECT ?day (COUNT(?a) AS ?n) { ?a a fdr:Assessment ; fdr:assessedOn ?day } GROUP BY ?day ORDER BY ?day"


def test_kept_assessments_are_found_by_queries_replaced_by_day_and_taken_out(filled: Foedera):
    for day in ("2012-05-04", "2012-05-11", "2012-05-11"):
        result = filled("status", "--on", day, "--write")
        assert result.exit_code == 0, result.output
    number = len(json.loads(filled("status", "--on", "2012-05-11", "--json").stdout))
    rows = filled("query", COUNTED, "--format", "csv").stdout.split()
    assert rows == ["day,n", f"2012-05-04,{number}", f"2012-05-11,{number}"]
    overdue = filled(
        "query", "SELECT ?what { ?a fdr:standing fdr:Overdue ; fdr:assesses/fdr:action ?what }", "--format", "csv"
    )
    assert "withdraw" in overdue.stdout
    assert "Taken out." in filled("status", "--on", "2012-05-04", "--forget").stdout
    assert "Nothing is kept of 2012-05-04." in filled("status", "--on", "2012-05-04", "--forget").stdout
    assert filled("query", COUNTED, "--format", "csv").stdout.split() == ["day,n", f"2012-05-11,{number}"]
    filled("status", "--on", "2012-05-11", "--forget")


def test_only_some_cannot_be_kept(filled: Foedera):
    result = filled("status", "--on", "2012-05-11", "--only", "overdue", "--write")
    assert result.exit_code != 0
    assert "Leave out --only" in " ".join(result.stderr.split())
