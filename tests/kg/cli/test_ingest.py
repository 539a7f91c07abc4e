import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from kg.ingest.ingest import TOGETHER

Foedera = Callable[..., Result]

BINARY = Path(sys.executable).with_name("foedera")


def test_it_tells_what_it_found_and_where_to_look(foedera: Foedera, article: Path):
    first = foedera("ingest", article, "--date", "2012-05-03")
    assert first.exit_code == 0, first.output
    lines = [line.split() for line in first.stdout.splitlines()]
    assert ["written", str(article)] in [line[:2] for line in lines] or f"written  {article}" in first.stdout
    for kind in ("documents", "agreements", "commitments", "meetings", "incidents", "claims"):
        assert any(len(line) == 2 and line[1] == kind and line[0].isdigit() for line in lines)
    assert ["1", "documents"] in lines
    assert "Conforms." in first.stdout
    assert "http://127.0.0.1:8000" in first.stdout
    assert "extracting" in first.stderr
    second = foedera("ingest", article, "--date", "2012-05-03")
    assert "unchanged" in second.stdout
    assert "extracting" not in second.stderr


def test_two_ingests_export_the_same_bytes(foedera: Foedera, article: Path):
    foedera("ingest", article)
    before = foedera("export", "--format", "nquads").stdout_bytes
    assert before
    foedera("ingest", "--again", article)
    assert foedera("export", "--format", "nquads").stdout_bytes == before


def test_a_dry_run(foedera: Foedera, article: Path):
    result = foedera("ingest", "--dry-run", article)
    assert result.exit_code == 0
    assert "Nothing was stored" in result.stdout
    assert foedera("export").stdout == ""


def test_bad_input_is_a_sentence(foedera: Foedera, article: Path, tmp_path: Path):
    for args, told in [
        ([tmp_path / "no.txt"], "no such file"),
        ([article, "--date", "5 March"], "'5 March' is no day"),
        ([article, "--kind", "poem"], "--kind"),
    ]:
        result = foedera("ingest", *args)
        assert result.exit_code == 2
        assert result.stderr.count("foedera: ") == 1
        assert told in result.stderr
        assert "Traceback" not in result.output


def test_a_store_that_is_a_file(foedera: Foedera, article: Path, tmp_path: Path):
    (tmp_path / "store").write_text("x")
    result = foedera("ingest", article)
    assert result.exit_code == 2
    assert "is a file" in result.stderr


def documents(environment: dict[str, str]) -> int:
    count = "SELECT (COUNT(*) AS ?n) { ?document fdr:sha256 ?digest }"
    told = subprocess.run([BINARY, "query", count, "-f", "csv"], capture_output=True, env=environment, check=True)
    return int(told.stdout.split()[-1])


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_and_the_same_command_goes_on(tmp_path: Path, jobs: int):
    folder = tmp_path / "texts"
    folder.mkdir()
    count = TOGETHER + 40
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(f"Turkey and Russia agreed to stop the fighting on day {number}.")
    environment = os.environ | {"FOEDERA_STORE": str(tmp_path / "store")}
    command = [BINARY, "ingest", folder, "--jobs", str(jobs)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stderr is not None
    for line in process.stderr:
        if "extracting" in line:
            break
    process.send_signal(signal.SIGINT)
    told, complained = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Stopped" in complained
    assert "Traceback" not in complained + told
    before = documents(environment)
    assert before < count
    told = subprocess.run(command, capture_output=True, text=True, env=environment, check=True).stdout
    lines = [line.split() for line in told.splitlines()]
    assert [str(before), "unchanged"] in lines
    assert [str(count - before), "written"] in lines
    assert documents(environment) == count


def test_what_cannot_be_read_is_passed_over_and_told(foedera: Foedera, article: Path, tmp_path: Path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_bytes(article.read_bytes())
    (folder / "b.pdf").write_text("no PDF")
    stopped = foedera("ingest", folder)
    assert stopped.exit_code == 2
    assert "b.pdf" in stopped.stderr
    assert foedera("export").stdout == ""
    result = foedera("ingest", "--keep-going", folder)
    assert result.exit_code == 1
    assert f"  written  {folder / 'a.txt'}" in result.stdout
    assert f"   failed  {folder / 'b.pdf'}" in result.stdout
    assert "b.pdf: is named .pdf but is no such document" in result.stderr
    assert "1 could not be read" in result.stdout
    assert foedera("export").stdout


def test_many_documents_are_counted(foedera: Foedera, tmp_path: Path):
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(101):
        (folder / f"{number}.txt").write_text("Freedonia and Sylvania met.")
    result = foedera("ingest", "--dry-run", folder)
    assert result.exit_code == 0, result.output
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["1", "written"] in lines
    assert ["100", "repeated"] in lines
