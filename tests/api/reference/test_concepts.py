from collections.abc import Iterable, Iterator

import pytest
from rdflib import RDF, SKOS

from api.reference.concepts import Concept, schemes
from kg.reason.ontology import ontology_graph


def _walk(concepts: Iterable[Concept]) -> Iterator[Concept]:
    for item in concepts:
        yield item
        yield from _walk(item.narrower)


def test_every_concept_stands_in_one_place():
    found = [item.ref.iri for scheme in schemes() for item in _walk(scheme.tops)]
    assert len(found) == len(set(found))
    assert set(found) == {str(node) for node in ontology_graph().subjects(RDF.type, SKOS.Concept)}
    assert sum(scheme.size for scheme in schemes()) == len(found)


def test_the_themes_are_a_tree():
    (themes,) = (scheme for scheme in schemes() if scheme.area == "themes/themes")
    tree = {item.name: [below.name for below in item.narrower] for item in _walk(themes.tops)}
    assert "withdrawal" in tree["security"]
    assert "navigation" in tree["transport"]
    assert "women" in tree["human-rights"]
    assert themes.tops[-1].name == "other"


def test_codes_of_others_are_grouped():
    (concept,) = (item for scheme in schemes() for item in _walk(scheme.tops) if item.name == "women")
    assert [(kind.label, codes) for kind, codes in concept.codes] == [
        ("PA-X code", ("GeFa", "GeMe", "GeWom")),
        ("UCDP code", ("gender",)),
    ]


@pytest.mark.parametrize(("area", "names"), [
    ("themes/modality", ["Affirmation", "Obligation", "Permission", "Prohibition"]),
    ("themes/stance", ["Asserted", "Denied", "Doubted", "Predicted", "Quoted"]),
])  # fmt: skip
def test_short_lists(area: str, names: list[str]):
    (scheme,) = (scheme for scheme in schemes() if scheme.area == area)
    assert [item.name for item in scheme.tops] == names
