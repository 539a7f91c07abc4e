from pyoxigraph import Literal, NamedNode

from api.link import Link, Words, data_path, links_to, page_path, tail_of
from kg.store.oxigraph import OxigraphStore

BASE = "https://w3id.org/foedera/id/"


def test_nodes_of_ours_have_pages():
    assert page_path(f"{BASE}actor/state/russia", BASE) == "/page/actor/state/russia"
    assert data_path(f"{BASE}actor/state/russia", BASE, "ttl") == "/data/actor/state/russia.ttl"
    assert tail_of("https://example.org/x", BASE) is None
    assert page_path("https://example.org/a b?&", BASE) == "/term?iri=https%3A%2F%2Fexample.org%2Fa+b%3F%26"


def test_paths_quote_what_would_mean_something_else():
    assert page_path(f"{BASE}a?b#c%20d", BASE) == "/page/a%3Fb%23c%2520d"


def test_links_know_name_and_narrowest_class(store: OxigraphStore):
    iri = f"{BASE}actor/state/lakeland"
    theme = "https://w3id.org/foedera/theme/ceasefire"
    links = links_to(store, [iri, theme, "http://www.wikidata.org/entity/Q42"], BASE)
    assert links[iri] == Link(iri, "Lakeland", "State", "/page/actor/state/lakeland")
    assert links[theme].label == "ceasefire"
    assert links[theme].href.startswith("/term?iri=")
    assert links["http://www.wikidata.org/entity/Q42"].elsewhere


def test_only_web_addresses_lead_elsewhere(store: OxigraphStore):
    links = links_to(store, ["javascript:alert(1)", "urn:x:y"], BASE)
    assert [links[iri].href for iri in ("javascript:alert(1)", "urn:x:y")] == ["", ""]


def test_what_has_no_name_is_called_by_its_kind(store: OxigraphStore):
    iri = f"{BASE}document/00aa11bb22cc33dd/claim/quoted"
    assert links_to(store, [iri], BASE)[iri].label == "claim quoted"


def test_literals_are_shown_in_words(store: OxigraphStore):
    date = Literal("2019-05-03", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date"))
    assert links_to(store, [], BASE).of(date) == Words("3 May 2019", "2019-05-03")
