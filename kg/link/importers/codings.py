"""Codings: the columns in which a table says whether, and how strongly, an agreement provides for something."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.link.importers.frame import Frame, term
from kg.link.importers.table import Row
from kg.namespaces import FDR, RDF, SKOS, XSD
from kg.resources import ontology_files

__all__ = ["STRENGTHS", "codings", "themes_by_code"]

#: How strongly an agreement provides for something: 1 names it, 2 describes it, 3 says how it is to be done.
STRENGTHS = {str(value): Literal(str(value), datatype=NamedNode(str(XSD.integer))) for value in (1, 2, 3)}


@cache
def themes_by_code(scheme: str) -> dict[str, NamedNode]:
    """Return the theme that each code of a scheme (``paxCode``, ``ucdpCode``) stands for."""
    found: dict[str, NamedNode] = {}
    for path in ontology_files("themes"):
        for quad in parse(path.read_bytes(), RdfFormat.TURTLE):
            is_code = isinstance(quad.object, Literal) and quad.object.datatype == term(FDR, scheme)
            if is_code and quad.predicate == term(SKOS, "notation") and isinstance(quad.subject, NamedNode):
                found[quad.object.value] = quad.subject
    return found


def codings(frame: Frame, row: Row, agreement: NamedNode, scheme: str) -> Iterator[Quad]:
    """Write what the columns of a row code; a column that no theme has the code of is left to the row's text."""
    datatype, flags = term(FDR, scheme), scheme == "ucdpCode"
    for column, theme in themes_by_code(scheme).items():
        value = row.get(column)
        if value is None or value in ("0", "0.0"):
            continue
        number = value.removesuffix(".0")
        # UCDP counts in a few of its columns; that it counts says that the thing is there, and no more.
        strength = STRENGTHS["1"] if flags and number.isdigit() else STRENGTHS.get(number)
        if strength is None:
            row.say(column, f"{value!r} is no code of {frame.title.split(',')[0]}; it is passed over")
            continue
        node = NamedNode(f"{agreement.value}/coding/{column}")
        yield frame.say(agreement, term(FDR, "coding"), node)
        yield frame.say(node, term(RDF, "type"), term(FDR, "Coding"))
        yield frame.say(node, term(FDR, "theme"), theme)
        yield frame.say(node, term(FDR, "strength"), strength)
        yield frame.say(node, term(SKOS, "notation"), Literal(column, datatype=datatype))
