from pathlib import Path

import pytest
from rdflib import Graph

HERE = Path(__file__).parent


@pytest.fixture
def valid() -> Graph:
    return Graph().parse(HERE / "valid.ttl", format="turtle")
