"""Changes and the shapes: what a change would break.

Only what a change touches is looked at, in the state after it; what was wrong there before is no reason to refuse it.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, NamedNode, Triple

from kg.namespaces import FDR, RDF
from kg.reason.background import ONTOLOGY_GRAPH
from kg.store.base import Store
from kg.store.context import statements, surroundings
from kg.store.delta import Delta
from kg.store.kinds import added_names, inferred_name
from kg.store.terms import to_rdflib
from kg.store.union import HIDDEN_TYPES
from kg.store.view import View
from kg.validate.evidence import check_passages
from kg.validate.neighbourhood import reach, validate_nodes
from kg.validate.quick import plainly_conform
from kg.validate.report import Finding, Report, Severity
from kg.validate.terms import known_terms

__all__ = [
    "Evidence",
    "Touched",
    "evidence_after",
    "evidence_before",
    "judge",
    "nameless",
    "new_violations",
    "plainly_conforms",
    "touched",
]

_FDR: Final = str(FDR)
_TYPE: Final = str(RDF.type)
_TEXT: Final = str(FDR.text)
_IN: Final = str(FDR.inDocument)
#: What passages are compared with their texts by.
_OF_PASSAGES: Final = frozenset(str(FDR[name]) for name in ("inDocument", "start", "end", "exact", "sha256", "text"))
_NAMELESS: Final = (
    "What is told in the terms of the ontology needs an address (IRI); a blank node cannot be pointed at."
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Be what bears on whether nodes conform.

    Args:
        data: What is said of them and around them; nothing, where the ontology has no part in it.
        said: What the change adds to it.
        nodes: The IRIs of the nodes.
    """

    data: frozenset[Triple]
    said: frozenset[Triple]
    nodes: frozenset[str]


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
    added = frozenset(quad.triple for quad in after.shown(delta.added))
    removed = {quad.triple for quad in before.shown(delta.removed)}
    marks = {quad.subject for quad in delta.removed | delta.added if quad.object in HIDDEN_TYPES}
    marked = {subject.value for subject in marks if isinstance(subject, NamedNode)}
    turned = sorted(before.hidden(marked) ^ after.hidden(marked))
    for flipped in (quad for quad in store.quads(turned) if not after.is_background(quad)):
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
    data, said = to_rdflib(evidence.data), to_rdflib(evidence.said)
    # Of two passages that disagree it may be the other one that is found to be wrong.
    return validate_nodes(data, said, evidence.nodes, {}) + check_passages(data, {})


def plainly_conforms(evidence: Evidence) -> bool:
    """Tell whether `judge` would find no violation; where that is not plain at once, it has to be asked."""
    if not evidence.data:
        return True
    terms = {term.value for one in evidence.said for term in (one.predicate, one.object) if isinstance(term, NamedNode)}
    if any(term.startswith(_FDR) for term in terms - known_terms()):
        return False
    passages = to_rdflib(one for one in evidence.data if one.predicate.value in _OF_PASSAGES)
    return not check_passages(passages, {}).violations and plainly_conform(evidence.data, evidence.nodes)


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
    about = statements(view, change.nodes)
    if not any(map(_is_ours, about)):
        return Evidence(frozenset(), frozenset(), change.nodes)
    data = surroundings(view, change.nodes, about)
    documents = {_iri(triple.object) for triple in data if triple.predicate.value == _IN} - {""}
    data |= view.anywhere(documents, _TEXT)
    plain, told = (frozenset(filter(_is_plain, triples)) for triples in (data, data if said is None else said))
    return Evidence(plain, told, change.nodes)


def _is_plain(triple: Triple) -> bool:
    """Tell whether a triple is no statement about a statement; the shapes look at no such things."""
    return not isinstance(triple.object, Triple)


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


def _key(finding: Finding) -> tuple[str, str, str | None, str | None]:
    return (finding.focus, finding.message, finding.path, finding.value)
