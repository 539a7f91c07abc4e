"""Only pairs that cannot be the same are left out."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kg.link.candidates import candidates
from kg.link.same import likeness
from kg.link.told import Told

DATES = st.one_of(
    st.dates().map(str).filter(lambda day: day > "1000"),
    st.sampled_from(["2020", "2020-03", "2020-02-29", "2020-03-01", "2020-03-02", "2019-12-31", "2020-01-02", "2019"]),
)


def thing(number: int, kind: str, when: str | None, agreement: str | None = None) -> Told:
    values = {"party": ("a", "b"), "participant": ("a", "b"), "perpetrator": ("a",), "theme": ("t",), "obligor": ("a",)}
    dated = {} if when is None else {"signedOn": (when,), "date": (when,)}
    return Told(f"urn:{number:03}", kind, f"doc-{number}", "words", values | dated, (), (), agreement, (), "words")


@given(st.sampled_from(["Agreement", "Meeting", "Incident"]), st.lists(st.none() | DATES, max_size=9))
def test_dated_things(kind: str, dates: list[str | None]):
    things = [thing(number, kind, when) for number, when in enumerate(dates)]
    found = list(candidates(things, lambda _one, _other: False))
    assert len(found) == len({(one.iri, other.iri) for one, other in found})
    alike = [
        (one.iri, other.iri)
        for one, other in combinations(things, 2)
        if likeness(one, other, lambda _one, _other: False) is not None
    ]
    assert set(alike) <= {(one.iri, other.iri) for one, other in found}


def test_commitments_of_agreements_that_are_the_same():
    things = [thing(number, "Commitment", None, name) for number, name in enumerate(("one", "other", "third"))]
    found = candidates(things, lambda one, other: {one, other} == {"one", "other"})
    assert [(one.agreement, other.agreement) for one, other in found] == [("one", "other")]
