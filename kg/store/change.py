"""Changes and the shapes: what a change would break.

Only what a change touches is looked at, in the state after it; what was wrong there before is no reason to refuse it.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import Final

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple

from kg.namespaces import FDR, RDF
from kg.reason.background import ONTOLOGY_GRAPH
from kg.store.base import Store
from kg.store.context import surroundings
from kg.store.delta import Delta
from kg.store.kinds import added_names, inferred_name
from kg.store.terms import to_rdflib
from kg.store.view import View
from kg.validate.evidence import check_passages
from kg.validate.neighbourhood import reach, validate_nodes
from kg.validate.report import Finding, Report, Severity

__all__ = ["Evidence", "Touched", "evidence_after", "evidence_before", "judge", "nameless", "new_violations", "touched"]

_FDR: Final = str(FDR)
_TYPE: Final = str(RDF.type)
_TEXT: Final = str(FDR.text)
_IN: Final = str(FDR.inDocument)
_NAMELESS: Final = (
    "What is told in the terms of the ontology needs an address (IRI); a blank node cannot be pointed at."
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Be what bears on whether nodes conform, in a form that another process can read.

    Args:
        data: What is said of them and around them, as N-Triples.
        said: What the change adds to it.
        nodes: The IRIs of the nodes.
    """

    data: bytes
    said: bytes
    nodes: frozenset[str]

    def __bool__(self) -> bool:
        return _FDR.encode() in self.data


@dataclass(frozen=True, slots=True)
class Touched:
    """Be what a change touches.

    Args:
        before: What is said before it.
        after: What is said after it.
        nodes: The IRIs of the nodes that it speaks of, or on which others rest that lose something.
        added: What it adds where all can see it.
    """

    before: View
    after: View
    nodes: frozenset[str]
    added: frozenset[Triple]


def touched(store: Store, delta: Delta, *, base: str, own: bool = False) -> Touched:
    """Tell what a change touches.

    Args:
        store: The store, before the change.
        delta: The change, with what it changes in the union and in what follows.
        base: The IRI that every minted IRI starts with.
        own: Whether the default graph is a graph like others, not the union of them.
    """
    # Others that are marked as inferred are not: a write could have marked them.
    background = {ONTOLOGY_GRAPH} | ({inferred_name(base)} & added_names(store))
    before = View(store, background=background, own=own)
    after = View(store, delta, background=background, own=own)
    added = frozenset(quad.triple for quad in delta.added if after.shows(quad))
    removed = {quad.triple for quad in delta.removed if before.shows(quad)}
    for flipped in (
        quad for quad in store.quads(sorted(before.hidden ^ after.hidden)) if not after.is_background(quad)
    ):
        removed.add(flipped.triple)
    nodes = _ends(added | removed)
    nodes |= _resting(after, removed)
    texts = {quad for quad in delta.removed | delta.added if quad.predicate.value == _TEXT}
    documents = {quad.subject.value for quad in texts if isinstance(quad.subject, NamedNode)}
    nodes |= documents | _ends(after.back(documents, only={_IN}))
    return Touched(before, after, frozenset(nodes), added)


def evidence_after(change: Touched) -> Evidence:
    """Gather what bears on whether the nodes conform after a change."""
    return _gathered(change.after, change, change.added)


def evidence_before(change: Touched) -> Evidence:
    """Gather what bears on whether the nodes conform before a change."""
    return _gathered(change.before, change, None)


def judge(evidence: Evidence) -> Report:
    """Compare nodes with the shapes, their passages with the texts, and their terms with the ontology."""
    data, said = (
        to_rdflib(pyoxigraph.parse(content, RdfFormat.N_TRIPLES, lenient=True))
        for content in (evidence.data, evidence.said)
    )
    # Of two passages that disagree it may be the other one that is found to be wrong.
    return validate_nodes(data, said, evidence.nodes, {}) + check_passages(data, {})


def new_violations(after: Report, before: Report) -> tuple[Finding, ...]:
    """Return the violations that were not there before."""
    known = {_key(finding) for finding in before.findings}
    return tuple(finding for finding in after.violations if _key(finding) not in known)


def nameless(change: Touched) -> tuple[Finding, ...]:
    """Find blank nodes that a change tells of in the terms of the ontology."""
    found = (
        Finding(Severity.VIOLATION, focus := _iri(triple.subject) or str(triple.subject), focus, _NAMELESS)
        for triple in change.added
        if BlankNode in (type(triple.subject), type(triple.object)) and _is_ours(triple)
    )
    return Report.of(found).findings


def _gathered(view: View, change: Touched, said: Iterable[Triple] | None) -> Evidence:
    about = view.about(change.nodes, but={str(FDR.evidence)})
    if not any(map(_is_ours, about)):
        return Evidence(b"", b"", change.nodes)
    data = surroundings(view, change.nodes)
    documents = {_iri(triple.object) for triple in data if triple.predicate.value == _IN} - {""}
    data |= view.anywhere(documents, _TEXT)
    return Evidence(_written(data), _written(data if said is None else said), change.nodes)


def _is_ours(triple: Triple) -> bool:
    """Tell whether a triple is told in the terms of the ontology; the shapes look at no other things."""
    if triple.predicate.value == _TYPE:
        return _iri(triple.object).startswith(_FDR)
    return triple.predicate.value.startswith(_FDR)


def _ends(triples: Iterable[Triple]) -> set[str]:
    found: set[str] = set()
    for triple in triples:
        found.add(_iri(triple.subject))
        if triple.predicate.value != _TYPE:
            found.add(_iri(triple.object))
    return found - {""}


def _resting(after: View, removed: Set[Triple]) -> set[str]:
    """Find the nodes that point at what loses its type, or what others see of it."""
    steps = {_TYPE} | reach().onward
    lost = {triple for triple in removed if triple.predicate.value in steps}
    lost -= after.about({_iri(triple.subject) for triple in lost} - {""}, only=steps)
    losers = {_iri(triple.subject) for triple in lost} - {""}
    return {_iri(triple.subject) for triple in after.back(losers, but={_TYPE})} - {""}


def _iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def _written(triples: Iterable[Triple]) -> bytes:
    written = pyoxigraph.serialize(
        (Quad(one.subject, one.predicate, one.object) for one in triples if not isinstance(one.object, Triple)),
        format=RdfFormat.N_TRIPLES,
    )
    assert written is not None  # noqa: S101 - it is only None where there is a file to write to
    return written


def _key(finding: Finding) -> tuple[str, str, str | None, str | None]:
    return (finding.focus, finding.message, finding.path, finding.value)
