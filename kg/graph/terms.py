"""Terms: statements as canonical N-Triples text, from whichever library holds them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeAlias

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.graph.model import DocumentGraph

__all__ = ["Quad", "Statements", "natural", "quads", "split_literal", "write"]

#: Subject, predicate, object and name of the graph ("" for the default graph), each as in N-Triples.
Quad = tuple[str, str, str, str]

#: What can be serialised.
Statements: TypeAlias = DocumentGraph | Graph | Iterable[ox.Quad | ox.Triple]

#: What must be escaped in a canonical N-Triples string.
_ESCAPES: Final = {ord(ch): f"\\u{ord(ch):04X}" for ch in map(chr, (*range(0x20), 0x7F))} | {
    ord("\b"): "\\b",
    ord("\t"): "\\t",
    ord("\n"): "\\n",
    ord("\f"): "\\f",
    ord("\r"): "\\r",
    ord('"'): '\\"',
    ord("\\"): "\\\\",
}
_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_DIGITS = re.compile(r"([0-9]+)")


def quads(statements: Statements, *, text: bool = False) -> set[Quad]:
    """Return the statements as text, each once.

    Args:
        statements: The graphs of a document, one graph of rdflib, or triples or quads of Oxigraph.
        text: Whether the graph with the document's text is to be in; only the graphs of a document have one.
    """
    if isinstance(statements, DocumentGraph):
        name = _remember(write)
        return {(name(s), name(p), name(o), name(g)) for s, p, o, g in statements.quads(text=text)}
    if isinstance(statements, Graph):
        name = _remember(write)
        return {(name(s), name(p), name(o), "") for s, p, o in statements}
    return set(_of_oxigraph(statements))


def write(term: Node) -> str:
    """Write a term of rdflib as canonical N-Triples does.

    >>> write(Literal("Astana", lang="en"))
    '"Astana"@en'
    """
    if isinstance(term, URIRef):
        return f"<{term}>"
    if isinstance(term, Literal):
        string = f'"{str(term).translate(_ESCAPES)}"'
        if term.language:
            return f"{string}@{term.language}"
        datatype = str(term.datatype) if term.datatype else _STRING
        return string if datatype == _STRING else f"{string}^^<{datatype}>"
    if isinstance(term, BNode):
        return f"_:{term}"
    raise TypeError(f"{term!r} cannot be written")


def split_literal(literal: str) -> tuple[str, str, str]:
    """Divide a literal into its string with quotation marks, its language, and its datatype.

    >>> split_literal('"7"^^<http://www.w3.org/2001/XMLSchema#integer>')
    ('"7"', '', 'http://www.w3.org/2001/XMLSchema#integer')
    """
    end = literal.rindex('"') + 1
    tail = literal[end:]
    if tail.startswith("@"):
        return literal[:end], tail[1:], ""
    return literal[:end], "", tail[3:-1]


def natural(term: str) -> tuple[int, tuple[tuple[int, str], ...], str]:
    """Return a key that sorts IRIs as people count, passage 9 before passage 10, and other terms by their spelling.

    >>> sorted(["<e:passage/10-20>", "<e:passage/9-12>"], key=natural)
    ['<e:passage/9-12>', '<e:passage/10-20>']
    """
    if not term.startswith("<"):
        return 1, (), term
    parts = _DIGITS.split(term[1:-1])
    counted = (part.lstrip("0") if odd % 2 else part for odd, part in enumerate(parts))
    return 0, tuple((len(part) if odd % 2 else 0, part) for odd, part in enumerate(counted)), term


def _remember(writer: Callable[[Node], str]) -> Callable[[Node], str]:
    """Return the writer with a memory: a graph names the same things again and again."""
    memory: dict[Node, str] = {}

    def remembered(term: Node) -> str:
        written = memory.get(term)
        if written is None:
            written = memory[term] = writer(term)
        return written

    return remembered


def _of_oxigraph(statements: Iterable[ox.Quad | ox.Triple]) -> Iterator[Quad]:
    for statement in statements:
        graph = statement.graph_name if isinstance(statement, ox.Quad) else ox.DefaultGraph()
        name = "" if isinstance(graph, ox.DefaultGraph) else str(graph)
        yield str(statement.subject), str(statement.predicate), str(statement.object), name
