import datetime
import socket
import time

import pytest

from kg.document.readers.html import read
from kg.errors import InputError

HEAD = """<!DOCTYPE html><html lang="en"><head><title>Freedonia and Sylvania sign truce - The Gazette</title>
<meta property="og:site_name" content="The Gazette"><meta name="author" content="Otto Pen">
<meta property="article:published_time" content="1933-05-09T10:00:00Z">
<link rel="canonical" href="https://gazette.example.org/truce"></head><body>
<nav><a href="/">Home</a> <a href="/world">World news</a></nav><article><h1>Freedonia and Sylvania sign truce</h1>
"""
OPENING = (
    "<p>GENEVA, 9 May 1933 - Freedonia and Sylvania signed a truce in <b>Geneva</b> on <a href='/x'>Tuesday</a>, "
    "the ministers of the two states said after three days of talks.</p>"
)
TAIL = "</article><footer>Copyright 1933 The Gazette. All rights reserved.</footer></body></html>"


def page(body: str = "") -> bytes:
    return f"{HEAD}{OPENING}{body}{TAIL}".encode()


def blocks(body: str) -> list[str]:
    return read(page(body), source="a.html").text.rstrip("\n").split("\n\n")[2:]


def test_the_main_text_and_what_the_page_says_of_it():
    found = read(page("<h2>The terms</h2><p>Sylvania shall withdraw.</p>"), source="a.html")
    assert found.text == (
        "Freedonia and Sylvania sign truce\n\n"
        "GENEVA, 9 May 1933 - Freedonia and Sylvania signed a truce in Geneva on Tuesday, the ministers of the two "
        "states said after three days of talks.\n\nThe terms\n\nSylvania shall withdraw.\n"
    )
    assert found.title == "Freedonia and Sylvania sign truce"
    assert found.date == datetime.date(1933, 5, 9)
    assert (found.creator, found.publisher) == ("Otto Pen", "The Gazette")
    assert found.source == "https://gazette.example.org/truce"


def test_a_page_that_says_nothing_of_itself():
    bare = "<html><body><p>Sylvania and Freedonia shall keep the truce that they signed in Geneva.</p></body></html>"
    found = read(bare.encode(), source="a.html")
    assert found.text == "Sylvania and Freedonia shall keep the truce that they signed in Geneva.\n"
    assert (found.title, found.date, found.creator, found.publisher, found.source) == (None,) * 5


def test_the_numbers_of_lists_are_those_of_the_clauses():
    body = "<ol><li>Sylvania shall withdraw.</li><li><p>Freedonia shall pay.</p></li></ol>"
    assert blocks(body) == ["1. Sylvania shall withdraw.", "2. Freedonia shall pay."]


def test_lists_that_start_elsewhere_and_lists_in_lists():
    body = (
        '<ol start="4"><li>Each side shall release<ol type="a"><li>the wounded;</li><li>the others.</li></ol></li>'
        '<li value="9">Nothing else is meant.</li></ol>'
    )
    assert blocks(body) == [
        "4. Each side shall release",
        "(a) the wounded;",
        "(b) the others.",
        "9. Nothing else is meant.",
    ]


def test_bullets_breaks_tables_and_quotations():
    body = (
        "<ul><li>The wounded come first</li></ul><p>For Sylvania<br>For Freedonia</p>"
        "<table><tr><th>Town</th><th>Day</th></tr><tr><td>Klow</td><td>10 May</td></tr></table>"
        "<blockquote><p>We shall keep it, the minister said.</p></blockquote>"
    )
    assert blocks(body) == [
        "- The wounded come first",
        "For Sylvania\nFor Freedonia",
        "Town | Day",
        "Klow | 10 May",
        "We shall keep it, the minister said.",
    ]


def test_the_encoding_that_the_page_declares():
    text = '<html><head><meta charset="iso-8859-2"></head><body><p>The truce of Świnoujście was kept.</p></body></html>'
    assert "Świnoujście" in read(text.encode("iso-8859-2"), source="a.html").text


@pytest.mark.parametrize("body", ["", "<script>var x = 1;</script>", "<img src='a.png'>"])
def test_a_page_without_text(body: str):
    with pytest.raises(InputError, match=r"a\.html: is a page without a main text") as caught:
        read(f"<html><body>{body}</body></html>".encode(), source="a.html")
    assert caught.value.hint


def test_a_bomb_of_entities():
    bomb = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><html><body>&b;</body></html>'
    with pytest.raises(InputError, match="declares entities"):
        read(bomb.encode(), source="a.html")


def test_the_same_whatever_the_day_and_without_network(monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a page was looked up")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    future = page("<p>See you on 1 May 2031.</p>").replace(b"1933-05-09T10", b"2090-05-09T10")
    first = read(future, source="a.html")
    monkeypatch.setattr(time, "time", lambda: 4_000_000_000.0)
    assert read(future, source="a.html") == first
    assert first.date == datetime.date(2090, 5, 9)


def test_it_says_nothing_on_the_side(capfd: pytest.CaptureFixture[str]):
    with pytest.raises(InputError):
        read(b"<html><body></body></html>", source="a.html")
    read(page(), source="a.html")
    assert capfd.readouterr() == ("", "")
