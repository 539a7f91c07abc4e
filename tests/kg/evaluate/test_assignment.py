import itertools

from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate.assignment import assign

_WEIGHTS = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0, 1.5]), max_size=25
)


def test_nobody():
    assert assign({}) == {}
    assert assign({(3, 4): 0.0}) == {}


def test_the_greatest_sum_is_not_the_greedy_one():
    assert assign({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8}) == {0: 1, 1: 0}


def test_several_for_one():
    assert assign({(0, 5): 1.0, (1, 5): 2.0, (2, 5): 1.5}) == {1: 5}
    assert assign({(5, 0): 1.0, (5, 1): 2.0, (5, 2): 1.5}) == {5: 1}


@given(_WEIGHTS)
def test_no_other_pairing_weighs_more(weights: dict[tuple[int, int], float]):
    pairs = assign(weights)
    assert len(set(pairs.values())) == len(pairs)
    assert all(weights.get(pair, 0) > 0 for pair in pairs.items())
    best = max(sum(weights.get(pair, 0) for pair in enumerate(order)) for order in itertools.permutations(range(5)))
    assert sum(weights[pair] for pair in pairs.items()) == best
