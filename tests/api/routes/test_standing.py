"""Statuses, deadlines and comparison over HTTP, of the document written by hand."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

import pytest
from httpx2 import Response
from icalendar import Calendar
from starlette.testclient import TestClient

Page = Callable[[str], Response]
BASE = "https://w3id.org/foedera/id/"
EARLIER = f"{BASE}document/00aa11bb22cc33dd/agreement/earlier"


def standings(client: TestClient, day: str, **more: str) -> dict[str, str]:
    reply = client.get("/status", params={"on": day, **more})
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == "application/json"
    members = reply.json()
    assert members["on"] == day
    return {item["action"]: item["status"] for item in members["commitments"]}


@pytest.mark.parametrize(
    ("day", "cease", "withdraw", "mines"),
    [
        ("2019-05-02", "not yet due", "not yet due", "not yet due"),
        ("2019-05-03", "not yet due", "in force", "in force"),
        ("2019-05-04", "in force", "in force", "in force"),
        ("2019-06-01", "in force", "due", "in force"),
        ("2019-06-02", "in force", "overdue", "in force"),
    ],
)
def test_where_commitments_stand(client: TestClient, day: str, cease: str, withdraw: str, mines: str):
    assert standings(client, day) == {
        "cease fire": cease,
        "withdraw from the River Ash": withdraw,
        'lay mines <or> "traps"': mines,
    }


def test_only_some(client: TestClient):
    assert list(standings(client, "2019-06-02", only="overdue")) == ["withdraw from the River Ash"]
    assert standings(client, "2019-06-02", only="breached") == {}


def test_each_says_who_is_bound_why_and_by_which_concept(client: TestClient):
    [item] = client.get("/status?on=2019-06-02&only=overdue").json()["commitments"]
    assert item["obligors"] == [f"{BASE}actor/state/lakeland"]
    assert item["standing"] == "https://w3id.org/foedera/ontology#Overdue"
    assert "was due by 2019-06-01" in item["reason"]
    assert item["restsOn"] == []


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "'' is not a day"),
        ("?on=Thursday", "'Thursday' is not a day"),
        ("?on=2019-02-30", "is not a day"),
        ("?on=2019-06-02&only=late", "there is no status 'late'"),
        ("?on=2019-06-02&page=0", "page"),
        ("?on=2019-06-02&format=xml", "format"),
    ],
)
def test_what_is_no_day_or_no_status_is_a_problem(client: TestClient, query: str, words: str):
    reply = client.get(f"/status{query}")
    assert reply.status_code == 400
    assert reply.headers["content-type"] == "application/problem+json"
    assert words in reply.json()["detail"]


def test_what_is_not_on_offer(client: TestClient):
    for path in ("/status?on=2019-06-02", "/compare?a=x:a&b=x:b"):
        assert client.get(path, headers={"Accept": "image/png"}).status_code == 406


def test_the_page_of_a_day(page: Page):
    html = page("/status?on=2019-06-02").text
    assert re.search(r'<dt><a href="/status\?on=2019-06-02&amp;only=overdue">overdue</a></dt><dd>1</dd>', html)
    assert ">withdraw from the River Ash</a>" in html
    assert "was due by 2019-06-01" in html
    assert "lay mines &lt;or&gt;" in html
    some = page("/status?on=2019-06-02&only=overdue").text
    assert ">withdraw from the River Ash</a>" in some
    assert ">cease fire</a>" not in some


def test_the_page_without_a_day_is_a_form(page: Page):
    reply = page("/status")
    assert reply.status_code == 200
    assert '<form class="search" action="/status" method="get">' in reply.text
    assert "<table>" not in reply.text


def test_the_calendar_has_every_day(client: TestClient):
    reply = client.get("/deadlines.ics")
    assert reply.headers["content-type"] == "text/calendar; charset=utf-8"
    days = {str(event["SUMMARY"]): event["DTSTART"].dt for event in Calendar.from_ical(reply.text).walk("VEVENT")}
    assert days == {
        "begins: cease fire": datetime.date(2019, 5, 4),
        "due: withdraw from the River Ash": datetime.date(2019, 6, 1),
    }
    assert client.get("/deadlines.ics").content == reply.content


def test_comparison(client: TestClient, agreement: str):
    reply = client.get("/compare", params={"a": EARLIER, "b": BASE + agreement})
    assert reply.status_code == 200
    members = reply.json()
    assert (members["a"], members["b"]) == (EARLIER, BASE + agreement)
    assert {(item["theme"], item["how"], item["second"]) for item in members["differences"]} == {
        ("ceasefire", "only in the second", "cease fire"),
        ("withdrawal", "only in the second", "withdraw from the River Ash"),
        ("civilian-protection", "only in the second", 'lay mines <or> "traps"'),
    }
    same = client.get("/compare", params={"a": BASE + agreement, "b": BASE + agreement}).json()["differences"]
    assert [item["how"] for item in same] == ["same"] * 3


def test_the_page_of_two_agreements(page: Page, agreement: str):
    html = page(f"/compare?a={EARLIER}&b={BASE}{agreement}").text
    assert "<td>only in the second</td>" in html
    assert "lay mines &lt;or&gt;" in html
    assert f'<option value="{BASE}{agreement}">Truce of Port Vale</option>' in html
    form = page(f"/compare?a={EARLIER}").text
    assert f'value="{EARLIER}"' in form
    assert "<table>" not in form
    assert 'href="/compare?a=' in page(f"/page/{agreement}").text


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 400), ("?a=x:a", 400), ("?a=not+an+iri&b=x:b", 400), ("?a=x:a&b=x:b", 404)],
)
def test_agreements_that_are_not_there_are_problems(client: TestClient, query: str, status: int):
    reply = client.get(f"/compare{query}")
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"


def test_a_commitment_is_no_agreement(client: TestClient, agreement: str):
    commitment = f"{BASE}document/00aa11bb22cc33dd/commitment/cease"
    reply = client.get("/compare", params={"a": commitment, "b": BASE + agreement})
    assert reply.status_code == 404
    assert "no document of the store tells of an agreement" in reply.json()["detail"]
