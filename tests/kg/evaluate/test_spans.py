import pytest

from kg.evaluate.spans import find, overlap, token_f1, tokens, tokens_in


def test_find():
    assert find("ab ab ab", "ab", 2) == (6, 8)
    assert find("ab ab", "ab", 2) is None
    assert find("aaaa", "aa", 1) == (2, 4)
    assert find("ab", "") is None


def test_much_in_common():
    assert overlap([(0, 100)], [(0, 100)]) == 1
    assert overlap([(0, 100)], [(50, 100)]) == pytest.approx(0.5)


def test_little_in_common():
    assert overlap([(0, 100)], [(90, 190)]) == 0
    assert overlap([(0, 10)], []) == 0


def test_one_inside_another():
    assert 0 < overlap([(100, 160)], [(90, 300)]) < 0.3
    assert overlap([(100, 160)], [(0, 2000)]) == 0
    assert overlap([(100, 400)], [(0, 1200)]) > 0
    assert overlap([(100, 400)], [(0, 1201)]) == 0


def test_passages_that_only_agree_together():
    wanted = [(0, 100)]
    assert overlap(wanted, [(0, 20), (60, 80), (300, 320)]) == pytest.approx(40 / 120)
    assert overlap(wanted, [(300, 320), (400, 420)]) == 0


def test_words():
    words = tokens("It's 3 km, no more")
    assert [("It's 3 km, no more")[a:b] for a, b in words] == ["It", "s", "3", "km", "no", "more"]
    assert tokens_in(words, [(3, 6)]) == {1, 2}
    assert tokens_in(words, [(0, 1), (16, 18)]) == {0, 5}
    assert tokens_in(words, [(2, 3)]) == frozenset()


def test_f1_of_words():
    assert token_f1(frozenset({1, 2, 3}), frozenset({2, 3})) == pytest.approx(0.8)
    assert token_f1(frozenset(), frozenset({1})) == 0
