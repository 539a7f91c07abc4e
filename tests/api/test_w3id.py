"""The rules for w3id.org lead every IRI of Foedera to something that this server answers for."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph
import pytest
from rdflib import RDF, RDFS, SKOS, Graph, URIRef
from starlette.testclient import TestClient

from kg.resources import ontology_dir

ROOT = "https://w3id.org/foedera/"
FOLDER = Path(__file__).parents[2] / "docs" / "w3id"
SERVER = "https://foedera.example"
FLAGS = {"R=303", "L", "NE"}


@cache
def _rules() -> list[tuple[re.Pattern[str], str]]:
    """Read the rules, and fail at any directive or flag that these tests do not know how to follow."""
    rules = []
    for line in (FOLDER / ".htaccess").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#") or line in ("Options +FollowSymLinks", "RewriteEngine on"):
            continue
        directive, pattern, substitution, flags = line.split()
        assert directive == "RewriteRule"
        assert set(flags.strip("[]").split(",")) <= FLAGS
        assert {"R=303", "L"} <= set(flags.strip("[]").split(","))
        rules.append((re.compile(pattern), substitution))
    return rules


def _lead(iri: str) -> str | None:
    """Return where the rules lead an IRI, as Apache does in the folder ``foedera``: the fragment is not sent."""
    assert iri.startswith(ROOT)
    path = iri.removeprefix(ROOT).partition("#")[0]
    for pattern, substitution in _rules():
        if (match := pattern.search(path)) is not None:
            return re.sub(r"\$(\d)", lambda number: match[int(number[1])] or "", substitution)
    return None


def _own_iris() -> list[str]:
    """All IRIs of ours that the files of the ontology describe, read apart from the code under test."""
    found = set()
    for path in ontology_dir().rglob("*.ttl"):
        for quad in pyoxigraph.parse(path.read_bytes(), format=pyoxigraph.RdfFormat.TURTLE):
            for node in (quad.subject, quad.object):
                if isinstance(node, pyoxigraph.NamedNode) and node.value.startswith(ROOT):
                    found.add(node.value)
    return sorted(found)


IRIS = _own_iris()
#: What has no page of its own: the prefixes for shapes, and the endpoint that questions are for.
APART = {f"{ROOT}sparql"}


class Anchors(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for name, value in attrs if name == "id" and value]


@pytest.fixture
def anchors(client: TestClient) -> dict[str, list[str]]:
    return {
        path: Anchors(client.get(path, headers={"Accept": "text/html"}).text).ids for path in ("/ontology", "/shape")
    }


def test_there_is_something_to_lead():
    assert len(IRIS) > 350
    for iri in (
        "ontology",
        "ontology#Commitment",
        "theme/ceasefire",
        "agreement-type/treaty",
        "shape#Passage",
        "theme/",
    ):
        assert f"{ROOT}{iri}" in IRIS


def test_every_iri_leads_to_a_page(client: TestClient, anchors: dict[str, list[str]]):
    read = cache(lambda path: client.get(path, headers={"Accept": "text/html"}))
    for iri in IRIS:
        target = _lead(iri)
        assert target is not None, iri
        assert target.startswith(f"{SERVER}/"), iri
        if iri in APART:
            continue
        path, place = urlsplit(target).path, urlsplit(iri).fragment
        if read(path).status_code == 303:
            location = urlsplit(read(path).headers["location"])
            path, place = location.path, location.fragment or place
        assert read(path).status_code == 200, iri
        if path in anchors:
            assert not place or anchors[path].count(place) == 1, (iri, place)
        else:
            assert path == "/prefixes.ttl" or read(path).text == read("/ontology").text, iri


def test_every_iri_leads_to_data_that_tells_of_it(client: TestClient):
    graphs: dict[str, Graph] = {}
    for iri in IRIS:
        if iri in APART:
            continue
        path = (_lead(iri) or "").removeprefix(SERVER)
        if path not in graphs:
            reply = client.get(path, headers={"Accept": "text/turtle"}, follow_redirects=True)
            assert reply.status_code == 200, iri
            assert reply.headers["content-type"] == "text/turtle; charset=utf-8"
            graphs[path] = Graph().parse(data=reply.text, format="turtle")
        graph = graphs[path]
        if not re.search(r"/\d+\.\d+\.\d+\b", iri) and iri != f"{ROOT}shape":
            assert any(graph.predicate_objects(URIRef(iri))), iri


def test_terms_are_labelled_where_they_lead(client: TestClient):
    graph = Graph().parse(data=client.get("/ontology.ttl").text, format="turtle")
    named = [iri for iri in IRIS if iri.startswith((f"{ROOT}ontology#", f"{ROOT}theme/", f"{ROOT}agreement-type/"))]
    for iri in named:
        assert graph.value(URIRef(iri), RDFS.label), iri
        assert graph.value(URIRef(iri), RDF.type), iri
        assert graph.value(URIRef(iri), SKOS.definition), iri


@pytest.mark.parametrize(
    ("iri", "target"),
    [
        ("", "/"),
        ("ontology", "/ontology"),
        ("ontology#Commitment", "/ontology"),
        ("ontology/Commitment", "/ontology/Commitment"),
        ("ontology.rdf", "/ontology.rdf"),
        ("ontology/0.1.0/core/actor", "/ontology/0.1.0/core/actor"),
        ("theme/", "/theme"),
        ("theme/joint-patrol", "/theme/joint-patrol"),
        ("agreement-type/treaty", "/agreement-type/treaty"),
        ("shape#Passage", "/shape"),
        ("id/document/00aa11bb22cc33dd/passage/0-9", "/id/document/00aa11bb22cc33dd/passage/0-9"),
        ("sparql", "/sparql"),
    ],
)
def test_where_iris_lead(iri: str, target: str):
    assert _lead(f"{ROOT}{iri}") == f"{SERVER}{target}"


@pytest.mark.parametrize("iri", ["ontologys", "themes/x", "ontology.exe", "etc/passwd", "id/", "x/ontology"])
def test_nothing_else_is_led_anywhere(iri: str):
    assert _lead(f"{ROOT}{iri}") is None


def test_data_is_led_to_where_it_is(client: TestClient, agreement: str):
    target = _lead(f"{ROOT}id/{agreement}")
    assert target is not None
    assert client.get(target.removeprefix(SERVER), headers={"Accept": "text/html"}).status_code == 303
