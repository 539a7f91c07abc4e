"""The language model is the pinned one, or it is refused."""

from __future__ import annotations

import hashlib
import importlib.machinery
import importlib.util
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import ModelError
from kg.extract import model


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Put a model of two small files, with their digests pinned, in the place of the real one."""
    folder = tmp_path / "en_core_web_sm" / "en_core_web_sm-9.9.9"
    (folder / "tagger").mkdir(parents=True)
    (folder / "tagger" / "model").write_bytes(b"weights")
    (folder / "tokenizer").write_bytes(b"rules")
    lines = ['version = "9.9.9"', "[files]"]
    lines += [
        f'"{name}" = "{hashlib.sha256((folder / name).read_bytes()).hexdigest()}"'
        for name in ("tagger/model", "tokenizer")
    ]
    pins = tmp_path / "model.toml"
    pins.write_text("\n".join(lines))

    def find_spec(name: str) -> importlib.machinery.ModuleSpec | None:
        if name != "en_core_web_sm":
            return None
        spec = importlib.machinery.ModuleSpec(name, None, is_package=True)
        spec.submodule_search_locations = [str(tmp_path / "en_core_web_sm")]
        return spec

    monkeypatch.setattr(model, "_PINS", pins)
    monkeypatch.setattr(importlib.util, "find_spec", find_spec)
    model.describe.cache_clear()
    yield folder
    monkeypatch.undo()
    model.describe.cache_clear()


def test_the_installed_model_is_the_pinned_one() -> None:
    pins = tomllib.loads((Path(model.__file__).parent / "data" / "model.toml").read_text(encoding="utf-8"))
    info = model.describe()
    assert info.name in model.PACKAGES
    assert info.version == pins["version"] == "3.8.0"
    for name, digest in pins["files"].items():
        assert hashlib.sha256((info.path / name).read_bytes()).hexdigest() == digest


def test_every_file_with_weights_is_pinned() -> None:
    pins = tomllib.loads((Path(model.__file__).parent / "data" / "model.toml").read_text(encoding="utf-8"))
    folder = model.describe().path
    weights = {str(file.relative_to(folder)) for file in folder.glob("*/model")} - {"senter/model"}
    assert weights <= set(pins["files"])


def test_the_digest_names_the_whole(fake: Path) -> None:
    info = model.describe()
    assert (info.name, info.version, info.path) == ("en_core_web_sm", "9.9.9", fake)
    assert len(info.digest) == 64


@pytest.mark.parametrize("name", ["tagger/model", "tokenizer"])
def test_a_tampered_file_is_refused(fake: Path, name: str) -> None:
    (fake / name).write_bytes((fake / name).read_bytes() + b"!")
    with pytest.raises(ModelError, match=rf"the file {name} of en_core_web_sm 9\.9\.9 is not the pinned one") as error:
        model.describe()
    assert error.value.hint is not None
    assert "pip install" in error.value.hint


def test_a_missing_file_is_refused(fake: Path) -> None:
    (fake / "tokenizer").unlink()
    with pytest.raises(ModelError, match=r"tokenizer .*\(missing\)"):
        model.describe()


@pytest.mark.usefixtures("fake")
def test_no_model_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(ModelError, match="no language model is installed") as error:
        model.describe()
    assert error.value.hint is not None


def test_the_model_is_loaded_once() -> None:
    assert model.load() is model.load()
