import csv
from collections.abc import Callable
from pathlib import Path

from starlette.testclient import TestClient
from typer.testing import Result

from api.app import create_app
from kg.settings import Settings

Foedera = Callable[..., Result]
SAMPLES = Path(__file__).parents[1] / "link" / "importers" / "samples"


def test_without_graphs_there_is_nothing_to_link(filled: Foedera, tmp_path: Path):
    gold = tmp_path / "gold.csv"
    gold.write_text("left_id,right_id\n1,2\n")
    result = filled("link", "pax", "ucdp", "--learn", gold)
    assert result.exit_code != 0
    assert "no agreements in the graph" in " ".join(result.stderr.split())


def test_what_is_no_table(foedera: Foedera, tmp_path: Path):
    path = tmp_path / "table.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([["a"], ["1"]])
    for args, said in ((("nothing", path), "'nothing'"), (("pax", tmp_path / "none.csv"), "none.csv")):
        result = foedera("import", *args)
        assert result.exit_code != 0
        assert said in " ".join(result.stderr.split())
        assert "Traceback" not in result.output


def test_actors_are_linked_where_graphs_have_no_agreements(foedera: Foedera, tmp_path: Path):
    paax, ucdp = tmp_path / "paax.csv", tmp_path / "ucdp.csv"
    head = (SAMPLES / "paax.csv").read_text(encoding="utf-8").splitlines()[0]
    columns = head.split(",")
    rows = [
        {"id_paax": "ARM_1", "actor_name": "Northern Valley Front", "abbreviation": "NVF"},
        {"id_paax": "ARM_2", "actor_name": "Southern Valley Front", "abbreviation": "SVF"},
    ]
    with paax.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    ucdp.write_text("ucdp_actor_id,ucdp_name,other_names\n71,NVF,\n72,Mountain Army,\n", encoding="utf-8")
    for table, path in (("paax", paax), ("ucdp-actors", ucdp)):
        assert foedera("import", table, path).exit_code == 0
    gold, out = tmp_path / "gold.csv", tmp_path / "links.csv"
    gold.write_text("id_paax,ucdp_id\nARM_1,71\n", encoding="utf-8")
    result = foedera("link", "paax", "ucdp-actors", "--out", out, "--least", "0.05")
    assert result.exit_code == 0, result.output
    with out.open(newline="", encoding="utf-8") as file:
        found = [(row["left"].rpartition("/")[2], row["right"].rpartition("/")[2]) for row in csv.DictReader(file)]
    assert found == [("ARM_1", "71")]


def test_verdicts_by_api_are_kept_when_links_are_made_anew(foedera: Foedera, tmp_path: Path):
    tables = {
        "paax": ("paax.csv", [("ARM_1", "Northern Valley Front", "NVF"), ("ARM_2", "Southern Valley Front", "SVF")]),
        "ucdp-actors": ("ucdp.csv", [("71", "NVF", ""), ("72", "SVF", "")]),
    }
    columns = (SAMPLES / "paax.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    heads = {
        "paax": ("id_paax", "actor_name", "abbreviation"),
        "ucdp-actors": ("ucdp_actor_id", "ucdp_name", "other_names"),
    }
    for table, (name, rows) in tables.items():
        with (tmp_path / name).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns if table == "paax" else heads[table], restval="")
            writer.writeheader()
            writer.writerows(dict(zip(heads[table], row, strict=True)) for row in rows)
        assert foedera("import", table, tmp_path / name).exit_code == 0
    link = ("link", "paax", "ucdp-actors", "--write", "--least", "0.05", "--out", tmp_path / "links.csv")
    assert "2 links" in foedera(*link).output

    settings = Settings(store=str(tmp_path / "store"), write="open", query_workers=1)
    with TestClient(create_app(settings)) as client:
        first, second = client.get("/links").json()["links"]
        for found, verdict in ((first, "rejected"), (second, "accepted")):
            body = {"link": found["link"], "verdict": verdict, "reviewer": "N. N."}
            assert client.post("/links/verdicts", json=body).status_code == 204

    assert "1 links" in foedera(*link).output
    with (tmp_path / "links.csv").open(newline="", encoding="utf-8") as file:
        [row] = csv.DictReader(file)
    assert (row["left"], row["right"], row["reviewer"]) == (second["subject"], second["object"], "N. N.")
    with TestClient(create_app(settings)) as client:
        told = [(item["link"], item["verdict"], item["reviewer"]) for item in client.get("/links").json()["links"]]
        assert told == [(first["link"], "rejected", "N. N."), (second["link"], "accepted", "N. N.")]
        for found, there in ((first, False), (second, True)):
            query = f"ASK {{ <{found['subject']}> ?match <{found['object']}> }}"
            assert client.get("/sparql", params={"query": query}).json()["boolean"] is there
