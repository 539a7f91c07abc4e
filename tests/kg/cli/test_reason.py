from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

Foedera = Callable[..., Result]


def test_the_store_is_consistent(filled: Foedera):
    result = filled("reason")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Consistent")


def test_rl_writes_down_what_follows_and_exports_stay_as_they_are(foedera: Foedera, article: Path):
    foedera("ingest", article, "--date", "2012-05-03")
    before = foedera("export", "--format", "nquads", "--with-provenance", "--with-texts").stdout
    ask = (
        "query",
        "ASK { ?agreement fdr:hasCommitment ?commitment . ?commitment fdr:statedIn/fdr:clauseOf ?agreement }",
    )
    assert foedera(*ask).stdout == "no\n"
    first = foedera("reason", "--profile", "rl")
    assert first.exit_code == 0, first.output
    assert " 0 that no longer follow" in first.stdout
    assert foedera(*ask).stdout == "yes\n"
    assert "(0 new, 0 that no longer follow)" in foedera("reason", "--profile", "rl").stdout
    assert foedera("export", "--format", "nquads", "--with-provenance", "--with-texts").stdout == before
    assert foedera("validate", "--store").exit_code == 0
    assert foedera("reason", "--profile", "rl", "--forget").stdout == "Forgotten.\n"
    assert foedera(*ask).stdout == "no\n"
    assert foedera("reason", "--profile", "rl", "--forget").stdout == "There was nothing to forget.\n"


def test_rl_needs_a_store(foedera: Foedera):
    result = foedera("reason", "--profile", "rl")
    assert result.exit_code == 2
    assert "no store" in result.stderr


def test_only_what_rl_wrote_can_be_forgotten(foedera: Foedera):
    result = foedera("reason", "--forget")
    assert result.exit_code == 2
    assert "--profile rl" in result.stderr
