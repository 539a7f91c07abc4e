import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

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


def test_ctrl_c(tmp_path: Path):
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(300):
        (folder / f"{number}.txt").write_text(f"Turkey and Russia agreed to stop the fighting on day {number}.")
    environment = os.environ | {"FOEDERA_STORE": str(tmp_path / "store")}
    process = subprocess.Popen(
        [BINARY, "ingest", folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "extracting" in line:
            break
    process.send_signal(signal.SIGINT)
    told, complained = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Stopped" in complained
    assert "Traceback" not in complained + told
    export = subprocess.run([BINARY, "export"], capture_output=True, env=environment, check=True)
    assert export.stdout == b""
