"""Names of the authority in texts of many conflicts; expected values are written by hand."""

from __future__ import annotations

import pytest

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


def test_lookup_folds_case_and_diacritics():
    assert [found.key for found in lookup("COTE D'IVOIRE")] == ["state/ivory-coast"]
    assert lookup("Nowhereistan") == ()
