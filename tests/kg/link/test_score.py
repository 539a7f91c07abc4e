import pytest

from kg.link.score import Model, assign, fit, threshold


def test_learns_which_feature_tells():
    values = [(x / 10, noise) for x in range(11) for noise in (0.0, 1.0)]
    model = fit(["right", "noise"], values, [x > 0.5 for x, _ in values], ridge=0.01)
    assert model.weights["right"] > 10 * abs(model.weights["noise"])
    low, high = model.scores([(0.0, 0.5), (1.0, 0.5)])
    assert low < 0.1 < 0.9 < high


def test_a_model_without_weights_knows_nothing():
    assert Model(0.0, {"a": 0.0}).scores([(5.0,)]) == [0.5]
    assert Model(0.0, {"a": 0.0}).scores([]) == []


def test_nothing_is_linked_twice():
    scored = {("a", "x"): 0.9, ("b", "x"): 0.95, ("a", "y"): 0.2, ("c", "z"): 0.4}
    assert assign(scored, 0.3) == {("b", "x"): 0.95, ("c", "z"): 0.4}


def test_equal_scores_are_settled_by_name():
    assert assign({("b", "x"): 0.9, ("a", "x"): 0.9}, 0.5) == {("a", "x"): 0.9}


@pytest.mark.parametrize(("wanted", "least"), [(1.0, 0.9), (0.66, 0.5), (0.5, 0.3)])
def test_the_threshold_keeps_the_precision(wanted: float, least: float):
    chosen = {("a", "x"): 0.9, ("b", "y"): 0.7, ("c", "z"): 0.5, ("d", "w"): 0.3}
    right = {("a", "x"): True, ("b", "y"): False, ("c", "z"): True, ("d", "w"): False}
    assert threshold(chosen, right, wanted) == least
