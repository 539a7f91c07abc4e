import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from kg import __version__
from kg.cli import (
    compare,
    consolidate,
    discrepancies,
    doctor,
    evaluate,
    export,
    extract,
    import_,
    ingest,
    link,
    query,
    reason,
    review,
    serve,
    status,
    token,
    validate,
)

Foedera = Callable[..., Result]
BINARY = Path(sys.executable).with_name("foedera")
COMMANDS = [
    ingest,
    extract,
    validate,
    query,
    export,
    serve,
    reason,
    consolidate,
    discrepancies,
    compare,
    status,
    import_,
    link,
    review,
    token,
    evaluate,
    doctor,
]


def test_the_version(foedera: Foedera):
    result = foedera("--version")
    assert (result.exit_code, result.stdout) == (0, f"foedera {__version__}\n")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda module: module.NAME)
def test_each_command_has_an_example(foedera: Foedera, command: type[ingest]):
    result = foedera(command.NAME, "--help", env={"COLUMNS": "300"})
    assert result.exit_code == 0
    assert " ".join(f"Example: {command.EXAMPLE}".split()) in " ".join(result.stdout.split())


@pytest.mark.parametrize(
    "args", [["nonsense"], ["query"], ["export", "--format", "pdf"], ["ingest", "--nonsense", "x"]]
)
def test_bad_use_ends_with_2(foedera: Foedera, args: list[str]):
    result = foedera(*args)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["ingest", "--help"], ["serve", "--help"]])
def test_help_loads_nothing_heavy(args: list[str]):
    script = f"""
import sys
from kg.cli import main

sys.argv = ["foedera", *{args!r}]
try:
    main()
finally:
    heavy = {{"spacy", "rdflib", "pyshacl", "pyoxigraph", "owlready2", "fastapi", "uvicorn", "numpy"}}
    sys.stderr.write(str(sorted(heavy & set(sys.modules))))
"""
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stderr == "[]"


def test_no_colours_when_piped(filled_folder: str):
    environment = os.environ | {"FOEDERA_STORE": filled_folder}
    for args in (["--help"], ["query", "SELECT * { ?s ?p ?o } LIMIT 3"], ["nonsense"]):
        told = subprocess.run([BINARY, *args], capture_output=True, env=environment, check=False)
        assert b"\x1b" not in told.stdout + told.stderr


def test_a_reader_that_goes_away(filled_folder: str):
    script = f"'{BINARY}' query 'SELECT ?s ?a {{ ?s ?p ?o . ?a ?b ?c }}' --format csv | head -n 1"
    environment = os.environ | {"FOEDERA_STORE": filled_folder}
    told = subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=environment, check=True)
    assert told.stdout.split() == ["s,a"]
    assert told.stderr == ""


def test_a_locale_without_accents(filled_folder: str):
    environment = os.environ | {"FOEDERA_STORE": filled_folder, "PYTHONIOENCODING": "ascii"}
    told = subprocess.run([BINARY, "doctor"], capture_output=True, text=True, env=environment, check=True)
    assert "Traceback" not in told.stderr


def test_a_bad_setting_is_named(tmp_path: Path):
    told = subprocess.run(
        [BINARY, "export"], capture_output=True, text=True, env=os.environ | {"FOEDERA_PORT": "x"}, check=False
    )
    assert told.returncode == 2
    assert "FOEDERA_PORT" in told.stderr
    assert "Traceback" not in told.stderr
