"""Federate: ask the endpoints that a query names by SERVICE, and put what they answer in the place of the clauses.

Oxigraph gives no hand to those who would answer SERVICE themselves, and a worker is never to reach the network. So each
clause is sent to its endpoint as a query of its own, and stands in the query that a worker gets as a table of VALUES.
What is not found here is refused by the worker, as ever.
"""

from __future__ import annotations

import asyncio
import dataclasses
import hashlib
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, QueryResultsFormat, QuerySolutions, Triple
from pyparsing import ParseBaseException, ParseResults
from rdflib import URIRef
from rdflib.plugins.sparql import parser
from rdflib.plugins.sparql.parserutils import CompValue

from api.engine import Question
from api.outside import OutsideError, ask_outside
from kg.errors import QueryLimitError, RefusedError
from kg.settings import Settings
from kg.store.guard import refuse_service
from kg.store.mask import masked

__all__ = ["federated", "services"]

#: The most clauses of one query, and rows of one answer.
_CLAUSES: Final = 8
_ROWS: Final = 10_000
#: So many endpoints are asked at the same time.
_THREADS: Final = ThreadPoolExecutor(8, thread_name_prefix="service")
_HEAD: Final = re.compile(r"SERVICE\s*(?:SILENT\s*)?<[^<>]*>\s*", re.IGNORECASE)
_HINT: Final = "Write SERVICE <address> { … } in a query of SPARQL 1.1."


@dataclasses.dataclass(frozen=True, slots=True)
class _Clause:
    start: int
    end: int
    address: str
    silent: bool
    group: str


def services(settings: Settings) -> frozenset[str]:
    """Return the addresses that queries may ask."""
    return frozenset(filter(None, map(str.strip, settings.services.split(","))))


async def federated(question: Question, settings: Settings) -> Question:
    """Return a question with the answers of other endpoints in place of its SERVICE clauses.

    Raises:
        RefusedError: If it asks an endpoint that is not listed, or in a way that is not understood here.
        QueryLimitError: If an endpoint does not answer, and the clause is not SILENT.
    """
    if not settings.services or not _asks_others(question.sparql):
        return question
    loop = asyncio.get_running_loop()
    prologue, clauses = await loop.run_in_executor(_THREADS, _clauses, question.sparql)
    listed = services(settings)
    for clause in clauses:
        if clause.address not in listed:
            raise RefusedError(
                f"SERVICE <{clause.address[:200]}> is not one of the endpoints that are asked from here",
                hint="Who runs the server can list it in FOEDERA_SERVICES.",
            )
    tables = await asyncio.gather(
        *(loop.run_in_executor(_THREADS, _table, clause, prologue, settings) for clause in clauses)
    )
    text, position = [], 0
    for clause, table in zip(clauses, tables, strict=True):
        text += [question.sparql[position : clause.start], table]
        position = clause.end
    return dataclasses.replace(question, sparql="".join([*text, question.sparql[position:]]))


def _asks_others(sparql: str) -> bool:
    try:
        refuse_service(sparql)
    except RefusedError:
        return True
    return False


def _clauses(sparql: str) -> tuple[str, list[_Clause]]:
    """Find the outermost clauses, and what stands before the query.

    The parser tells how many there are and where they lead; where they stand is looked up by the rule for one clause.
    Only if both agree is the query changed. Strings and comments are blank for both.
    """
    bare = (masked(sparql) or sparql).replace("\t", " ")  # the parser would count a tab as several
    try:
        declared, query = parser.parseQuery(bare)
        found = list(parser.ServiceGraphPattern.scan_string(bare))
    except (ParseBaseException, RecursionError) as error:
        raise RefusedError("a query that has SERVICE in it could not be read", hint=_HINT) from error
    if len(found) > _CLAUSES:
        raise RefusedError(f"the query has {len(found)} SERVICE clauses, at most {_CLAUSES} are allowed")
    clauses = []
    for (part, *_), start, end in found:
        head = bare[start:end].partition("{")[0]
        if not isinstance(part.term, URIRef) or not _HEAD.fullmatch(head):
            raise RefusedError("SERVICE is answered only if it names its endpoint by an IRI", hint=_HINT)
        clauses.append(_Clause(start, end, str(part.term), bool(part.silent), sparql[start + len(head) : end]))
    if [clause.address for clause in clauses] != [str(term) for term in _terms(query)]:
        raise RefusedError("it is not clear which SERVICE clauses the query has", hint=_HINT)
    return "\n".join(map(_declaration, declared)), clauses


def _terms(part: object) -> Iterator[object]:
    """Go through a parsed query, and tell where its outermost clauses lead."""
    waiting = [part]
    while waiting:
        item = waiting.pop()
        if isinstance(item, CompValue) and item.name == "ServiceGraphPattern":
            yield item.term
        elif isinstance(item, CompValue):
            waiting += reversed(list(item.values()))
        elif isinstance(item, (list, ParseResults)):
            waiting += reversed(list(item))


def _declaration(part: CompValue) -> str:
    return f"BASE <{part.iri}>" if part.name == "Base" else f"PREFIX {part.prefix or ''}: <{part.iri}>"


def _table(clause: _Clause, prologue: str, settings: Settings) -> str:
    query = f"{prologue}\nSELECT * WHERE {clause.group}"
    try:
        body = ask_outside(clause.address, query, seconds=settings.service_seconds, most=settings.service_size)
        return _values(body, clause.address)
    except OutsideError as error:
        if clause.silent:
            return "{ VALUES () { () } }"  # one row that says nothing (SPARQL 1.1 Federated Query, section 2.3)
        raise QueryLimitError(
            f"SERVICE <{clause.address}>: {error}", hint="Try again later, or write SERVICE SILENT."
        ) from error


def _values(body: bytes, address: str) -> str:
    try:
        results = pyoxigraph.parse_query_results(body, format=QueryResultsFormat.JSON)
        if not isinstance(results, QuerySolutions):
            raise OutsideError("it answered yes or no instead of rows")
        names = results.variables
        rows: list[str] = []
        for row in results:
            if len(rows) == _ROWS:
                raise OutsideError(f"its answer has more than {_ROWS} rows")
            rows.append(f"({' '.join(_term(row[name], address) for name in names)})")
    except (SyntaxError, ValueError) as error:
        raise OutsideError("its answer cannot be read") from error
    return f"{{ VALUES ({' '.join(map(str, names))}) {{ {' '.join(rows)} }} }}"


def _term(term: object, address: str) -> str:
    """Write a term; a blank node becomes an IRI, which only this endpoint's answers share."""
    if term is None:
        return "UNDEF"
    if isinstance(term, Triple):
        raise OutsideError("its answer holds statements as terms")
    if isinstance(term, BlankNode):
        digest = hashlib.sha256(f"{address} {term.value}".encode()).hexdigest()[:32]
        return str(NamedNode(f"urn:x-foedera:blank:{digest}"))
    return str(term)
