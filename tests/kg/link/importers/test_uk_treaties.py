from collections.abc import Callable
from typing import Any

import pytest

from kg.link.importers.uk_treaties import turned

ONE = "import/uk-treaties/agreement/51"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("IRELAND, REPUBLIC OF", "REPUBLIC OF IRELAND"),
        ("CONGO, DEMOCRATIC REPUBLIC OF", "DEMOCRATIC REPUBLIC OF CONGO"),
        ("GAMBIA THE", "GAMBIA"),
        ("SAN MARINO", "SAN MARINO"),
    ],
)
def test_names_as_in_an_index(written: str, meant: str):
    assert turned(written) == meant


def test_a_treaty(table: Callable[..., Any]):
    read = table("uk-treaties")
    assert read.values(ONE, "fdr:signedOn") == ["1703-05-16"]
    assert read.values(ONE, "fdr:effectiveFrom") == []
    assert read.values(ONE, "fdr:signedAt") == ["import/uk-treaties/place/lisbon"]
    assert read.values(ONE, "fdr:agreementType") == ["agreement-type:treaty"]
    assert read.values(ONE, "dcterms:bibliographicCitation") == ["Old Papers 1/2"]
    assert read.values(ONE, "rdfs:seeAlso") == ["https://example.org/a/b%20c.html"]
    assert read.told() == ["row 1, column definative_eif_event_date: '31/02/1704' is no day; it is passed over"]


def test_parties_are_in_capitals_and_territories_are_none(table: Callable[..., Any]):
    read = table("uk-treaties")
    assert read.values(ONE, "fdr:party") == [
        "actor/state/france", "actor/state/south-korea", "import/uk-treaties/actor/sylvania",
    ]  # fmt: skip
    assert read.values("import/uk-treaties/actor/sylvania", "rdfs:label") == ["Sylvania@en"]
    assert read.values("import/uk-treaties/agreement/52", "fdr:party") == []


def test_an_organisation_is_one(table: Callable[..., Any], rows: Callable[..., str]):
    given = {"lb_document_id": "1", "title": "Treaty", "country_name": "UNITED NATIONS", "document_url": "no address"}
    read = table("uk-treaties", rows("uk-treaties", [given]))
    kinds = read.values("import/uk-treaties/actor/united-nations", "rdf:type")
    assert kinds == ["fdr:Actor", "fdr:InternationalOrganization"]
    assert read.told() == ["row 1, column document_url: 'no%20address' is no address; it is passed over"]
