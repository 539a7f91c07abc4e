"""The files as files: small, found by the catalogue, with the prefixes that the code uses."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from rdflib import Graph, Namespace

from kg.namespaces import OWL, PREFIXES, RDF
from kg.resources import ontology_dir

SH = Namespace("http://www.w3.org/ns/shacl#")
FILES = sorted(path for area in ("core", "themes", "shapes") for path in (ontology_dir() / area).glob("*.ttl"))
CATALOG = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}uri"


def catalog() -> dict[str, Path]:
    root = ET.parse(ontology_dir() / "catalog-v001.xml").getroot()  # noqa: S314 - our own file
    return {entry.attrib["name"]: ontology_dir() / entry.attrib["uri"] for entry in root.iter(CATALOG)}


@pytest.mark.parametrize("path", [*FILES, ontology_dir() / "foedera.ttl"], ids=lambda path: path.stem)
def test_the_catalogue_leads_from_each_ontology_to_its_file(path: Path):
    [iri] = Graph().parse(path).subjects(RDF.type, OWL.Ontology)
    assert catalog()[str(iri)] == path


def test_the_catalogue_names_no_file_that_is_not_there():
    for path in catalog().values():
        assert path.is_file()


def test_core_and_shapes_go_in_pairs():
    assert {path.name for path in (ontology_dir() / "core").glob("*.ttl")} == {
        path.name for path in (ontology_dir() / "shapes").glob("*.ttl")
    }


def test_foedera_only_imports():
    graph = Graph().parse(ontology_dir() / "foedera.ttl")
    assert len(set(graph.subjects())) == 1
    assert len(list(graph.objects(None, OWL.imports))) >= 6


def test_prefixes_are_those_of_the_code_and_all_declared():
    graph = Graph().parse(ontology_dir() / "prefixes.ttl")
    declared = {
        str(graph.value(node, SH.prefix)): str(graph.value(node, SH.namespace))
        for node in graph.subjects(RDF.type, SH.PrefixDeclaration)
    }
    assert declared.items() >= PREFIXES.items()
    assert set(graph.objects(None, SH.declare)) == set(graph.subjects(RDF.type, SH.PrefixDeclaration))


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name != "themes"], ids=lambda path: path.name)
def test_lines_are_neat(path: Path):
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert "\t" not in text
    assert "\r" not in text
    assert not any(line != line.rstrip() for line in text.splitlines())
    assert len(text.splitlines()) < 420
