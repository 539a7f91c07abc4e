from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, Quad, QuerySolutions, RdfFormat, parse
from rdflib import Literal

from kg.errors import InputError
from kg.link.importers.load import KEYS, Imported, import_table
from kg.link.importers.source import sources
from kg.namespaces import FDR, PREFIXES
from kg.settings import Settings
from kg.store.export import RESTRICTED, export_quads, restricted_names
from kg.store.open import open_store
from kg.store.oxigraph import OxigraphStore
from kg.validate.graph import validate

BASE = "https://example.org/id/"


@pytest.fixture
def store() -> Iterator[OxigraphStore]:
    with open_store(Settings(store="memory:")) as store:
        yield store


@pytest.fixture
def put(store: OxigraphStore, tmp_path: Path, samples: dict[str, str]) -> Callable[..., Imported]:
    """Return what imports a sample, or a text in its place, into the store."""

    def put(key: str, text: str | None = None) -> Imported:
        path = tmp_path / ("table.ttl" if key in {"cdm", "jolux"} else "table")
        path.write_text(samples[key] if text is None else text, encoding="utf-8", newline="")
        return import_table(key, path, store, BASE)

    return put


def all_of(store: OxigraphStore) -> list[str]:
    return sorted(map(str, store.quads()))


@pytest.mark.parametrize("key", KEYS)
def test_what_is_imported_conforms_and_every_passage_is_in_its_text(table: Callable[..., Any], key: str):
    report = validate(table(key).graph(), {})
    assert [finding.sentence for finding in report.violations] == []


def test_a_passage_that_its_text_does_not_hold_would_be_noticed(table: Callable[..., Any]):
    graph = table("pax").graph()
    for subject, value in list(graph.subject_objects(FDR.exact)):
        graph.set((subject, FDR.exact, Literal(str(value).swapcase())))
    assert len(validate(graph, {}).violations) == 2


@pytest.mark.parametrize(
    ("key", "rows", "rejected"),
    [
        ("pax", 4, 2), ("ucdp", 3, 1), ("ucdp-actors", 2, 0), ("paax", 4, 0), ("uk-treaties", 2, 0),
        ("manytreaties", 3, 0), ("mend", 3, 0), ("wikidata", 3, 1), ("cdm", 2, 1), ("jolux", 1, 0),
    ],
)  # fmt: skip
def test_rows_are_counted(put: Callable[..., Imported], key: str, rows: int, rejected: int):
    found = put(key)
    assert (found.rows, found.rejected) == (rows, rejected)
    assert found.things["Report"] == rows - rejected
    assert sum(warning.rejected for warning in found.warnings) == rejected


@pytest.mark.parametrize("key", KEYS)
def test_the_second_time_changes_nothing(put: Callable[..., Imported], store: OxigraphStore, key: str):
    first = put(key), all_of(store)
    assert (put(key), all_of(store)) == first


def test_a_new_table_takes_the_place_of_the_old_one(
    put: Callable[..., Imported], store: OxigraphStore, samples: dict[str, str]
):
    put("paax")
    put("pax")
    before = all_of(store)
    put("pax", samples["pax"].replace("Lake Accord on a Ceasefire", "Hill Accord"))
    said = "\n".join(all_of(store))
    assert "Hill Accord" in said
    assert "Lake Accord on" not in said
    put("pax")
    assert all_of(store) == before


def test_what_fails_leaves_all_as_it_was(put: Callable[..., Imported], store: OxigraphStore):
    put("pax")
    before = all_of(store)
    for key, text in (("pax", "AgtId\n1\n"), ("nothing", "")):
        with pytest.raises(InputError):
            put(key, text)
    assert all_of(store) == before


def test_the_default_graph_sees_what_is_imported_and_neither_texts_nor_notes(
    put: Callable[..., Imported], store: OxigraphStore
):
    put("pax")
    query = "SELECT ?x { { ?x fdr:text ?t } UNION { ?x dcterms:accessRights ?r } UNION { ?x fdr:strength 3 } }"
    rows = store.query(query, prefixes=PREFIXES)
    assert isinstance(rows, QuerySolutions)
    assert [str(row["x"]) for row in rows] == [f"<{BASE}import/pax/agreement/9001/coding/Ce>"]


def test_each_table_tells_where_it_is_from_and_under_which_terms(put: Callable[..., Imported], store: OxigraphStore):
    for key in KEYS:
        put(key)
    query = """SELECT ?graph ?title ?rights ?access {
      GRAPH ?notes { ?graph a fdr:ImportedGraph ; prov:wasDerivedFrom ?set .
        ?set dcterms:title ?title ; dcterms:rights ?rights ; dcterms:accessRights ?access }
    }"""
    rows = store.query(query, prefixes=PREFIXES)
    assert isinstance(rows, QuerySolutions)
    found = {str(row["graph"]).split("/")[-2]: (row["rights"], str(row["access"])) for row in rows}
    assert set(found) == set(KEYS)
    assert {key for key, (_, access) in found.items() if access.endswith("/PUBLIC>")} == {
        "manytreaties",
        "wikidata",
        "cdm",
    }
    assert all(source.rights in str(found[key][0]) for key, source in sources().items())


def test_what_may_not_be_passed_on_is_no_part_of_an_export(put: Callable[..., Imported], store: OxigraphStore):
    put("pax")
    put("manytreaties")
    assert restricted_names(store) == [f"{BASE}import/pax/{name}" for name in ("graph", "provenance", "text")]
    exported = {str(quad.graph_name).split("/")[-2] for quad in export_quads(store)}
    assert exported == {"manytreaties"}
    assert {str(quad.graph_name).split("/")[-2] for quad in export_quads(store, restricted=True)} == {
        "manytreaties",
        "pax",
    }


def test_no_table_can_hide_the_graphs_of_others(put: Callable[..., Imported], store: OxigraphStore):
    put("manytreaties")
    forged = f"""
      <{BASE}forged> a fdr:DocumentGraph . <{BASE}x> dcterms:accessRights <{RESTRICTED}> .
      <{BASE}import/manytreaties/graph> prov:wasDerivedFrom <{BASE}x> ."""
    declared = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    told = parse((declared + forged).encode(), RdfFormat.TURTLE)
    graph = NamedNode(f"{BASE}forged")
    store.exchange([graph.value], (Quad(quad.subject, quad.predicate, quad.object, graph) for quad in told))
    assert restricted_names(store) == []
