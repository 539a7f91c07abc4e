from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.extract.authority.load import read_user

TOML = """
[[entry]]
label = "Free Valley Front"
type = "ArmedGroup"
country = "YE"
abbreviations = ["FVLF"]
names = ["Valley Fronters", "!Fronters"]
"""


def test_a_users_file_brings_entries_with_aliases(tmp_path: Path):
    path = tmp_path / "own.toml"
    path.write_text(TOML, encoding="utf-8")
    found = list(read_user(path))
    assert {alias.entry.key for alias in found} == {"armedgroup/free-valley-front"}
    assert [(alias.spelling, alias.needs_context) for alias in found if "Fronters" in alias.spelling] == [
        ("Valley Fronters", False),
        ("Fronters", True),
    ]


def test_a_users_entries_are_matched(tmp_path: Path):
    path = tmp_path / "own.toml"
    path.write_text(TOML, encoding="utf-8")
    # In a process of its own, for what a user adds stays.
    code = (
        "import sys; from pathlib import Path; from kg.extract.authority.matcher import find_authorities, load_user;"
        "load_user(Path(sys.argv[1]));"
        "print(*(m.entries[0].key for m in find_authorities('Talks of Yemen with the FVLF')))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["state/yemen", "armedgroup/free-valley-front"]


@pytest.mark.parametrize(
    "text", ["[[entry", '[[entry]]\nlabel = "X"\ntype = "Planet"\n', '[[entry]]\ntype = "State"\n', "entry = 3"]
)
def test_a_users_file_that_cannot_be_used_says_why(tmp_path: Path, text: str):
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"own\.toml"):
        list(read_user(path))


def test_a_missing_file_says_so(tmp_path: Path):
    with pytest.raises(InputError):
        list(read_user(tmp_path / "none.toml"))
