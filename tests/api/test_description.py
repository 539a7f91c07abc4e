import pyoxigraph
import pytest

from api.description import service_description
from api.formats import GRAPHS, GraphFormat, graph_named
from kg.settings import Settings

SD = "http://www.w3.org/ns/sparql-service-description#"
ENDPOINT = "https://example.org/sparql"


def _told(settings: Settings) -> dict[str, set[str]]:
    turtle = graph_named("ttl")
    assert turtle is not None
    told: dict[str, set[str]] = {}
    for quad in pyoxigraph.parse(service_description(ENDPOINT, turtle, settings), pyoxigraph.RdfFormat.TURTLE):
        told.setdefault(quad.predicate.value.rpartition("#")[2], set()).add(quad.object.value.removeprefix(SD))
    return told


def test_it_tells_what_the_settings_make_of_it():
    told = _told(Settings(default_graph="union", write="off"))
    assert told["endpoint"] == {ENDPOINT}
    assert "UnionDefaultGraph" in told["feature"]
    assert "fdr:ProvenanceGraph" in next(iter(told["comment"]))
    assert told["supportedLanguage"] == {"SPARQL10Query", "SPARQL11Query"}
    assert "inputFormat" not in told
    assert "BasicFederatedQuery" not in told["feature"]
    assert "BasicFederatedQuery" in _told(Settings(services="https://example.org/other"))["feature"]


def test_a_store_of_its_own_that_is_written_to():
    told = _told(Settings(default_graph="own", write="tokens"))
    assert "UnionDefaultGraph" not in told["feature"]
    assert "of its own" in next(iter(told["comment"]))
    assert "SPARQL11Update" in told["supportedLanguage"]
    assert len(told["inputFormat"]) == len(GRAPHS)


@pytest.mark.parametrize("wanted", GRAPHS, ids=lambda item: item.name)
def test_in_every_format(wanted: GraphFormat):
    described = service_description(ENDPOINT, wanted, Settings())
    assert len(set(pyoxigraph.parse(described, wanted.engine))) > 10
    assert described == service_description(ENDPOINT, wanted, Settings())
