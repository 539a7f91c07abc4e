import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.normal import is_volatile, normal


@pytest.mark.parametrize(
    "other",
    [
        "SELECT * WHERE { ?s ?p 'a  # b' }",
        "  SELECT\t*\nWHERE  {\r\n ?s ?p   'a  # b'\n}\n",
        "# what is 'there'\nSELECT * # all\nWHERE { ?s ?p 'a  # b' #\n }# end",
    ],
)
def test_blanks_and_comments_make_no_difference(other: str):
    assert normal(other) == normal("SELECT * WHERE { ?s ?p 'a  # b' }")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ASK { ?s ?p 'a  b' }", "ASK { ?s ?p 'a b' }"),
        ('ASK { ?s ?p """a\n\nb""" }', 'ASK { ?s ?p """a\nb""" }'),
        ("ASK { ?s ?p '''it's  #\n''' }", "ASK { ?s ?p '''it's ''' }"),
        (r"ASK { ?s ?p 'it\'s  #' }", r"ASK { ?s ?p 'it\'s #' }"),
        ("ASK { ?s ?p <https://x.org/#a> }", "ASK { ?s ?p <https://x.org/#b> }"),
        ("ASK { ?s ?p <#a> }", "ASK { ?s ?p <#b> }"),
        ("ASK { ?s ?p <u:x#a> . }", "ASK { ?s ?p <u:x#b> . }"),
        (r"ASK { ?s ?p ex:a\#b }", r"ASK { ?s ?p ex:a\#c }"),
        ("ASK { FILTER(?a<?b #c>\n) }", "ASK { FILTER(?a<?b #c>\n||1) }"),
        (r"ASK { ?s ?p '\u0027  # }", r"ASK { ?s ?p '\u0027 # }"),
        ("ASK { ?s ?p 'a # b\n c' }", "ASK { ?s ?p 'a c' }"),
        ("ASK {} #\r{", "ASK {}"),
    ],
)
def test_what_can_mean_another_thing_stays_apart(one: str, other: str):
    assert normal(one) != normal(other)


@given(st.lists(st.sampled_from([*"{}<>()'\"#\n .;?*\\a:", "SELECT", "ASK", "?s ?p ", "<u:a>", "'''", "<http://a#b>"])))
def test_a_normal_form_parses_as_the_query_does(parts: list[str]):
    query = "".join(parts)

    def outcome(text: str) -> str:
        try:
            found = pyoxigraph.Store().query(text)
        except (SyntaxError, RuntimeError, ValueError) as error:
            return type(error).__name__
        return type(found).__name__

    assert outcome(normal(query)) == outcome(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (NOW() AS ?x) {}",
        "ASK { FILTER(rand( ) > 0.5) }",
        "SELECT (struuid\n#\n() AS ?x) {}",
        "SELECT (UUID() AS ?x) {}",
        "SELECT (BNODE() AS ?x) {}",
        "SELECT (\\u004eOW() AS ?x) {}",
    ],
)
def test_what_answers_anew_each_time_is_known(query: str):
    assert is_volatile(query)


@pytest.mark.parametrize("query", ["SELECT ?known {}", "ASK { ?random ex:uuids 1 }"])
def test_other_words_are_none_of_these(query: str):
    assert not is_volatile(query)
