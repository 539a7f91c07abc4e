import json
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat
from rdflib import Graph
from typer.testing import Result

from kg.namespaces import FDR, RDF

Foedera = Callable[..., Result]
DATASETS = [("trig", RdfFormat.TRIG), ("nquads", RdfFormat.N_QUADS), ("jsonld", RdfFormat.JSON_LD)]


@pytest.mark.parametrize("form", ["turtle", "ntriples"])
def test_a_graph_on_standard_output(foedera: Foedera, article: Path, form: str, tmp_path: Path):
    result = foedera("extract", article, "--date", "2012-05-03", "--format", form)
    assert result.exit_code == 0, result.output
    graph = Graph().parse(data=result.stdout_bytes, format="turtle")
    assert (None, RDF.type, FDR.Commitment) in graph
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(("form", "parser"), DATASETS)
def test_a_dataset_on_standard_output(foedera: Foedera, article: Path, form: str, parser: RdfFormat):
    result = foedera("extract", article, "--format", form)
    objects = {str(quad.object) for quad in pyoxigraph.parse(result.stdout_bytes, parser)}
    assert f"<{FDR.Commitment}>" in objects


def test_the_frames_as_json(foedera: Foedera, article: Path):
    result = foedera("extract", article, "--date", "2012-05-03", "--format", "json")
    frames = json.loads(result.stdout)
    assert frames["document"]["date"] == "2012-05-03"
    text = article.read_text()
    assert frames["commitments"]
    for commitment in frames["commitments"]:
        for passage in commitment["evidence"]:
            assert text[passage["start"] : passage["end"]] == passage["exact"]


def test_to_a_file(foedera: Foedera, article: Path, tmp_path: Path):
    target = tmp_path / "out.ttl"
    result = foedera("extract", article, "-o", target)
    assert (result.exit_code, result.stdout) == (0, "")
    assert target.read_bytes() == foedera("extract", article).stdout_bytes
    assert [path.name for path in tmp_path.iterdir()] == ["out.ttl"]
