from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rdflib import Graph

from kg.settings import Settings
from kg.store.open import open_store
from kg.store.oxigraph import OxigraphStore

PREFIXES = """
@prefix fdr: <https://w3id.org/foedera/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <https://example.org/> .
"""


@pytest.fixture
def turtle() -> Callable[[str], Graph]:
    return lambda text: Graph().parse(data=PREFIXES + text, format="turtle")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture(params=["disk", "memory"])
def store(request: pytest.FixtureRequest, folder: Path) -> Iterator[OxigraphStore]:
    with open_store(Settings(store=str(folder) if request.param == "disk" else "memory:")) as opened:
        yield opened
