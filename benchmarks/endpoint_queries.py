"""The mix: eighteen kinds of query that analysts ask, with drawn values, over `benchmarks.synthetic`'s corpus."""

from __future__ import annotations

import random
from typing import Final

__all__ = ["KINDS", "ROWS", "mix"]

_PREFIXES: Final = """PREFIX fdr: <https://w3id.org/foedera/ontology#>
PREFIX theme: <https://w3id.org/foedera/theme/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX state: <https://w3id.org/foedera/id/actor/state/>
PREFIX place: <https://w3id.org/foedera/id/place/>
"""

#: Each kind by name; ``STATE`` and the like are drawn.
KINDS: Final[dict[str, str]] = {
    "by party, newest first": """SELECT ?agreement ?label ?day WHERE {
        ?agreement fdr:party STATE ; rdfs:label ?label ; fdr:signedOn ?day } ORDER BY DESC(?day) LIMIT 20""",
    "by theme": """SELECT ?commitment ?action ?who WHERE {
        ?commitment fdr:theme THEME ; fdr:action ?action ; fdr:obligor ?who } LIMIT 50""",
    "by theme and party": """SELECT ?commitment ?action ?where WHERE {
        ?commitment fdr:obligor STATE ; fdr:theme THEME ; fdr:action ?action ; fdr:place ?where } LIMIT 50""",
    "by days": """SELECT ?agreement ?day WHERE { ?agreement a fdr:Agreement ; fdr:signedOn ?day
        FILTER(?day >= "YEAR-01-01"^^xsd:date && ?day < "YEAR-03-01"^^xsd:date) } ORDER BY ?day LIMIT 50""",
    "words of a quote": """SELECT ?passage ?quote WHERE {
        ?commitment fdr:obligor STATE ; fdr:evidence ?passage . ?passage fdr:exact ?quote
        FILTER(CONTAINS(LCASE(?quote), "VERB")) } LIMIT 20""",
    "words of an action": """SELECT ?commitment ?action WHERE {
        ?commitment fdr:place PLACE ; fdr:action ?action FILTER(REGEX(?action, "^VERB", "i")) } LIMIT 20""",
    "themes of a party": """SELECT ?theme (COUNT(?commitment) AS ?count) WHERE {
        ?commitment fdr:obligor STATE ; fdr:theme ?theme } GROUP BY ?theme ORDER BY DESC(?count)""",
    "parties by theme": """SELECT ?who (COUNT(?commitment) AS ?count) WHERE {
        ?commitment fdr:theme THEME ; fdr:obligor ?who ; fdr:modality fdr:Prohibition }
        GROUP BY ?who ORDER BY DESC(?count) LIMIT 10""",
    "commitment to document": """SELECT ?commitment ?quote ?document ?title WHERE {
        ?commitment fdr:place PLACE ; fdr:evidence ?passage .
        ?passage fdr:exact ?quote ; fdr:inDocument ?document . ?document rdfs:label ?title } LIMIT 50""",
    "claims of a party": """SELECT ?commitment ?document ?stance WHERE {
        ?commitment fdr:obligor STATE ; fdr:modality fdr:Permission .
        ?claim fdr:about ?commitment ; fdr:reportedIn ?document ; fdr:stance ?stance } LIMIT 50""",
    "what may be there": """SELECT ?agreement ?type ?earlier WHERE { ?agreement fdr:party STATE .
        OPTIONAL { ?agreement fdr:agreementType ?type } OPTIONAL { ?agreement fdr:recalls ?earlier } } LIMIT 50""",
    "path to whom it binds": """SELECT DISTINCT ?who WHERE {
        ?agreement fdr:party STATE ; fdr:hasClause/fdr:states/fdr:obligor ?who }""",
    "all earlier ones": """SELECT ?agreement ?earlier WHERE {
        ?agreement fdr:party STATE . ?agreement fdr:recalls+ ?earlier } LIMIT 50""",
    "with whom": """SELECT DISTINCT ?other ?name WHERE {
        ?agreement fdr:party STATE, ?other . ?other rdfs:label ?name FILTER(?other != STATE) } ORDER BY ?name""",
    "picture of a party": """CONSTRUCT { ?agreement fdr:party ?other ; fdr:signedOn ?day } WHERE {
        ?agreement fdr:party STATE, ?other ; fdr:signedOn ?day FILTER(YEAR(?day) > YEAR) }""",
    "is there one": """ASK { ?commitment fdr:obligor STATE ; fdr:theme THEME ; fdr:place PLACE }""",
    "all about a place": "DESCRIBE PLACE",
    "which sources": """SELECT ?graph (COUNT(*) AS ?count) WHERE {
        GRAPH ?graph { ?agreement fdr:party STATE ; fdr:hasClause ?clause } }
        GROUP BY ?graph ORDER BY DESC(?count) LIMIT 10""",
}
#: A query of so many rows.
ROWS: Final = _PREFIXES + "SELECT ?s ?p ?o WHERE {{ ?s ?p ?o }} LIMIT {}"

_THEMES: Final = ("ceasefire", "withdrawal", "joint-patrol", "prisoner-release", "humanitarian-access", "monitoring")
_VERBS: Final = ("withdraw", "patrol", "demine", "rebuild")


def mix(count: int, *, seed: int = 1, kinds: tuple[str, ...] = tuple(KINDS)) -> list[str]:
    """Draw queries: as many of each kind, in an order of their own.

    Args:
        count: How many.
        seed: Another number draws other values.
        kinds: The kinds to draw from.
    """
    dice = random.Random(seed)  # noqa: S311 - not for secrets
    queries = [_drawn(KINDS[kinds[number % len(kinds)]], dice) for number in range(count)]
    dice.shuffle(queries)
    return queries


def _drawn(query: str, dice: random.Random) -> str:
    drawn = {
        "STATE": f"state:state-{int(180 * dice.random() ** 2)}",
        "PLACE": f"place:place-{int(900 * dice.random() ** 2)}",
        "THEME": f"theme:{dice.choice(_THEMES)}",
        '"VERB': f'"{dice.choice(_VERBS)}',
        '"^VERB': f'"^{dice.choice(_VERBS)}',
        '"YEAR': f'"{1950 + dice.randrange(70)}',
        "> YEAR": f"> {1950 + dice.randrange(70)}",
    }
    year = str(1950 + dice.randrange(70))
    for name, value in drawn.items():
        if "YEAR" in name:
            value = name.replace("YEAR", year)
        query = query.replace(name, value)
    return _PREFIXES + query
