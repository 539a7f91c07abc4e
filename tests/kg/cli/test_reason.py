from collections.abc import Callable

from typer.testing import Result

Foedera = Callable[..., Result]


def test_the_store_is_consistent(filled: Foedera):
    result = filled("reason")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Consistent")


def test_rl_says_that_it_is_not_built(foedera: Foedera):
    result = foedera("reason", "--profile", "rl")
    assert result.exit_code == 2
    assert "not built yet" in result.stderr
