"""A command line with a store of its own, and one store with a real ingest for those that only ask."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli.app import app
from kg.settings import load_settings

Foedera = Callable[..., Result]

TEXT = """Freedonia and Sylvania sign ceasefire

GENEVA, 3 May 2012 - Freedonia and Sylvania signed a ceasefire agreement in Geneva on Thursday.

Under the agreement, Turkey shall withdraw its troops from Aleppo within 7 days.
"""


def _runs(store: str, patch: pytest.MonkeyPatch) -> Foedera:
    def run(*args: object, **more: str) -> Result:
        patch.setenv("FOEDERA_STORE", store)
        load_settings.cache_clear()
        try:
            return CliRunner().invoke(app, [str(arg) for arg in args], **more)
        finally:
            load_settings.cache_clear()

    return run


@pytest.fixture
def foedera(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Foedera:
    """Return what runs a command with a store that is not made yet."""
    return _runs(str(tmp_path / "store"), monkeypatch)


@pytest.fixture(scope="session")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("texts") / "article.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture(scope="session")
def filled_folder(tmp_path_factory: pytest.TempPathFactory, article: Path) -> str:
    folder = str(tmp_path_factory.mktemp("stores") / "store")
    with pytest.MonkeyPatch.context() as patch:
        result = _runs(folder, patch)("ingest", article, "--date", "2012-05-03")
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def filled(filled_folder: str, monkeypatch: pytest.MonkeyPatch) -> Foedera:
    """Return what runs a command on a store that holds the article."""
    return _runs(filled_folder, monkeypatch)
