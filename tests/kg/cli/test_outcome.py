import pytest
import typer

from kg.cli.outcome import Outcome, guarded
from kg.errors import ConformanceError, InputError, StoreBusyError


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (InputError("is empty", source="a.txt", hint="Write something."), 2, "foedera: a.txt: is empty\n  Write"),
        (StoreBusyError("busy"), 2, "foedera: busy\n"),
        (ConformanceError("2 findings", ("one", "two")), 1, "foedera: 2 findings\n  - one\n  - two\n"),
        (KeyboardInterrupt(), 130, "Stopped.\n"),
        (PermissionError(13, "Permission denied", "x.ttl"), 2, "foedera: x.ttl: Permission denied\n"),
        (ZeroDivisionError("oops"), 2, "should not have happened: ZeroDivisionError: oops (test_outcome.py:"),
    ],
)
def test_each_error_has_its_code_and_words(
    error: BaseException, code: int, told: str, capsys: pytest.CaptureFixture[str]
):
    def command() -> None:
        raise error

    with pytest.raises(typer.Exit) as caught:
        guarded(command)()
    assert caught.value.exit_code == code
    assert told in capsys.readouterr().err


def test_good_is_quiet():
    assert guarded(lambda: None)() is None
    assert guarded(lambda: Outcome.GOOD)() is None


def test_findings_end_with_1():
    with pytest.raises(typer.Exit) as caught:
        guarded(lambda: Outcome.FINDINGS)()
    assert caught.value.exit_code == 1
