import datetime

from kg.link.agreements import FEATURES, pairs
from kg.link.record import AgreementRecord

DAY = datetime.date(2012, 5, 3)


def record(iri: str, title: str, day: datetime.date | None = DAY, *countries: str, **more: object) -> AgreementRecord:
    return AgreementRecord(iri, (title,), day, frozenset(countries or ("chad",)), **more)  # type: ignore[arg-type]


def test_only_what_is_near_in_time_and_place_is_compared():
    left = [
        record("a", "Peace Agreement"),
        record("b", "Peace Agreement", DAY, "peru"),
        record("c", "Peace Agreement", None),
        record("d", "Peace Agreement", DAY + datetime.timedelta(days=60)),
    ]
    assert [(pair.left, pair.right) for pair in pairs(left, [record("x", "Peace Agreement")])] == [("a", "x")]


def test_a_title_in_another_language_covers_its_translation():
    [pair] = pairs([record("a", "Accord de Paix de Birao")], [record("x", "Birao Peace Agreement")])
    assert pair.explained(FEATURES)["title cover"] == 1.0
    assert pair.explained(FEATURES)["same day"] == 1.0


def test_of_two_of_one_day_the_right_one_leads():
    left = [record("a", "Second Protocol on Refugees"), record("b", "Third Protocol on Elections")]
    right = [record("x", "Third Electoral Protocol"), record("y", "Refugee Protocol II")]
    lead = FEATURES.index("lead")
    leads = {(pair.left, pair.right): pair.values[lead] for pair in pairs(left, right)}
    assert leads["b", "x"] > 0 > leads["a", "x"]
    assert leads["a", "y"] > 0 > leads["b", "y"]


def test_a_pair_without_rivals_says_so():
    [pair] = pairs([record("a", "Accord")], [record("x", "Treaty")])
    assert pair.explained(FEATURES)["only candidates of each other"] == 1.0
    assert pair.explained(FEATURES)["lead"] == 1.5


def test_the_order_of_records_does_not_matter():
    left = [record("a", "Second Protocol"), record("b", "Third Protocol")]
    right = [record("x", "Protocol II"), record("y", "Protocol III")]
    assert sorted(pairs(left, right), key=str) == sorted(pairs(left[::-1], right[::-1]), key=str)
