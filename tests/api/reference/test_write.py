import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

import api
from api.reference.write import FORMATS, format_named, written

PROGRAM = """
import hashlib
from api.pages.reference import page_bytes
from api.reference.write import FORMATS, written
for path in ("ontology", "ontology/Discrepancy", "shapes/agreement", "shape"):
    for item in FORMATS:
        print(path, item.name, hashlib.sha256(written(path, item.name)).hexdigest())
for address in ("/ontology", "/shape"):
    print(address, hashlib.sha256(page_bytes(address)).hexdigest())
"""


def _digests(seed: str) -> str:
    root = Path(api.__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True, check=True, text=True, cwd=root, env={**os.environ, "PYTHONHASHSEED": seed},
    )  # fmt: skip
    return done.stdout


def test_every_process_writes_the_same_bytes():
    one, other = _digests("1"), _digests("2")
    assert one.count("\n") == 18
    assert one == other


def test_formats_by_suffix():
    assert [item.name for item in FORMATS] == ["ttl", "rdf", "jsonld", "nt"]
    assert format_named("nq") is None


def test_turtle_is_written_for_people():
    text = written("ontology", "ttl").decode()
    assert "owl:propertyChainAxiom ( fdr:hasClause fdr:states )" in text
    assert "_:" not in text
    assert text.count("@prefix") <= 16


def test_different_things_are_different_bytes():
    digests = {
        hashlib.sha256(written(path, "nt")).digest() for path in ("ontology", "shape", "ontology/Actor", "theme")
    }
    assert len(digests) == 4


def test_an_unknown_format():
    with pytest.raises(KeyError):
        written("ontology", "exe")
