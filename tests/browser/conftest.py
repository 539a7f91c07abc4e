import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest

from api.screenshots import serving
from kg.settings import Settings
from kg.store.open import open_store
from kg.store.terms import to_rdflib

GRAPH_FILE = Path(__file__).parent.parent / "api" / "graph.trig"


@pytest.fixture(scope="session")
def root() -> Iterator[str]:
    """The address of a server with the hand-written document."""
    if shutil.which("chromium") is None:
        pytest.skip("there is no chromium on this machine (on Debian: apt-get install chromium)")
    graphs = defaultdict(list)
    for quad in pyoxigraph.parse(GRAPH_FILE.read_bytes(), format=pyoxigraph.RdfFormat.TRIG):
        graphs[quad.graph_name.value].append(quad)
    settings = Settings(store="memory:")
    with open_store(settings) as store:
        store.replace({name: to_rdflib(quads) for name, quads in graphs.items()})
        with serving(settings, store) as address:
            yield address
