"""Examples: the questions that the ontology is made to answer, for the query form."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import rdflib
from rdflib import RDF, RDFS, Namespace

from kg.errors import ModelError
from kg.namespaces import PREFIXES
from kg.resources import ontology_files

__all__ = ["Example", "examples"]

_SH: Final = Namespace("http://www.w3.org/ns/shacl#")
_OWN = Path(__file__).parent / "examples.toml"
_QUERIES: Final = (_SH.select, _SH.ask, _SH.construct, _SH.describe)


@dataclass(frozen=True, slots=True)
class Example:
    """Be a question in words and in SPARQL, with its IRI if the ontology has it."""

    question: str
    query: str
    iri: str = ""


@cache
def examples() -> tuple[Example, ...]:
    """Return the questions of the ontology; if it has none, those of this package."""
    try:
        found = [item for path in ontology_files("questions") for item in _in_file(path)]
    except ModelError:
        found = []
    return tuple(found) or _own()


def _in_file(path: Path) -> list[Example]:
    graph = rdflib.Graph().parse(path, format="turtle")
    found = []
    for node in sorted(graph.subjects(RDF.type, _SH.SPARQLExecutable), key=str):
        question = graph.value(node, RDFS.comment) or graph.value(node, RDFS.label)
        query = next((text for name in _QUERIES if (text := graph.value(node, name)) is not None), None)
        if question is not None and query is not None:
            found.append(Example(" ".join(str(question).split()), _with_prefixes(str(query)), str(node)))
    return found


def _own() -> tuple[Example, ...]:
    entries = tomllib.loads(_OWN.read_text(encoding="utf-8"))["example"]
    return tuple(Example(item["question"], _with_prefixes(item["query"])) for item in entries)


def _with_prefixes(query: str) -> str:
    """Declare the prefixes that a query uses, so that it can be copied to anywhere."""
    query = query.strip()
    used = [
        f"PREFIX {prefix}: <{namespace}>"
        for prefix, namespace in PREFIXES.items()
        if re.search(rf"(?<![\w:-]){re.escape(prefix)}:(?!/)", query)
        and not re.search(rf"PREFIX\s+{re.escape(prefix)}:", query, re.IGNORECASE)
    ]
    return "\n".join([*used, query])
