"""Namespaces of the vocabulary contract and of the vocabularies beside it."""

from __future__ import annotations

from typing import Final

from rdflib import Namespace
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD

__all__ = [
    "AGREEMENT_TYPE",
    "DCTERMS",
    "DEFAULT_BASE",
    "FDR",
    "GEO",
    "OWL",
    "PREFIXES",
    "PROV",
    "QUANTITY_KIND",
    "RDF",
    "RDFS",
    "SKOS",
    "THEME",
    "UNIT",
    "WIKIDATA",
    "XSD",
]

#: The ontology: classes, properties, modalities and stances.
FDR: Final = Namespace("https://w3id.org/foedera/ontology#")
#: Themes of clauses and commitments (SKOS).
THEME: Final = Namespace("https://w3id.org/foedera/theme/")
#: Types of agreement (SKOS).
AGREEMENT_TYPE: Final = Namespace("https://w3id.org/foedera/agreement-type/")
#: Default base of data IRIs; the setting ``base`` overrides it.
DEFAULT_BASE: Final = "https://w3id.org/foedera/id/"
#: GeoSPARQL 1.1.
GEO: Final = Namespace("http://www.opengis.net/ont/geosparql#")
#: QUDT units and quantity kinds.
UNIT: Final = Namespace("http://qudt.org/vocab/unit/")
QUANTITY_KIND: Final = Namespace("http://qudt.org/vocab/quantitykind/")
#: Wikidata entities.
WIKIDATA: Final = Namespace("http://www.wikidata.org/entity/")

#: The prefixes of every Turtle file that Foedera writes, in the order they are declared.
PREFIXES: Final[dict[str, str]] = {
    "agreement-type": str(AGREEMENT_TYPE),
    "dcterms": str(DCTERMS),
    "fdr": str(FDR),
    "geo": str(GEO),
    "owl": str(OWL),
    "prov": str(PROV),
    "quantitykind": str(QUANTITY_KIND),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "skos": str(SKOS),
    "theme": str(THEME),
    "unit": str(UNIT),
    "wd": str(WIKIDATA),
    "xsd": str(XSD),
}
