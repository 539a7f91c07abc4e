from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.resources import ontology_dir


def ontology_store() -> Store:
    """Every Turtle file of the ontology in a graph of its own, named after the file."""
    store = Store()
    for path in sorted(ontology_dir().rglob("*.ttl")):
        name = path.relative_to(ontology_dir()).as_posix()
        store.load(path=path, format=RdfFormat.TURTLE, to_graph=NamedNode(f"urn:file:{name}"))
    return store


@pytest.fixture
def store() -> Store:
    return ontology_store()
