"""Extraction against an annotation, graphs against an annotation, and our figures against another scorer's."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate.corpus import evaluate, evaluate_graphs, graph_from
from kg.evaluate.gold import Gold, read_golds
from kg.evaluate.report import as_json
from kg.extract.frames import Extraction
from kg.graph.builder import build
from kg.graph.serialise import serialise


def _other_figures(gold: Path, graphs: Path) -> object:
    """Return what the scorer beside the annotated texts of FOEDERA_GOLD says, in a process of its own."""
    scorer = Path(os.environ.get("FOEDERA_GOLD", "/nonexistent")) / "score.py"
    if not scorer.is_file():
        pytest.skip("FOEDERA_GOLD names no folder with annotated texts and a score.py")
    told = graphs / "told.json"
    command = [sys.executable, scorer, "--gold", gold, "--graphs", graphs, "--json", told]
    subprocess.run(command, check=True, capture_output=True)
    return json.loads(told.read_text())


def _same(ours: object, theirs: object, path: str = "") -> list[str]:
    """List where ours does not say what theirs says; ours may say more."""
    if isinstance(theirs, dict):
        assert isinstance(ours, dict)
        return [found for key, value in theirs.items() for found in _same(ours.get(key), value, f"{path}/{key}")]
    if isinstance(theirs, float) and ours is not None:
        return [] if ours == pytest.approx(theirs, abs=1e-9) else [f"{path}: {ours} is not {theirs}"]
    return [] if ours == theirs else [f"{path}: {ours} is not {theirs}"]


def test_a_text_is_extracted_and_compared(gold: Gold):
    told: list[tuple[str, int, int]] = []
    result = evaluate([gold], lambda *step: told.append(step))
    assert told == [("pact", 0, 1)]
    assert result.overall.violations == result.overall.unproven == 0
    assert result.overall.families["commitments"].hits >= 2  # two plain sentences with "shall" and "may"


def test_graphs_that_were_made_before(folder: Path, perfect: Extraction):
    golds = read_golds(folder)
    built = build(perfect, base="https://example.org/")
    for name, form in (("ttl", "turtle"), ("trig", "trig"), ("nq", "nquads"), ("nt", "ntriples")):
        made = folder / name
        made.mkdir()
        (made / f"pact.{name}").write_bytes(serialise(built, form))
        assert evaluate_graphs(golds, made).overall.families["strict"].f1 == 1


def test_no_graph_and_one_that_is_none(folder: Path):
    golds = read_golds(folder)
    with pytest.raises(InputError, match="for none of the texts"):
        evaluate_graphs(golds, folder)
    (folder / "pact.ttl").write_text("<a> <b> .")
    with pytest.raises(InputError, match=r"pact\.ttl.*cannot be parsed"):
        evaluate_graphs(golds, folder)


def test_one_graph_of_two(folder: Path, perfect: Extraction):
    for suffix in ("txt", "gold.json"):
        (folder / f"other.{suffix}").write_bytes((folder / f"pact.{suffix}").read_bytes())
    (folder / "pact.ttl").write_bytes(serialise(build(perfect, base="https://example.org/"), "turtle"))
    result = evaluate_graphs(read_golds(folder), folder)
    assert result.notes == ["other: no graph"]
    assert result.overall.families["commitments"].recall == pytest.approx(0.5)


@pytest.mark.parametrize("spoilt", [False, True])
def test_another_scorer_says_the_same_of_the_hand_made_graph(folder: Path, perfect: Extraction, spoilt: bool):
    graph = build(perfect, base="https://example.org/").graph
    if spoilt:
        for number, triple in enumerate(sorted(graph, key=str)):
            if number % 7 == 0:
                graph.remove(triple)
    (folder / "pact.ttl").write_bytes(serialise(graph, "turtle"))
    ours = as_json(evaluate_graphs(read_golds(folder), folder))
    assert _same(ours, _other_figures(folder, folder)) == []


def test_another_scorer_says_the_same_of_what_is_extracted(tmp_path: Path):
    folder = Path(os.environ.get("FOEDERA_GOLD", "/nonexistent"))
    if not folder.is_dir():
        pytest.skip("FOEDERA_GOLD names no folder with annotated texts")
    golds = read_golds(folder)
    for gold in golds:
        (tmp_path / f"{gold.name}.ttl").write_bytes(serialise(graph_from(gold), "turtle"))
    ours = as_json(evaluate_graphs(golds, tmp_path))
    assert _same(ours, _other_figures(folder, tmp_path)) == []
