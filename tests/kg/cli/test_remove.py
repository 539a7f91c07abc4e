from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Foedera = Callable[..., Result]
HEAD = "GENEVA, 3 May 2012 - Chad and Sudan signed a ceasefire agreement in Geneva on Thursday.\n\n"
DOCUMENTS = "SELECT ?d { ?d a fdr:SourceDocument } ORDER BY ?d"


@pytest.fixture
def two(foedera: Foedera, tmp_path: Path) -> Foedera:
    for width in ("eight", "ten"):
        path = tmp_path / f"{width}.txt"
        path.write_text(
            f"{HEAD}Under the agreement, Chad and Sudan shall establish a {width}-kilometre-wide buffer zone.\n"
        )
        assert foedera("ingest", path, "--date", "2012-05-03").exit_code == 0
    return foedera


def documents(foedera: Foedera) -> list[str]:
    return foedera("query", DOCUMENTS, "--format", "csv").stdout.split()[1:]


def exported(foedera: Foedera) -> str:
    return foedera("export", "--format", "nquads").stdout


def test_what_comes_in_last_and_goes_leaves_the_store_as_it_was(foedera: Foedera, tmp_path: Path):
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text(f"{HEAD}Under the agreement, Chad shall release 20 prisoners.\n")
    second.write_text(f"{HEAD}Under the agreement, Sudan shall withdraw its troops.\n")
    foedera("ingest", first, "--date", "2012-05-03")
    before, kept = exported(foedera), documents(foedera)
    foedera("ingest", second, "--date", "2012-05-03")
    [other] = set(documents(foedera)) - set(kept)
    result = foedera("remove", other)
    assert (result.exit_code, result.stdout.strip()) == (0, f"removed  {other}")
    assert exported(foedera) == before
    assert foedera("validate", "--store").exit_code == 0


CONSOLIDATED = "SELECT ?s { GRAPH ?g { ?g a fdr:ConsolidatedGraph . ?s ?p ?o } }"


def test_with_the_last_source_but_one_goes_what_was_consolidated(two: Foedera):
    two("consolidate")
    assert len(two("query", CONSOLIDATED, "--format", "csv").stdout.split()) > 2
    assert two("remove", documents(two)[0].rpartition("/")[2]).exit_code == 0
    assert len(documents(two)) == 1
    # Only the mark stays, so that what comes next is consolidated again.
    assert len(two("query", CONSOLIDATED, "--format", "csv").stdout.split()) == 2


def test_a_store_once_consolidated_stays_so(two: Foedera, tmp_path: Path):
    two("consolidate")
    before = exported(two)
    [first, _] = documents(two)
    two("remove", first)
    assert two("ingest", tmp_path, "--date", "2012-05-03").exit_code == 0
    assert exported(two) == before


def test_of_a_wrong_name_nothing_goes(two: Foedera):
    before = exported(two)
    result = two("remove", documents(two)[0], "nonsense")
    assert result.exit_code != 0
    assert "no document nonsense" in " ".join(result.stderr.split())
    assert exported(two) == before
