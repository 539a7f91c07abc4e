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
