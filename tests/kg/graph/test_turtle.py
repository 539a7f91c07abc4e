import pytest

from kg.graph.turtle import short, trig, turtle
from kg.namespaces import PREFIXES

TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
FDR = PREFIXES["fdr"]
XSD = PREFIXES["xsd"]

ROWS = [
    ("<https://example.org/b>", f"<{FDR}end>", f'"12"^^<{XSD}nonNegativeInteger>', "<https://example.org/g>"),
    ("<https://example.org/a/10>", f"<{FDR}value>", f'"6.5"^^<{XSD}decimal>', "<https://example.org/g>"),
    ("<https://example.org/a/9>", f"<{FDR}theme>", "<https://w3id.org/foedera/theme/trade>", "<https://example.org/h>"),
    ("<https://example.org/a/9>", f"<{FDR}theme>", "<https://w3id.org/foedera/theme/culture-religion>", ""),
    ("<https://example.org/a/9>", TYPE, f"<{FDR}Commitment>", "<https://example.org/g>"),
    ("<https://example.org/a/9>", f"<{FDR}action>", '"say \\"no\\""@en', "<https://example.org/g>"),
    ("<https://example.org/a/9>", LABEL, '"nine"@en', "<https://example.org/g>"),
    ("<https://example.org/a/9>", f"<{FDR}ordinal>", f'"7"^^<{XSD}integer>', "<https://example.org/g>"),
]


def test_turtle_is_sorted_and_reads_well():
    assert turtle(ROWS[::-1]) == (
        "@prefix fdr: <https://w3id.org/foedera/ontology#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix theme: <https://w3id.org/foedera/theme/> .\n"
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        "\n"
        "<https://example.org/a/9>\n"
        "    a fdr:Commitment ;\n"
        '    rdfs:label "nine"@en ;\n'
        '    fdr:action "say \\"no\\""@en ;\n'
        "    fdr:ordinal 7 ;\n"
        "    fdr:theme theme:culture-religion, theme:trade .\n"
        "\n"
        "<https://example.org/a/10>\n"
        "    fdr:value 6.5 .\n"
        "\n"
        "<https://example.org/b>\n"
        '    fdr:end "12"^^xsd:nonNegativeInteger .\n'
    )


def test_trig_keeps_the_graphs_apart():
    assert trig(ROWS[:4]) == (
        "@prefix fdr: <https://w3id.org/foedera/ontology#> .\n"
        "@prefix theme: <https://w3id.org/foedera/theme/> .\n"
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        "\n"
        "<https://example.org/g> {\n"
        "    <https://example.org/a/10>\n"
        "        fdr:value 6.5 .\n"
        "\n"
        "    <https://example.org/b>\n"
        '        fdr:end "12"^^xsd:nonNegativeInteger .\n'
        "}\n"
        "\n"
        "<https://example.org/h> {\n"
        "    <https://example.org/a/9>\n"
        "        fdr:theme theme:trade .\n"
        "}\n"
        "\n"
        "<https://example.org/a/9>\n"
        "    fdr:theme theme:culture-religion .\n"
    )


def test_nothing_is_nothing():
    assert turtle([]) == trig([]) == ""


@pytest.mark.parametrize("local", ["", ".", "a.", "-a", "a:b", "a,b", "é", "a/b", "a%20b", "a(b)"])
def test_what_would_need_an_escape_is_not_shortened(local: str):
    assert short(FDR + local) is None


@pytest.mark.parametrize("local", ["a", "Q159", "1a", "a-b", "a.b", "_a", "30"])
def test_what_needs_no_escape_is_shortened(local: str):
    assert short(FDR + local) == f"fdr:{local}"


def test_other_namespaces_are_not_shortened():
    assert short("https://example.org/a") is None
    assert short("mailto:a") is None
