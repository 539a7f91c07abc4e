"""The type of an agreement follows from its name."""

from __future__ import annotations

import pytest
from rdflib import Graph

from kg.extract.agreement_type import OTHER, agreement_type
from kg.extract.phrase import parse_phrase, read_table
from kg.namespaces import AGREEMENT_TYPE, RDF, SKOS
from kg.resources import ontology_dir


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("ceasefire", "ceasefire"),
        ("cease-fire agreement", "ceasefire"),
        ("Cessation of Hostilities Agreement", "ceasefire"),
        ("72-hour truce", "ceasefire"),
        ("Korean Armistice Agreement", "ceasefire"),
        ("Agreement on a Permanent Ceasefire and Security Arrangements", "ceasefire"),
        ("humanitarian truce", "ceasefire"),
        ("Comprehensive Peace Agreement", "peace-agreement"),
        ("final peace deal", "peace-agreement"),
        ("Arusha Peace and Reconciliation Agreement", "peace-agreement"),
        ("Agreement to End the Armed Conflict", "peace-agreement"),
        ("Framework Agreement on the Bangsamoro", "framework-agreement"),
        ("agreement on a framework for talks", "framework-agreement"),
        ("Military Technical Agreement", "security-arrangement"),
        ("Disengagement Agreement", "security-arrangement"),
        ("agreement on joint patrols", "security-arrangement"),
        ("prisoner swap deal", "humanitarian-arrangement"),
        ("plan for the exchange of 150 captives", "humanitarian-arrangement"),
        ("Hostages’ Release Agreement", "humanitarian-arrangement"),
        ("agreement on humanitarian access", "humanitarian-arrangement"),
        ("roadmap", "roadmap"),
        ("Road Map for Peace", "roadmap"),
        ("Declaration of Principles", "declaration"),
        ("Joint Declaration", "declaration"),
        ("joint statement by the three presidents", "joint-statement"),
        ("Final Communiqué", "joint-statement"),
        ("Memorandum of Understanding", "memorandum"),
        ("Memorandum on a ceasefire", "memorandum"),
        ("Additional Protocol", "protocol"),
        ("Protocol to the Treaty of Peace", "protocol"),
        ("Treaty of peace", "treaty"),
        ("Articles of a treaty", "treaty"),
        ("separate article", "treaty"),
        ("Convention for the Pacific Settlement of International Disputes", "convention"),
        ("free trade agreement", "trade-agreement"),
        ("agreement on the export of grain", "trade-agreement"),
        ("Resolution 242 (1967)", "resolution"),
        ("resolutions 186 (1964)", "resolution"),
        ("UN Security Council resolution", "resolution"),
        ("Dayton Agreement", "other"),
        ("agreement on holding local elections", "other"),
        ("power-sharing accord", "other"),
        ("", "other"),
    ],
)
def test_type_from_the_name(label: str, expected: str) -> None:
    assert agreement_type(label) == expected


def test_a_plain_name_is_read_with_its_context() -> None:
    assert agreement_type("the agreement", "a ceasefire agreement was reached on Monday") == "ceasefire"
    assert agreement_type("it", "The two sides signed a memorandum. It takes effect today.") == "memorandum"


def test_a_proper_name_is_not_read_with_its_context() -> None:
    assert agreement_type("Geneva Agreement", "part of the Geneva Agreement to release all detainees") == OTHER


def test_settling_a_conflict_is_no_resolution() -> None:
    assert agreement_type("agreement on the resolution of the dispute") == OTHER


def test_every_type_of_the_code_list_has_words() -> None:
    graph = Graph().parse(ontology_dir() / "themes" / "agreement-type.ttl")
    known = {str(kind).removeprefix(str(AGREEMENT_TYPE)) for kind in graph.subjects(RDF.type, SKOS.Concept)}
    rows = [row for row in read_table("agreement-types.tsv", 3) if row[0] != "@plain"]
    assert {kind for kind, _, _ in rows} | {OTHER} == known
    for _, weight, words in rows:
        assert float(weight) > 0
        assert parse_phrase(words)
