import pytest

from api.reference.names import anchor, path_of, ref
from kg.namespaces import FDR, OWL, THEME, XSD

ROOT = "https://w3id.org/foedera/"


@pytest.mark.parametrize(
    ("iri", "place"),
    [
        (str(FDR.theme), "theme"),
        (str(THEME), "theme/"),
        (f"{ROOT}ontology/core/actor", "ontology/core/actor"),
        (f"{ROOT}shape#Actor", ""),
        (str(OWL.Class), ""),
    ],
)
def test_anchors_do_not_collide(iri: str, place: str):
    assert anchor(iri) == place


def test_paths_are_those_of_the_iri():
    assert path_of(f"{ROOT}shape#passage-length") == "shape/passage-length"
    assert path_of(str(THEME)) == "theme/"


def test_terms_of_others_are_called_by_their_short_names():
    found = ref(str(XSD.date))
    assert (found.label, found.anchor) == ("xsd:date", "")
    assert ref(str(FDR.hasClause)).label == "has clause"
