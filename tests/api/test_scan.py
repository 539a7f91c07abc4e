import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.scan import measure
from kg.errors import QueryError

FDR = "PREFIX fdr: <https://w3id.org/foedera/ontology#>\n"


def test_depth_counts_every_kind_of_bracket():
    assert measure("ASK { { ( [ << ] ) } }").depth == 5
    assert measure("ASK {} {} {}").depth == 1


@pytest.mark.parametrize(
    "hidden",
    [
        "'((('",
        '"((("',
        "'''(((\n((('''",
        '"""a"b(((""c"""',
        r"'\'((('",
        "# (((\n",
        "<https://example.org/((()",
        r"ex:a\(\(\(",
        "'x'@en",
    ],
)
def test_brackets_in_strings_comments_iris_and_names_do_not_count(hidden: str):
    hidden = hidden + ">" if hidden.startswith("<") else hidden
    assert measure(f"ASK {{ ?s ?p {hidden}\n }}").depth == 1


@pytest.mark.parametrize(
    "query",
    [
        "ASK { FILTER(" + "(" * 900 + "1" + ")" * 900 + ") }",
        "ASK { FILTER(" + "\\u0028" * 900 + "1",
        "ASK " + "{" * 900 + "}" * 900,
        "ASK { ?s ?p " + "[ ?p " * 900,
        "ASK { ?s ?p " + "<<( ?s ?p " * 900,
        "ASK { FILTER(1" + "+(?a<?b" * 900,
        "ASK { FILTER(1" + "+(?a<<u:x>+(1" * 900,
        "ASK { FILTER('a'" + " # it's a comment\n = ('b'" * 900,
        "ASK { FILTER(ex:a\\'" + "+(1" * 900,
        "ASK { # )\n" + "{ # }\n" * 900,
    ],
)
def test_no_disguise_hides_depth(query: str):
    assert measure(query).depth >= 900


@pytest.mark.parametrize(
    "ambiguous",
    ["?a<?b#>)\n", "?a<?b'>)'", "?a<(1)>", "<#here>", "<urn:x#y>"],
)
def test_refuses_to_guess_between_iri_and_comparison(ambiguous: str):
    with pytest.raises(QueryError, match="IRI or as a comparison") as caught:
        measure(f"ASK {{\n FILTER({ambiguous}) }}")
    assert caught.value.line == 2


def test_relative_iris_are_fine_where_no_comparison_can_be():
    assert measure('ASK { <#a> <#b> "((" . VALUES (?x) { (<#c>) } }').depth == 3


@pytest.mark.parametrize(
    ("query", "patterns"),
    [
        ("SELECT * { ?a ?b ?c }", 1),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f }", 2),
        ("SELECT * { ?a ?b 1.?d ?e ex:x.?g ?h ?i }", 3),
        ("SELECT * { ?a ?b ?c ; ?d ?e , ?f }", 3),
        ("SELECT * { ?a ex:b/ex:c/ex:d ?e }", 3),
        ("SELECT * { ?a ?b (1 2 3) }", 4),
        ("SELECT * { ?a a (1 2 3) }", 4),
        ("SELECT * { GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } }", 3),
        ("SELECT * { VALUES ?x { 1 2 3 4 5 6 7 8 9 } }", 2),
        ("SELECT * { VALUES (?x ?y) { (1 2) (3 4) (5 6) } }", 2),
        ("CONSTRUCT { ?a ?b ?c . ?d ?e ?f } WHERE { ?a ?b ?c }", 1),
    ],
)
def test_counts_what_is_joined(query: str, patterns: int):
    assert measure(query).patterns == patterns


@pytest.mark.parametrize(
    "lure", ["?a\u00b7CONSTRUCT ?p ?o .", "?s CONSTRUCT-x:y ?o .", "?s ?p 'x'@values .", "?values ?p ?o ."]
)
def test_no_name_passes_for_a_keyword(lure: str):
    assert measure(f"ASK {{ {lure} {{ " + "?s ?p ?o . " * 50 + "} }").patterns >= 51


def test_counts_clauses_and_operators():
    assert measure("ASK { {} UNION {} UNION {} }").parts == 2
    assert measure("ASK { FILTER(1 + 2 * 3 = 7 && !false) }").parts >= 6


@given(st.text(alphabet="(){}[]<>'\"\\#@?:.;,/|a1 \n", max_size=200))
def test_any_text_is_measured_or_refused(text: str):
    try:
        size = measure(text)
    except QueryError:
        return
    assert 0 <= size.depth <= len(text)


@given(st.lists(st.sampled_from(["(", "{", "["]), max_size=50))
def test_depth_is_that_of_a_stack(opened: list[str]):
    closed = {"(": ")", "{": "}", "[": "]"}
    text = "".join(opened) + "".join(closed[item] for item in reversed(opened))
    assert measure(text * 3).depth == len(opened)


def test_what_is_deeper_than_anybody_asks_is_not_read_to_its_end():
    query = f"SELECT ({'(' * 600}1{')' * 600} AS ?x) {{ ?s ?p ?o }}"
    assert (measure(query).depth, measure(query).patterns) == (601, 1)
    assert (measure(query, deepest=500).depth, measure(query, deepest=500).patterns) == (501, 0)
