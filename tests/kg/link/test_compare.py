"""What one agreement has and another has not, and which asks more."""

from __future__ import annotations

from kg.link.compare import Difference, How, compare
from kg.link.told import Amount, Told

FDR = "https://w3id.org/foedera/ontology#"


def commitment(name: str, action: str, amounts: tuple[Amount, ...] = (), **values: str | tuple[str, ...]) -> Told:
    given: dict[str, str | tuple[str, ...]] = {
        "action": action,
        "modality": f"{FDR}Obligation",
        "theme": "t/withdrawal",
    }
    return Told(
        iri=f"https://example.org/{name}",
        kind="Commitment",
        document="https://example.org/d",
        label=action,
        values={key: (value,) if isinstance(value, str) else value for key, value in (given | values).items()},
        amounts=amounts,
        claims=(),
        agreement="https://example.org/agreement",
        evidence=(),
        quote=action,
    )


def test_what_only_one_has():
    first = [commitment("a", "withdraw from the city")]
    second = [commitment("b", "release all prisoners", theme="t/prisoner-release")]
    assert compare(first, second) == [
        Difference("prisoner-release", How.ONLY_SECOND, "", "", "release all prisoners"),
        Difference("withdrawal", How.ONLY_FIRST, "", "withdraw from the city", ""),
    ]


def test_the_same():
    found = compare([commitment("a", "withdraw from the city")], [commitment("b", "withdraw from the city")])
    assert [difference.how for difference in found] == [How.SAME]


def test_a_deadline_that_moves_or_goes():
    first = commitment("a", "withdraw", dueBy="2012-05-10")
    assert compare([first], [commitment("b", "withdraw", dueBy="2012-06-01")]) == [
        Difference("withdrawal", How.LATER, "dueBy", "2012-05-10", "2012-06-01")
    ]
    assert [found.how for found in compare([first], [commitment("b", "withdraw")])] == [How.WEAKER]
    assert [found.how for found in compare([commitment("b", "withdraw")], [first])] == [How.STRICTER]


def test_what_was_owed_and_is_only_allowed():
    [found] = compare([commitment("a", "withdraw")], [commitment("b", "withdraw", modality=f"{FDR}Permission")])
    assert (found.how, found.slot, found.first, found.second) == (How.WEAKER, "modality", "Obligation", "Permission")


def test_a_condition_weakens():
    [found] = compare([commitment("a", "withdraw")], [commitment("b", "withdraw", condition="if asked")])
    assert (found.how, found.slot) == (How.WEAKER, "condition")


def test_other_parties_and_other_measures():
    first = commitment("a", "withdraw", (Amount("Distance", "KiloM", "5"),), obligor="x/chad")
    second = commitment("b", "withdraw", (Amount("Distance", "KiloM", "8"),), obligor="x/sudan")
    assert [(found.slot, found.first, found.second) for found in compare([first], [second])] == [
        ("obligor", "chad", "sudan"),
        ("quantity", "Distance 5 KiloM", "Distance 8 KiloM"),
    ]


def test_of_several_the_most_alike_are_compared():
    first = [commitment("a", "withdraw all tanks from the city"), commitment("b", "withdraw all ships from the port")]
    second = [
        commitment("c", "withdraw all ships from the port by June"),
        commitment("d", "withdraw all tanks from the city"),
    ]
    assert {found.how for found in compare(first, second)} == {How.SAME}
