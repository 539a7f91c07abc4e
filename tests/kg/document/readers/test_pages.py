import pytest

from kg.document.readers.pages import join_pages

BODY = "The Parties shall keep the truce\nin all of the zone."
TOWNS = ["Klow", "Szohod", "Strelsau", "Zenda", "Lutz"]
BODIES = [f"The Parties shall keep the truce of {town}\nas long as {town} is held,\nand free {town}." for town in TOWNS]
ALL = "".join(f"{body}\n" for body in BODIES)


def test_one_page_is_itself():
    assert join_pages([BODY]) == f"{BODY}\n"


@pytest.mark.parametrize("shape", ["{}", "- {} -", "Page {}", "Page {} of 9", "[{}]", "– {} –"])
@pytest.mark.parametrize("top", [True, False])
def test_page_numbers_go(shape: str, top: bool):
    numbers = [shape.format(number) for number in range(3, 8)]
    pages = [f"{n}\n{body}" if top else f"{body}\n{n}" for n, body in zip(numbers, BODIES, strict=True)]
    assert join_pages(pages) == ALL


def test_roman_page_numbers_go():
    numbers = ("i", "ii", "iii", "iv", "v")
    assert join_pages([f"{body}\n{n}" for n, body in zip(numbers, BODIES, strict=True)]) == ALL


def test_numbers_that_do_not_count_on_stay():
    pages = [f"{body}\n{n}" for n, body in zip((1967, 242, 12, 7, 1), BODIES, strict=True)]
    assert join_pages(pages) == "".join(f"{page}\n" for page in pages)


def test_a_clause_number_at_the_edge_stays():
    pages = [f"{n}. {body}" for n, body in enumerate(BODIES, 1)]
    assert join_pages(pages) == "".join(f"{page}\n" for page in pages)


def test_running_headers_and_footers_go_with_their_numbers():
    pages = [f"United Nations — Treaty Series {n}\n{body}\nVol. 12, I-{n}" for n, body in enumerate(BODIES)]
    assert join_pages(pages) == ALL


def test_a_page_is_not_taken_for_its_edges():
    pages = [f"Treaty Series\n{BODY}"] * 5
    assert join_pages(pages).count(BODY) == 5


def test_what_is_repeated_on_two_pages_stays():
    assert join_pages([f"Annex\n{BODY}", f"Annex\n{BODY}"]).count("Annex") == 2


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("with-\ndraw", "withdraw"),
        ("self-\ndetermination", "self-determination"),
        ("Franco-\nBritish", "Franco-British"),
        ("cease-\nfire and the cease-fire", "cease-fire and the cease-fire"),
        ("cease-\nfire and the ceasefire", "ceasefire and the ceasefire"),
        ("dis\u00ad\narmament", "disarmament"),
        ("dis\u00adarmament", "disarmament"),
        ("from 2019-\n2020", "from 2019-\n2020"),
        ("a truce -\nthe second", "a truce -\nthe second"),
    ],
)
def test_words_that_a_line_breaks(broken: str, mended: str):
    assert join_pages([f"The {broken}."]) == f"The {mended}.\n"


def test_a_word_that_a_page_breaks():
    assert join_pages(["They shall with-\n1", "draw all forces\n2"]) == "They shall withdraw all forces\n"


def test_letters_that_printers_join():
    assert join_pages(["The ﬁrst oﬃce ﬂag"]) == "The first office flag\n"


def test_blank_pages():
    assert join_pages(["", BODY, "\n \n"]) == f"{BODY}\n"
