from kg.cli.pace import Pace


def test_no_pace_before_something_is_done():
    pace = Pace()
    assert pace.rate is None
    pace.add(0.0, 0)
    pace.add(1.0, 0)
    assert pace.rate is None
    assert pace.remaining(10) is None


def test_a_steady_pace():
    pace = Pace()
    for second in range(11):
        pace.add(float(second), 3 * second)
    assert pace.rate == 3.0
    assert pace.remaining(60) == 10.0


def test_what_was_skipped_long_ago_does_not_count():
    pace = Pace()
    pace.add(0.0, 0)
    pace.add(1.0, 5000)
    for second in range(2, 100):
        pace.add(float(second), 5000 + second)
    assert pace.rate == 1.0
