import pytest
from rdflib import Dataset, Graph, Literal, Namespace, URIRef

from kg.namespaces import DCTERMS, FDR, GEO, OWL, RDF, RDFS, XSD
from kg.reason.dialect import individuals_of, to_dialect, triples_of
from kg.reason.ontology import ontology_graph

EX = Namespace("https://example.org/id/")


def said(*triples: tuple[URIRef, URIRef, URIRef | Literal]) -> Graph:
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    return graph


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Literal("2020-03-05", datatype=XSD.date), Literal("2020-03-05T00:00:00", datatype=XSD.dateTime)),
        (
            Literal("2020-03-05Z", datatype=XSD.date, normalize=False),
            Literal("2020-03-05T00:00:00Z", datatype=XSD.dateTime, normalize=False),
        ),
        (Literal("2020-03-06T00:01:00", datatype=XSD.dateTime), Literal("2020-03-06T00:01:00", datatype=XSD.dateTime)),
        (Literal("2020-03", datatype=XSD.gYearMonth), Literal("2020-03")),
        (Literal("PT6H", datatype=XSD.duration), Literal("PT6H")),
        (Literal("6", datatype=XSD.nonNegativeInteger), Literal("6", datatype=XSD.nonNegativeInteger)),
        (Literal("many", datatype=XSD.integer), Literal("many")),
        (Literal("paix", "fr"), Literal("paix", "fr")),
    ],
)
def test_literals_become_what_reasoners_know(value: Literal, expected: Literal):
    copy = to_dialect(ontology_graph(), said((EX.x, FDR["from"], value)))
    [found] = copy.objects(EX.x, FDR["from"])
    assert isinstance(found, Literal)
    assert (str(found), found.datatype, found.language) == (str(expected), expected.datatype, expected.language)


def test_map_coordinates_become_strings():
    wkt = Literal("POINT(1 2)", datatype=GEO.wktLiteral)
    copy = to_dialect(ontology_graph(), said((EX.g, GEO.asWKT, wkt)))
    assert copy.value(EX.g, GEO.asWKT) == Literal("POINT(1 2)")


def test_axioms_name_known_datatypes_only():
    copy = to_dialect(ontology_graph())
    assert copy.value(FDR.duration, RDFS.range) == XSD.string
    assert ontology_graph().value(FDR.duration, RDFS.range) == XSD.duration


def test_what_says_nothing_in_owl_is_left_out():
    data = said((EX.x, DCTERMS.title, Literal("news")), (EX.x, EX.other, EX.y), (EX.x, RDFS.label, Literal("x", "en")))
    assert not list(to_dialect(ontology_graph(), data).triples((EX.x, None, None)))
    assert not list(to_dialect(ontology_graph()).subjects(RDF.type, OWL.Ontology))


def test_individuals_get_short_names_in_the_order_of_their_addresses():
    data = said((EX.b, FDR.partOf, EX.a), (EX.b, RDF.type, FDR.State), (EX.c, FDR.modality, FDR.Obligation))
    names = individuals_of(data, ontology_graph())
    assert [str(node) for node in names] == [str(EX.a), str(EX.b), str(EX.c)]
    copy = to_dialect(ontology_graph(), data, names)
    assert (names[EX.b], FDR.partOf, names[EX.a]) in copy
    assert (names[EX.c], FDR.modality, FDR.Obligation) in copy
    assert (EX.b, None, None) not in copy


def test_triples_of_a_dataset_come_from_all_its_graphs():
    dataset = Dataset()
    dataset.graph(EX.one).add((EX.a, FDR.partOf, EX.b))
    dataset.default_graph.add((EX.b, FDR.partOf, EX.c))
    assert {triple[2] for triple in triples_of(dataset)} == {EX.b, EX.c}
