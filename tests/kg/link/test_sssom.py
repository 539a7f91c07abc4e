import csv
import io

from kg.link.links import Link
from kg.link.sssom import COLUMNS, to_sssom

FOUND = [
    Link("https://example.org/a", "https://example.org/x", 0.95, "same day", {"same day": 1.0}),
    Link("https://example.org/b", "https://example.org/y", 0.4, "same day", {}, reviewer="N. N."),
]


def table() -> tuple[list[str], list[dict[str, str]]]:
    text = to_sssom(FOUND, "https://example.org/links", {"https://example.org/a": "Lake\nAccord"}, license_="urn:free")
    lines = text.splitlines()
    head = [line for line in lines if line.startswith("#")]
    rows = csv.DictReader(io.StringIO("\n".join(lines[len(head) :])), delimiter="\t")
    assert tuple(rows.fieldnames or ()) == COLUMNS
    return head, list(rows)


def test_the_head_declares_what_the_rows_abbreviate():
    head, rows = table()
    declared = {line.split(":")[0].removeprefix("#").strip() for line in head}
    used = {row[column].split(":")[0] for row in rows for column in ("predicate_id", "mapping_justification")}
    assert used <= declared
    assert "#mapping_set_id: https://example.org/links" in head
    assert "#license: urn:free" in head


def test_what_a_machine_found_and_what_a_person_says():
    _, [found, said] = table()
    assert (found["predicate_id"], found["confidence"]) == ("skos:exactMatch", "0.9500")
    assert found["mapping_justification"] == "semapv:CompositeMatching"
    assert found["subject_label"] == "Lake Accord", "on one line"
    assert (said["mapping_justification"], said["reviewer_label"]) == ("semapv:ManualMappingCuration", "N. N.")
