import pytest
from rdflib import Graph

from api.reference.documents import AREAS, graph_of, published
from kg.resources import ontology_dir


def test_every_file_is_published_by_its_iri():
    files = {path.relative_to(ontology_dir()).as_posix() for path in ontology_dir().rglob("*.ttl")}
    files = {name for name in files if not name.startswith("hygiene/")}
    assert {item.file for item in published().values()} - {""} == files


def test_paths_lie_in_the_areas_that_have_routes():
    assert {path.partition("/")[0] for path in published()} <= set(AREAS)
    assert all(path == item.path for path, item in published().items())


def test_versions_are_the_same_as_what_they_are_versions_of():
    one, other = published()["ontology/core/actor"], published()["ontology/0.1.0/core/actor"]
    assert (one.iri, one.file, one.page) == (other.iri, other.file, other.page)
    assert one.is_document
    assert not published()["ontology/Actor"].is_document


def test_a_file_is_all_of_the_file():
    for path in ("theme", "shapes/event", "ontology/alignments/org"):
        expected = Graph().parse(ontology_dir() / published()[path].file, format="turtle")
        assert len(graph_of(path)) == len(expected)


def test_what_is_not_published_has_no_graph():
    with pytest.raises(KeyError):
        graph_of("ontology/Nothing")
