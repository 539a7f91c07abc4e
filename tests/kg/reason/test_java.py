import subprocess
from pathlib import Path

import owlready2
import pytest

from kg.errors import ModelError
from kg.reason import java


def test_hermit_and_pellet_start_with_the_java_of_the_wheel():
    assert "HermiT" in java.hermit("--help", timeout=60).stdout
    assert "explain" in java.pellet("help", timeout=60).stdout
    assert Path(owlready2.JAVA_EXE).is_file()


def test_a_reasoner_that_takes_too_long_is_stopped():
    with pytest.raises(ModelError, match=r"hermit did not finish within 0\.001 seconds"):
        java.hermit("--help", timeout=0.001)


def test_a_java_that_does_not_start_is_an_error(monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("not allowed")

    monkeypatch.setattr(subprocess, "run", refuse)
    with pytest.raises(ModelError, match="Java does not start: not allowed"):
        java.pellet("help", timeout=1)
