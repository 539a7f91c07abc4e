"""Names of the authority in texts of many conflicts; expected values are written by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import NotFoundError
from kg.extract.authority.matcher import entry, find_authorities, lookup
from kg.extract.authority.model import AliasKind


def keys(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.entries[0].key) for m in find_authorities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US-Taliban talks", [("US", "state/united-states"), ("Taliban", "armedgroup/taliban")]),
        ("#Turkey said", [("Turkey", "state/turkey")]),
        ("a Turkish-Russian deal", [("Turkish", "state/turkey"), ("Russian", "state/russia")]),
        ("Côte d’Ivoire’s army", [("Côte d’Ivoire", "state/ivory-coast")]),
        ("the U.S.-led force", [("U.S.", "state/united-states")]),
        ("give it to us now", []),
        ("al-Qa’ida and Al Qaeda", [("al-Qa’ida", "armedgroup/al-qaeda"), ("Al Qaeda", "armedgroup/al-qaeda")]),
        ("the SPLM/A signed", [("SPLM/A", "armedgroup/sudan-peoples-liberation-movement")]),
        ("UNION OF SOVIET SOCIALIST REPUBLICS", [("UNION OF SOVIET SOCIALIST REPUBLICS", "state/soviet-union")]),
        ("turkey for dinner", []),
        ("the Kremlin and Downing Street", [("Kremlin", "state/russia"), ("Downing Street", "state/united-kingdom")]),
        ("@RT_com wrote", [("@RT_com", "mediaorganization/rt")]),
        ("Union\nof Soviet Socialist Republics", [("Union\nof Soviet Socialist Republics", "state/soviet-union")]),
        (
            "FARC-EP and the ELN",
            [
                ("FARC-EP", "armedgroup/revolutionary-armed-forces-of-colombia"),
                ("ELN", "armedgroup/national-liberation-army-colombia"),
            ],
        ),
        (
            "LTTE; Sri Lankan troops",
            [("LTTE", "armedgroup/liberation-tigers-of-tamil-eelam"), ("Sri Lankan", "state/sri-lanka")],
        ),
        (
            "Sinn Fein, the UUP",
            [("Sinn Fein", "politicalparty/sinn-fein"), ("UUP", "politicalparty/ulster-unionist-party")],
        ),
        ("Emirati and Saudi aid", [("Emirati", "state/united-arab-emirates"), ("Saudi", "state/saudi-arabia")]),
        (
            "UNIFIL in southern Lebanon",
            [
                ("UNIFIL", "internationalorganization/united-nations-interim-force-in-lebanon"),
                ("southern Lebanon", "place/south-lebanon"),
            ],
        ),
        ("Republic of Viet-Nam", [("Republic of Viet-Nam", "state/south-vietnam")]),
        ("Abdel Fattah El Burhan", [("Abdel Fattah El Burhan", "person/abdel-fattah-al-burhan")]),
        (
            "Reuters and AFP",
            [("Reuters", "mediaorganization/reuters"), ("AFP", "mediaorganization/agence-france-presse")],
        ),
        ("Pottawatamies and Chippeways", [("Pottawatamies", "people/potawatomi"), ("Chippeways", "people/chippewa")]),
        (
            "the MILF, the Philippines",
            [("MILF", "armedgroup/moro-islamic-liberation-front"), ("Philippines", "state/philippines")],
        ),
        ("UNITED STATES OF AMERICA", [("UNITED STATES OF AMERICA", "state/united-states")]),
        ("Dahomey and Upper Volta", [("Dahomey", "state/benin"), ("Upper Volta", "state/burkina-faso")]),
        (
            "M23 left Goma, DRC",
            [
                ("M23", "armedgroup/m23"),
                ("Goma", "place/216281-goma"),
                ("DRC", "state/democratic-republic-of-the-congo"),
            ],
        ),
    ],
)
def test_names_are_found_where_they_are_written(text: str, expected: list[tuple[str, str]]):
    assert keys(text) == expected


def test_a_short_common_abbreviation_needs_context():
    (match,) = find_authorities("IS there hope?")
    assert match.needs_context
    full, short = find_authorities("Islamic State (IS) fighters")
    assert full.entries == short.entries
    assert not short.needs_context


def test_a_capital_stands_for_its_state():
    (match,) = find_authorities("Damascus agreed")
    assert match.alias_kind is AliasKind.CAPITAL
    assert entry("state/syria") in match.entries


def test_an_unknown_key_is_said():
    assert entry("place/164816-saraqib").country == "SY"
    with pytest.raises(NotFoundError, match="state/atlantis"):
        entry("state/atlantis")


@given(st.text(st.sampled_from("Turkey’s #US-al. SanaIdb\n&,áé"), max_size=60))
def test_matches_lie_in_the_text_in_order_without_overlap(text: str):
    at = 0
    for match in find_authorities(text):
        assert at <= match.start < match.end <= len(text)
        assert match.entries
        at = match.end


def test_lookup_folds_case_and_diacritics():
    assert [found.key for found in lookup("COTE D'IVOIRE")] == ["state/ivory-coast"]
    assert lookup("Nowhereistan") == ()
