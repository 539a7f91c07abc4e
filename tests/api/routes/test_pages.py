import itertools
import re
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

Page = Callable[[str], Response]

#: Elements that have no end.
VOID = {"meta", "link", "input", "br", "img", "hr"}


class Reading(HTMLParser):
    """Gather what the checks look at."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.inside: list[tuple[str, dict[str, str], str]] = []
        self._texts: list[tuple[str, dict[str, str], list[str]]] = []
        self.feed(html)
        assert self.open == [], self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.elements.append((tag, values))
        if tag not in VOID:
            self.open.append(tag)
            self._texts.append((tag, values, []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        name, values, parts = self._texts.pop()
        self.inside.append((name, values, "".join(parts)))

    def handle_data(self, data: str) -> None:
        for _, _, parts in self._texts:
            parts.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [values for name, values in self.elements if name == tag]

    def texts(self, tag: str) -> list[tuple[dict[str, str], str]]:
        return [(values, text) for name, values, text in self.inside if name == tag]


@pytest.fixture(scope="module")
def crawled(client: TestClient) -> dict[str, Response]:
    """Every page that links lead to, from the start page on."""
    found: dict[str, Response] = {}
    waiting = ["/", "/?q=lake", "/?q=zzz", "/sparql?query=SELECT*%7B?s+?p+?o%7D", "/sparql?query=ASK%7B", "/nowhere"]
    waiting += ["/status?on=2019-06-02", "/compare"]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found[path] = client.get(path, headers={"Accept": "text/html"}, follow_redirects=True)
        if not found[path].headers["content-type"].startswith("text/html"):
            continue
        for values in (link for link in Reading(found[path].text).all("a") if "href" in link):
            target = urljoin(path, values["href"])
            if not urlsplit(target).scheme:
                waiting.append(target.partition("#")[0])
    return found


def _pages(crawled: dict[str, Response]) -> dict[str, Reading]:
    return {
        path: Reading(reply.text)
        for path, reply in crawled.items()
        if reply.headers["content-type"].startswith("text/html")
    }


def test_every_link_leads_somewhere(crawled: dict[str, Response]):
    wrong = {path: reply.status_code for path, reply in crawled.items() if reply.status_code >= 400}
    assert wrong == {"/sparql?query=ASK%7B": 400, "/nowhere": 404}
    assert len(crawled) > 60


def test_every_fragment_is_there(crawled: dict[str, Response]):
    pages = _pages(crawled)
    ids = {path: {values["id"] for _, values in page.elements if "id" in values} for path, page in pages.items()}
    for path, page in pages.items():
        for values in page.all("a"):
            target, _, fragment = urljoin(path, values.get("href", "")).partition("#")
            if fragment and target in ids:
                assert fragment in ids[target], (path, values["href"])


def test_pages_are_accessible(crawled: dict[str, Response]):
    for path, page in _pages(crawled).items():
        assert page.all("html") == [{"lang": "en"}], path
        assert len(page.texts("h1")) == 1, path
        assert page.texts("title")[0][1].strip(), path
        assert len(page.all("main")) == 1, path
        first = next(values for tag, values in page.elements if tag == "a")
        assert first == {"class": "skip", "href": "#main"}, path
        ids = [values["id"] for _, values in page.elements if "id" in values]
        assert len(ids) == len(set(ids)), path
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1, path
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), path


def test_controls_and_links_have_names(crawled: dict[str, Response]):
    for path, page in _pages(crawled).items():
        labelled = {values.get("for") for values in page.all("label")}
        for tag in ("input", "textarea"):
            assert all(values["id"] in labelled for values in page.all(tag)), path
        for tag in ("a", "button"):
            assert all(text.strip() or values.get("aria-label") for values, text in page.texts(tag)), path
        ids = {values["id"] for _, values in page.elements if "id" in values}
        for _, values in page.elements:
            for name in ("aria-labelledby", "aria-describedby"):
                assert values.get(name) is None or values[name] in ids, (path, values)


def test_tables_have_captions_and_scopes(crawled: dict[str, Response]):
    for path, page in _pages(crawled).items():
        assert len(page.all("caption")) == len(page.all("table")), path
        assert all(values.get("scope") in ("col", "row") for values in page.all("th")), path


def test_the_start_page_tells_what_is_there(page: Page):
    reading = Reading(page("/").text)
    text = reading.texts("main")[0][1]
    assert "Truce of Port Vale" in text
    assert "3 May 2019" in text
    counts = {dt: dd for (_, dt), (_, dd) in zip(reading.texts("dt"), reading.texts("dd"), strict=True)}
    assert counts == {
        "source document": "1", "agreements": "2", "commitments": "3", "meeting": "1", "incidents": "0", "claims": "3",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("lakeland", ["Lakeland", "Lakeland and the Hill Front sign a truce", "foreign minister of Lakeland"]),
        ("REPUBLIC of", ["Lakeland"]),
        ("port vale", ["Port Vale", "Truce of Port Vale", "talks in Port Vale"]),
        ("nothing of the sort", []),
        ('") } #', []),
        ("\\", []),
        ("   ", []),
    ],
)
def test_search_by_name(client: TestClient, words: str, found: list[str]):
    html = client.get("/", params={"q": words}).text
    section = html.partition('<ul class="found">')[2].partition("</ul>")[0]
    assert sorted(re.findall(r">([^<>]+)</a>", section)) == found


def test_search_shows_words_as_words(page: Page):
    html = page("/?q=%3Cscript%3E%22%27").text
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_the_agreement_tells_who_owes_what_to_whom(page: Page, agreement: str):
    html = page(f"/page/{agreement}").text
    commitments = [
        " ".join(re.sub(r"</?(?:dt|dd|p|blockquote|footer|dl|div)\b[^>]*>", " ", part).split())
        for part in re.findall(r'<article class="commitment"[^>]*>(.*?)</article>', html, re.DOTALL)
    ]
    commitments = [" ".join(re.sub(r"<[^>]*>", "", part).split()) for part in commitments]
    assert len(commitments) == 3
    cease, withdraw, mines = commitments
    assert cease.startswith("1 Hill Front and Lakeland cease fire obligation ceasefire From 4 May 2019, 00:00")
    assert "to cease fire from midnight" in cease
    assert "asserted by Ada Reed" in cease
    assert "Lakeland (as parties to the text) towards Hill Front" in withdraw
    assert "Due by 1 June 2019" in withdraw
    assert "How much 5 km" in withdraw
    assert "quoted by foreign minister of Lakeland" in withdraw
    assert "If while the truce lasts" in mines
    assert "prohibition" in mines
    facts = html.partition('<dl class="facts">')[2].partition("</dl>")[0]
    for words in ("ceasefire", "Lakeland", "Hill Front", "3 May 2019", "Port Vale", "Accord of 2017", "6 hours"):
        assert words in facts, words


def test_what_was_not_agreed_stands_apart(page: Page, agreement: str):
    html = page(f"/page/{agreement}").text
    terms, _, apart = html.partition("Said about it, not agreed")
    assert "The truce is likely to fail" in apart
    assert "predicted" in apart
    assert "Vale Herald" in apart
    assert "likely to fail" not in terms
    assert "One says midnight, the other 1 June." in apart


def test_names_are_escaped(page: Page, agreement: str):
    html = page(f"/page/{agreement}").text
    assert "lay mines &lt;or&gt; &#34;traps&#34;" in html
    assert "<or>" not in html


def test_the_document_shows_its_text_word_for_word(page: Page, document: str, text: str):
    reading = Reading(page(f"/page/{document}").text)
    shown = next(content for values, content in reading.texts("div") if values.get("class") == "text")
    assert shown == text


def test_the_document_marks_and_links_its_passages(page: Page, document: str, text: str):
    html = page(f"/page/{document}").text
    start = text.index("to cease fire from midnight")
    end = start + len("to cease fire from midnight")
    assert f'<span class="anchor" id="p-{start}-{end}"></span><mark class="d2">' in html
    rows = [(values, " ".join(row.split())) for values, row in Reading(html).texts("tr")]
    row = next(row for values, row in rows if values.get("id") == f"s-{start}-{end}")
    assert "commitment cease fire" in row
    assert 'href="/page/place/port-vale" title="Port Vale (settlement)" class="mention">Port Vale</a>' in html
    assert "All rights with the Vale Herald." in html
    assert "8 Port" not in html


def test_a_passage_is_shown_in_its_document(client: TestClient, document: str):
    reply = client.get(f"/page/{document}/passage/0-40")
    assert (reply.status_code, reply.headers["location"]) == (303, f"/page/{document}#p-0-40")


def test_any_node_has_a_page(page: Page):
    html = page("/page/actor/state/lakeland").text
    assert "Also called Republic of Lakeland." in html
    assert 'href="http://www.wikidata.org/entity/Q42" rel="external noopener"' in html
    assert "has obligor" in html
    assert ">owl:sameAs</a>" in html
    assert '<ul class="mentions"><li><a href="/page/document/00aa11bb22cc33dd#p-' in html
    theme = page("/term?iri=https://w3id.org/foedera/theme/withdrawal").text
    assert "withdraw from the River Ash" in theme


def test_terms_with_a_page_of_their_own_lead_there(client: TestClient):
    reply = client.get("/term", params={"iri": "https://w3id.org/foedera/id/actor/state/lakeland"})
    assert (reply.status_code, reply.headers["location"]) == (303, "/page/actor/state/lakeland")


@pytest.mark.parametrize("iri", ["javascript:alert(1)", "https://example.org/nothing", "http://[", "x"])
def test_what_the_store_does_not_know(client: TestClient, iri: str):
    assert client.get("/term", params={"iri": iri}).status_code in (400, 404)


def test_the_query_page_shows_rows_with_links(client: TestClient, page: Page):
    query = "PREFIX fdr: <https://w3id.org/foedera/ontology#> SELECT ?c ?due { ?c fdr:dueBy ?due }"
    html = client.get("/sparql", params={"query": query}, headers={"Accept": "text/html"}).text
    assert "1 row" in html
    assert '/page/document/00aa11bb22cc33dd/commitment/withdraw">withdraw from the River Ash</a>' in html
    assert '<time datetime="2019-06-01">1 June 2019</time>' in html
    assert ">JSON</a>" in html
    assert ">CSV</a>" in html


def test_the_query_page_shows_graphs_and_verdicts(client: TestClient):
    accept = {"Accept": "text/html"}
    graph = client.get(
        "/sparql", params={"query": "CONSTRUCT { <u:a> <u:b> ?x } { VALUES ?x { 1 2 } }"}, headers=accept
    ).text
    assert "2 statements" in graph
    assert ">Turtle</a>" in graph
    assert "The answer is yes" in client.get("/sparql", params={"query": "ASK {}"}, headers=accept).text
    assert "The answer is no" in client.get("/sparql", params={"query": "ASK { <u:x> ?y ?z }"}, headers=accept).text
    assert (
        "Nothing in the store"
        in client.get("/sparql", params={"query": "SELECT * { <u:x> ?y ?z }"}, headers=accept).text
    )


def test_the_query_page_shows_where_an_error_is(client: TestClient):
    reply = client.get("/sparql", params={"query": "SELECT *\n{ ?s <p>> ?o }"}, headers={"Accept": "text/html"})
    assert reply.status_code == 400
    assert "line 2, column" in reply.text
    assert re.search(r"<pre><code>.*<mark>.*</mark>.*</code></pre>", reply.text)
    assert "{ ?s &lt;p&gt;&gt; ?o }</textarea>" in reply.text


def test_the_query_page_cuts_long_answers(client: TestClient):
    values = "".join(f"VALUES ?{name} {{ 0 1 2 3 4 5 6 7 8 9 }} " for name in "abc")
    for query, words in (
        (f"SELECT * {{ {values} }}", "The first 500 rows"),
        (f"CONSTRUCT {{ <u:a> <u:b> ?x }} {{ {values} BIND(?a+10*?b+100*?c AS ?x) }}", "The first 500 statements"),
    ):
        html = client.get("/sparql", params={"query": query}, headers={"Accept": "text/html"}).text
        assert words in html


def test_the_query_page_shows_any_value(client: TestClient):
    query = r"""SELECT * { VALUES (?a ?b ?c ?d) {
        ("tab\there\nline" 'x'@en-GB 1.50 UNDEF) ("<b>" "\"" true <urn:x:y>) } }"""
    html = client.get("/sparql", params={"query": query}, headers={"Accept": "text/html"}).text
    assert "tab\there\nline" in html
    assert "&lt;b&gt;" in html
    assert "2 rows" in html
    assert "urn:x:y" in html
