import pyoxigraph
import pytest
from rdflib import RDF, XSD, Graph, Literal, URIRef

from kg.link.near import near
from kg.link.told import told
from kg.namespaces import FDR
from kg.store.oxigraph import OxigraphStore

BASE = "https://example.org/id/"


def meeting(store: OxigraphStore, number: int, day: str, kind: str = "Meeting") -> str:
    name = f"{BASE}document/{number}/graph"
    node, graph = URIRef(f"{BASE}document/{number}/meeting"), Graph()
    graph.add((node, RDF.type, FDR[kind]))
    graph.add((node, FDR.date, Literal(day, datatype=XSD.date if len(day) == 10 else None)))
    store.replace({name: graph})
    return name


@pytest.mark.parametrize(
    ("day", "kind", "is_near"),
    [
        ("2012-05-01", "Meeting", True),
        ("2012-04-29", "Meeting", True),
        ("2012-04-28", "Meeting", False),
        ("2012-05-03T10:00:00", "Meeting", True),
        ("2012-04", "Meeting", True),
        ("2012", "Meeting", True),
        ("2013", "Meeting", False),
        ("2012-05-01", "Incident", False),
    ],
)
def test_near_is_what_is_of_one_kind_and_of_nearly_one_day(day: str, kind: str, is_near: bool):
    store = OxigraphStore(pyoxigraph.Store())
    mine, other = meeting(store, 1, "2012-05-01"), meeting(store, 2, day, kind)
    assert near(store, told(store, [mine]), base=BASE) == ({mine, other} if is_near else {mine})
