import re
from collections.abc import Callable

import pytest
from typer.testing import Result

Foedera = Callable[..., Result]


def test_make_list_and_revoke(foedera: Foedera):
    made = foedera("token", "create", "--scope", "curate", "--name", "Jane Doe")
    assert made.exit_code == 0, made.output
    assert re.fullmatch(r"foedera_[\w-]{43}\n", made.stdout)
    assert "cannot be shown again" in made.stderr
    listed = foedera("token", "list").stdout
    assert re.fullmatch(r"[0-9a-f]{8}  curate  until revoked       Jane Doe\n", listed)
    assert made.stdout.strip() not in listed
    assert foedera("token", "revoke", "Jane Doe").exit_code == 0
    assert re.search(r"curate  revoked \d{4}-\d\d-\d\d  Jane Doe", foedera("token", "list").stdout)
    again = foedera("token", "revoke", "Jane Doe")
    assert again.exit_code == 2
    assert "foedera token list" in again.stderr


def test_the_end_of_a_token_is_told(foedera: Foedera):
    foedera("token", "create", "--scope", "read", "--name", "A press", "--expires", "2999-12-31")
    assert "until   2999-12-31  A press" in foedera("token", "list").stdout


@pytest.mark.parametrize("day", ["yesterday", "2001-01-01", "2030-13-01"])
def test_a_day_that_cannot_be(foedera: Foedera, day: str):
    result = foedera("token", "create", "--scope", "read", "--name", "A press", "--expires", day)
    assert result.exit_code == 2
    assert day in result.stderr
    assert result.stdout == ""


def test_none_yet(foedera: Foedera):
    assert "foedera token create" in foedera("token", "list").stdout
