import pytest
from pyoxigraph import Literal, NamedNode

from api.pages.words import amount, literal_words

XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    ("lexical", "datatype", "words"),
    [
        ("2020-03-05", "date", "5 March 2020"),
        ("2020-03-06T00:01:00", "dateTime", "6 March 2020, 00:01"),
        ("2020-03-06T00:01:00Z", "dateTime", "6 March 2020, 00:01 UTC"),
        ("2020-03-06T00:01:00+03:00", "dateTime", "6 March 2020, 00:01 +03:00"),
        ("2019-12", "gYearMonth", "December 2019"),
        ("2019", "gYear", "2019"),
        ("2019-99", "gYearMonth", "2019-99"),
        ("PT6H", "duration", "6 hours"),
        ("P1Y2M", "duration", "1 year 2 months"),
        ("P14D", "duration", "14 days"),
        ("P", "duration", "P"),
        ("true", "boolean", "yes"),
        ("34", "nonNegativeInteger", "34"),
        ("plain", "string", "plain"),
    ],
)
def test_literals(lexical: str, datatype: str, words: str):
    assert literal_words(Literal(lexical, datatype=NamedNode(XSD + datatype))) == words


@pytest.mark.parametrize(
    ("value", "unit", "aspect", "words"),
    [
        ("6", "KiloM", "depth to the north", "6 km, depth to the north"),
        ("7", "DAY", None, "7 days"),
        ("300", "NUM", "prisoners", "300, prisoners"),
        ("5", "CCY_USD", None, "5 USD"),
        ("5", "FURLONG", None, "5 furlong"),
        ("5", None, None, "5"),
    ],
)
def test_amounts(value: str, unit: str | None, aspect: str | None, words: str):
    assert amount(value, f"http://qudt.org/vocab/unit/{unit}" if unit else None, aspect) == words
