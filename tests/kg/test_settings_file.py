"""Settings from a file, and names that are none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.settings import load_settings


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    load_settings.cache_clear()
    yield
    load_settings.cache_clear()


def _written(path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> str:
    file = path / "foedera.toml"
    file.write_text(text, encoding="utf-8")
    monkeypatch.setenv("FOEDERA_CONFIG", str(file))
    return str(file)


def test_a_file_gives_settings_and_the_environment_goes_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _written(tmp_path, 'port = 8099\nhost = "0.0.0.0"\n', monkeypatch)
    monkeypatch.setenv("FOEDERA_HOST", "::1")
    assert (load_settings().port, load_settings().host) == (8099, "::1")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("prot = 8099\n", "prot is no setting"),
        ("port = 700000\n", "less than or equal to 65535"),
        ("port = [", "no TOML"),
    ],
)
def test_what_is_wrong_in_a_file_is_refused_with_file_and_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    file = _written(tmp_path, text, monkeypatch)
    with pytest.raises(InputError) as caught:
        load_settings()
    assert said in str(caught.value)
    assert file in str(caught.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDERA_CONFIG", str(tmp_path / "none.toml"))
    with pytest.raises(InputError, match="cannot be read"):
        load_settings()


def test_a_slip_of_the_pen_in_the_environment_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDERA_PROT", "8099")
    with pytest.raises(InputError, match="FOEDERA_PROT is no setting"):
        load_settings()


def test_variables_of_others_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDERA_DATA", "/nowhere")
    assert load_settings().port == 8000
