import json

from kg.graph.jsonld import jsonld
from kg.namespaces import PREFIXES

FDR = PREFIXES["fdr"]
XSD = PREFIXES["xsd"]


def test_jsonld_with_prefixes_and_named_graphs():
    rows = [
        ("<https://example.org/b>", f"<{FDR}end>", f'"12"^^<{XSD}nonNegativeInteger>', "<https://example.org/g>"),
        ("<https://example.org/a>", f"<{FDR}theme>", "<https://w3id.org/foedera/theme/trade>", ""),
        ("<https://example.org/a>", f"<{PREFIXES['rdf']}type>", f"<{FDR}Commitment>", ""),
        ("<https://example.org/a>", f"<{FDR}action>", '"say \\"né\\"\\u0001"@en', ""),
        ("<https://example.org/a>", f"<{FDR}number>", '"1."', ""),
    ]
    text = jsonld(rows)
    assert json.loads(text) == {
        "@context": {"@version": 1.1, **PREFIXES},
        "@graph": [
            {
                "@id": "https://example.org/g",
                "@graph": [
                    {
                        "@id": "https://example.org/b",
                        "fdr:end": [{"@value": "12", "@type": "xsd:nonNegativeInteger"}],
                    }
                ],
            },
            {
                "@id": "https://example.org/a",
                "@type": ["fdr:Commitment"],
                "fdr:action": [{"@value": 'say "né"\x01', "@language": "en"}],
                "fdr:number": [{"@value": "1."}],
                "fdr:theme": [{"@id": "theme:trade"}],
            },
        ],
    }
    assert jsonld(rows[::-1]) == text
    assert "né" in text


def test_nothing_is_an_empty_list():
    assert json.loads(jsonld([]))["@graph"] == []
