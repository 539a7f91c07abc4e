"""Suites: which tests are run together, and how they went."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.w3c.evaluation import Failure, run_parser, run_query, run_syntax, run_update
from benchmarks.w3c.http import run_description, run_graph_store, run_protocol
from benchmarks.w3c.manifest import Test, read_manifest
from benchmarks.w3c.server import Server

__all__ = ["SUITES", "Outcome", "run_suite", "tests_of"]

#: The suites, with the folders of each and the kinds of test; what needs another server or a reasoner is left out.
SUITES: Final[dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]] = {
    "sparql10 query": ("sparql/sparql10", ("QueryEvaluationTest",), ()),
    "sparql10 syntax": ("sparql/sparql10", ("PositiveSyntaxTest", "NegativeSyntaxTest"), ()),
    "sparql11 query": (
        "sparql/sparql11",
        ("QueryEvaluationTest",),
        ("entailment", "service", "csv-tsv-res", "json-res"),
    ),
    "sparql11 syntax": (
        "sparql/sparql11",
        ("PositiveSyntaxTest11", "NegativeSyntaxTest11", "PositiveUpdateSyntaxTest11", "NegativeUpdateSyntaxTest11"),
        (),
    ),
    "sparql11 update": ("sparql/sparql11", ("UpdateEvaluationTest",), ()),
    "sparql11 formats": (
        "sparql/sparql11",
        ("QueryEvaluationTest", "CSVResultFormatTest"),
        ("*", "csv-tsv-res", "json-res"),
    ),
    "sparql11 protocol": ("sparql/sparql11", ("ProtocolTest",), ()),
    "sparql11 graph store": ("sparql/sparql11", ("GraphStoreProtocolTest",), ("http-rdf-update",)),
    "sparql11 description": ("sparql/sparql11", ("ServiceDescriptionTest",), ()),
    "sparql12 query": ("sparql/sparql12", ("QueryEvaluationTest",), ()),
    "sparql12 update": ("sparql/sparql12", ("UpdateEvaluationTest",), ()),
    "sparql12 syntax": (
        "sparql/sparql12",
        ("PositiveSyntaxTest", "NegativeSyntaxTest", "PositiveUpdateSyntaxTest", "NegativeUpdateSyntaxTest"),
        (),
    ),
    "rdf11 turtle": ("rdf/rdf11", ("TestTurtle",), ()),
    "rdf11 trig": ("rdf/rdf11", ("TestTrig",), ()),
    "rdf11 n-triples": ("rdf/rdf11", ("TestNTriples",), ()),
    "rdf11 n-quads": ("rdf/rdf11", ("TestNQuads",), ()),
    "rdf11 rdf-xml": ("rdf/rdf11", ("TestXML",), ()),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """Be how a suite went: the tests that pass, and those that fail with the reason."""

    passed: tuple[str, ...]
    failed: dict[str, str]

    @property
    def run(self) -> int:
        """How many tests were run."""
        return len(self.passed) + len(self.failed)


def tests_of(suite: str, root: Path) -> list[Test]:
    """Return the tests of a suite.

    Args:
        suite: Its name.
        root: The folder of the unpacked files.
    """
    below, kinds, but = SUITES[suite]
    tests = []
    for path in sorted((root / "rdf-tests" / below).glob("*/manifest*.ttl")):
        if ("*" in but) != (path.parent.name in but):
            continue
        tests += [test for test in read_manifest(path) if _fits(test.kind, kinds)]
    return tests


def run_suite(suite: str, root: Path, server: Server) -> Outcome:
    """Run the tests of a suite, one after the other."""
    passed, failed = [], {}
    for test in tests_of(suite, root):
        name = f"{test.folder.name}/{test.name}"
        try:
            _runner(test)(test, server)
        except (Failure, ValueError, SyntaxError, OSError) as error:
            failed[name] = f"{type(error).__name__}: {error}"
        else:
            passed.append(name)
    return Outcome(tuple(passed), failed)


def _fits(kind: str, kinds: tuple[str, ...]) -> bool:
    return kind in kinds or (len(kinds) == 1 and kinds[0].startswith("Test") and kind.startswith(kinds[0]))


def _runner(test: Test) -> Callable[[Test, Server], None]:
    runners: dict[str, Callable[[Test, Server], None]] = {
        "QueryEvaluationTest": run_query,
        "CSVResultFormatTest": run_query,
        "UpdateEvaluationTest": run_update,
        "ProtocolTest": run_protocol,
        "GraphStoreProtocolTest": run_graph_store,
        "ServiceDescriptionTest": run_description,
    }
    return runners.get(test.kind) or (run_parser if test.kind.startswith("Test") else run_syntax)
