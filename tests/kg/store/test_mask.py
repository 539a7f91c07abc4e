import pyoxigraph
import pytest

from kg.store.mask import masked


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("'a' ?x # b\n'c'", "' ' ?x    \n' '"),
        ("'''a'b''c\n''' d", "'''      \n''' d"),
        ('"a\\"b" c', '"    " c'),
        ("<http://e.org/#a'b> 'c'", "<http://e.org/#a'b> ' '"),
        ("?a < 1 && ?b > 2 # c", "?a < 1 && ?b > 2    "),
        ("'' a \"\" b", "'' a \"\" b"),
    ],
)
def test_strings_and_comments_are_blank(query: str, expected: str):
    assert masked(query) == expected
    assert len(expected) == len(query)


@pytest.mark.parametrize("query", ["<u:a#b>", "<'a'>", "e:a\\'b", "'\\u0027'", "'a\n'", "'''a''", '"', "'''"])
def test_what_is_not_clear_is_not_masked(query: str):
    assert masked(query) is None


@pytest.mark.parametrize("character", [*map(chr, range(33)), *'<>"{}|^`\\'])
def test_the_engine_takes_no_iri_that_the_mask_does_not(character: str):
    with pytest.raises(SyntaxError):
        pyoxigraph.Store().query(f"ASK {{ <http://e.org/a{character}b> ?p ?o }}")
