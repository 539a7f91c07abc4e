import subprocess
import sys

import pytest

from api.limits import check_query
from kg.errors import QueryError
from kg.settings import Settings

SETTINGS = Settings(store="memory:")

#: One query of each kind that is known to end a process or to take it for minutes, by how many times it repeats a part.
KILLERS = {
    "parentheses": lambda n: "ASK { FILTER(" + "(" * n + "1" + ")" * n + ") }",
    "groups": lambda n: "ASK " + "{" * n + "}" * n,
    "sub-selects": lambda n: "ASK " + "{ SELECT * " * n + "{ }" + "}" * n,
    "optional inside optional": lambda n: "ASK { " + "OPTIONAL { ?s ?p ?o " * n + "}" * n + " }",
    "optionals": lambda n: "ASK { " + "OPTIONAL { ?s ?p ?o } " * n + "}",
    "unions": lambda n: "ASK { { ?s ?p ?o }" + " UNION { ?s ?p ?o }" * n + " }",
    "binds": lambda n: "ASK { " + " ".join(f"BIND(1 AS ?v{i})" for i in range(n)) + " }",
    "path": lambda n: "ASK { ?a <u:p>" + "/<u:p>" * n + " ?b }",
    "alternatives": lambda n: "ASK { ?a <u:p>" + "|<u:p>" * n + " ?b }",
    "negations": lambda n: "ASK { FILTER(" + "!" * n + "true) }",
    "sums": lambda n: "ASK { FILTER(1" + "+1" * n + " > 1) }",
    "triple patterns": lambda n: "ASK { " + " ".join(f"?v <u:p{i}> ?v{i} ." for i in range(n)) + " }",
    "list": lambda n: "ASK { ?s ?p (" + " 1" * n + ") }",
    "property lists": lambda n: "ASK { ?s ?p " + "[ ?p " * n + "1" + "]" * n + " }",
    "values joined": lambda n: "ASK { " + "VALUES ?x { 1 } " * n + "}",
    "graphs joined": lambda n: "ASK { " + "GRAPH ?g { ?s ?p ?o } " * n + "}",
}
EVALUATE = """
import sys, threading
import pyoxigraph
def run():
    for query in sys.stdin.read().split("\\0"):
        bool(pyoxigraph.Store().query(query))
    print("survived")
thread = threading.Thread(target=run); thread.start(); thread.join()
"""


@pytest.mark.parametrize("kind", KILLERS)
def test_refuses_what_would_end_the_process(kind: str):
    with pytest.raises(QueryError, match="the query is too"):
        check_query(KILLERS[kind](5000), SETTINGS)


def _largest(kind: str) -> str:
    """Return the largest query of a kind that is let through."""
    low, high = 1, 5000
    while low < high:
        middle = (low + high + 1) // 2
        try:
            check_query(KILLERS[kind](middle), SETTINGS)
            low = middle
        except QueryError:
            high = middle - 1
    return KILLERS[kind](low)


def test_the_largest_queries_let_through_harm_nobody():
    queries = "\0".join(_largest(kind) for kind in KILLERS)
    done = subprocess.run(
        [sys.executable, "-c", EVALUATE], input=queries, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "survived", "")


def test_names_the_limit_and_the_setting():
    with pytest.raises(QueryError, match="nested 71 deep, at most 64") as caught:
        check_query("ASK " + "{" * 71 + "}" * 71, SETTINGS)
    assert "FOEDERA_QUERY_DEPTH" in (caught.value.hint or "")


def test_length_is_a_limit():
    with pytest.raises(QueryError, match="11 characters, at most 10"):
        check_query("ASK { } # a", Settings(store="memory:", query_length=10))


def test_ordinary_queries_pass():
    check_query(
        """PREFIX fdr: <https://w3id.org/foedera/ontology#>
        SELECT ?c ?m ?text WHERE { ?c a fdr:Commitment ; fdr:modality ?m ; fdr:evidence/fdr:exact ?text .
          OPTIONAL { ?c fdr:dueBy ?due FILTER(?due < "2021-01-01") } } ORDER BY ?c LIMIT 10""",
        SETTINGS,
    )
