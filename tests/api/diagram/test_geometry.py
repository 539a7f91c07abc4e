import pytest

from api.diagram.geometry import head, number, path, text_width


@pytest.mark.parametrize(
    ("value", "written"), [(1.0, "1"), (10, "10"), (2.5, "2.5"), (1 / 3, "0.33"), (0, "0"), (-4.5, "-4.5")]
)
def test_numbers_have_no_needless_digits(value: float, written: str):
    assert number(value) == written


def test_ways_are_corners_joined_by_lines():
    assert path([(0, 0), (10, 0), (10, 5.5)]) == "M0 0L10 0L10 5.5"


@pytest.mark.parametrize(
    ("points", "triangle"),
    [
        ([(0, 0), (0, 20)], "M-4.5 11L0 20L4.5 11Z"),
        ([(0, 20), (0, 0)], "M4.5 9L0 0L-4.5 9Z"),
        ([(99, 99), (20, 0), (0, 0)], "M9 -4.5L0 0L9 4.5Z"),
    ],
)
def test_heads_point_where_the_way_ends(points: list[tuple[float, float]], triangle: str):
    assert head(points) == triangle


def test_widths_grow_with_letters_and_size():
    assert text_width("", 13) == 0
    assert text_width("mm", 13) > text_width("nn", 13) > text_width("ii", 13)
    assert text_width("state", 26) == 2 * text_width("state", 13)
