import pytest

from api.reference.questions import questions, questions_about, used_in
from kg.namespaces import FDR, THEME


@pytest.mark.parametrize(
    ("query", "used"),
    [
        ("ASK { ?x a fdr:Agreement }", {FDR.Agreement}),
        ("ASK { ?x fdr:theme theme:joint-patrol }", {FDR.theme, THEME["joint-patrol"]}),
        ("ASK { ?x <https://w3id.org/foedera/ontology#party> ?y }", {FDR.party}),
        (f"PREFIX fdr: <{FDR}> ASK {{ ?x fdr:states/fdr:binds ?y }}", {FDR.states, FDR.binds}),
        ("ASK { ?x rdfs:label 'fdr:Agreement' } # fdr:Clause", set()),
        ('ASK { ?x rdfs:label "a \\" fdr:Agreement" ; fdr:party ?y }', {FDR.party}),
        ("ASK { <https://example.org/fdr:Agreement> ?p ?o }", set()),
        ("ASK { ?x fdr:hasClause. }", {FDR.hasClause}),
    ],
)  # fmt: skip
def test_what_a_query_names(query: str, used: set[str]):
    assert used_in(query) == {str(iri) for iri in used}


def test_questions_and_terms_point_at_each_other():
    for question in questions():
        assert question.ref.anchor == f"question/{question.ref.label}"
        for item in question.terms:
            assert question in questions_about()[item.iri]
