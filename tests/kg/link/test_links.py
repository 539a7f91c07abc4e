from pathlib import Path

import pytest

from kg.errors import InputError
from kg.link.agreements import Pair
from kg.link.links import Verdict, links, read_verdicts, to_table
from kg.link.score import Model
from kg.link.validation import cross_validate

BASE = "https://example.org/id/"
A, B, X, Y = (f"{BASE}{name}" for name in "abxy")
MODEL = Model(0.0, dict.fromkeys(range(19), 0.0) | {0: 1.0})  # type: ignore[arg-type]


def pair(left: str, right: str, value: float) -> Pair:
    return Pair(left, right, (value, *([0.0] * 18)))


PAIRS = [pair(A, X, 3.0), pair(A, Y, 1.0), pair(B, Y, 0.5)]


def ends(verdicts: dict[tuple[str, str], Verdict]) -> list[tuple[str, str]]:
    return [(link.left, link.right) for link in links(PAIRS, MODEL, 0.5, method="test", verdicts=verdicts)]


def test_the_best_are_linked():
    assert ends({}) == [(A, X), (B, Y)]


def test_what_is_rejected_stays_rejected_and_what_is_accepted_accepted():
    assert ends({(A, X): Verdict(False, "N. N.")}) == [(A, Y)]
    assert ends({(A, Y): Verdict(True, "N. N.")}) == [(A, Y)], "nothing else is linked with either end"
    assert ends({(B, X): Verdict(True, "N. N.")}) == [(A, Y), (B, X)], "a person may link what was no candidate"


def test_a_table_can_be_gone_through(tmp_path: Path):
    path = tmp_path / "links.csv"
    path.write_text(to_table(links(PAIRS, MODEL, 0.5, method="test")))
    assert read_verdicts(path) == {}
    head, first, second = path.read_text().splitlines()
    path.write_text("\n".join([head, first, second.removesuffix(",") + "reject,N. N."]) + "\n")
    assert read_verdicts(path) == {(B, Y): Verdict(False, "N. N.")}
    path.write_text(f"left,right,verdict,reviewer\n{A},{X},reject,N. N.\n{B},{Y},,\n")
    assert read_verdicts(path) == {(A, X): Verdict(False, "N. N.")}


@pytest.mark.parametrize(
    ("text", "said"), [("left,right\na,b\n", "verdict"), ("left,right,verdict\na,b,maybe\n", "line 2: a verdict is")]
)
def test_a_table_that_cannot_be_used(tmp_path: Path, text: str, said: str):
    path = tmp_path / "links.csv"
    path.write_text(text)
    with pytest.raises(InputError, match=said):
        read_verdicts(path)


def test_cross_validation_finds_what_can_be_learnt():
    pairs = [pair(f"l{n}", f"r{m}", 1.0 if n == m else 0.0) for n in range(20) for m in range(20)]
    gold = {(f"l{n}", f"r{n}") for n in range(20)}
    names = [str(number) for number in range(19)]
    result = cross_validate(names, pairs, gold, least=0.5, rounds=1)
    assert (result.precision, result.recall, result.f1) == (1.0, 1.0, 1.0)
    blind = [pair(one.left, one.right, 0.0) for one in pairs]
    assert cross_validate(names, blind, gold, least=0.5, rounds=1).recall == 0.0
