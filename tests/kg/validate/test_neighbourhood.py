import pytest
from rdflib import Graph, URIRef, Variable
from rdflib.namespace import SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kg.errors import ModelError
from kg.namespaces import FDR, GEO, PREFIXES
from kg.validate.neighbourhood import reach, reach_of
from kg.validate.shapes import shapes_graph

HEAD = """
@prefix fdr: <https://w3id.org/foedera/ontology#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix : <https://example.org/> .
"""


def read(text: str) -> Graph:
    return Graph().parse(data=HEAD + text, format="turtle")


def test_how_far_the_shapes_see():
    seen = reach()
    assert str(FDR.inDocument) in seen.onward
    assert str(GEO.asWKT) in seen.onward
    assert dict(seen.back) == {
        str(FDR.hasClause): frozenset({str(FDR.Clause)}),
        str(FDR.coding): frozenset({str(FDR.Coding)}),
    }
    assert str(FDR.Claim) in seen.counted
    assert not seen.counted & {str(FDR.Actor), str(FDR.State), str(FDR.Place)}


def test_a_subclass_is_counted_too():
    shapes = read("[] sh:targetClass fdr:Event ; sh:property [ sh:path fdr:evidence ; sh:minCount 1 ] .")
    assert reach_of(shapes).counted == {
        str(FDR[name]) for name in ("Event", "Meeting", "Incident", "ImplementationEvent")
    }


@pytest.mark.parametrize(
    "shape",
    [
        "[] sh:path ( fdr:partOf fdr:partOf fdr:partOf ) .",
        "[] sh:path [ sh:oneOrMorePath fdr:partOf ] .",
        "[] sh:path ( fdr:partOf [ sh:inversePath fdr:party ] ) .",
        "[] sh:path ( fdr:evidence fdr:inDocument ) ; sh:class fdr:SourceDocument .",
        "[] sh:path fdr:party ; sh:node [ sh:property [ sh:path fdr:partOf ; sh:minCount 1 ] ] .",
        "[] sh:targetSubjectsOf fdr:party ; sh:property [ sh:path fdr:evidence ; sh:minCount 1 ] .",
        "[] sh:targetSubjectsOf fdr:party ; sh:property [ sh:path [ sh:inversePath fdr:party ] ; sh:minCount 1 ] .",
    ],
)
def test_a_shape_that_sees_further_is_refused(shape: str):
    with pytest.raises(ModelError, match="shape"):
        reach_of(read(shape))


def triples_in(value: object) -> list[tuple[object, object, object]]:
    if isinstance(value, CompValue):
        own = list(value["triples"]) if "triples" in value else []
        inner = [triple for part in value.values() for triple in triples_in(part)]
        return own + inner
    if isinstance(value, list | tuple | set):
        return [triple for part in value for triple in triples_in(part)]
    return []


def test_queries_in_shapes_look_at_the_node_itself():
    selects = list(shapes_graph().objects(None, SH.select))
    assert selects
    for select in selects:
        found = triples_in(prepareQuery(str(select), initNs=PREFIXES).algebra)
        assert found
        assert {subject for subject, *_ in found if not isinstance(subject, URIRef)} <= {Variable("this")}
