"""RDF: the frames of a document's graph, and a frame as triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from rdflib import Graph, URIRef
from rdflib.term import Node

from kg.errors import EvidenceError
from kg.graph import literals, mint
from kg.graph.model import Triple
from kg.namespaces import FDR, QUANTITY_KIND, RDF, UNIT
from kg.review.frame import Frame, iri_of, key_of
from kg.review.table import FrameType, Slot, frame_types, type_of_class
from kg.review.value import read_quantity, to_term, to_words
from kg.text.span import Span

__all__ = ["frames_of", "owned", "passages", "triples_of"]


def frames_of(graph: Graph, document: URIRef) -> dict[str, Frame]:
    """Return the frames that a graph describes, by their keys."""
    found: dict[str, Frame] = {}
    for node, kind in graph.subject_objects(RDF.type):
        known = type_of_class().get(URIRef(str(kind)))
        key = key_of(document, node) if isinstance(node, URIRef) else None
        if known is not None and key is not None and isinstance(node, URIRef) and key not in found:
            slots = {slot.name: tuple(_words(graph, node, slot, known, document)) for slot in known.slots.values()}
            given = {name: values for name, values in slots.items() if values}
            found[key] = Frame(key=key, type=known.name, slots=given, evidence=passages(graph, node))
    return found


def passages(graph: Graph, node: URIRef) -> tuple[Span, ...]:
    """Return the passages that are evidence of a node, sorted."""
    spans = []
    for passage in graph.objects(node, FDR.evidence):
        start, end, exact = (graph.value(passage, verb) for verb in (FDR.start, FDR.end, FDR.exact))
        if start is not None and end is not None and exact is not None:
            spans.append(Span(int(str(start)), int(str(end)), str(exact)))
    return tuple(sorted(spans))


def triples_of(frame: Frame, document: URIRef, text: str, *, like: Graph | None = None) -> Iterator[Triple]:
    """Write a frame.

    Args:
        frame: The frame.
        document: The document that says it.
        text: What the document says.
        like: A graph in which a quantity of the frame may have a passage of its own, which is kept.

    Raises:
        EvidenceError: If it needs a passage and has none, or the text does not say what a passage says.
        InputError: If a value cannot be written.
    """
    known, node = frame_types()[frame.type], iri_of(document, frame.key)
    for kind in known.classes:
        yield node, RDF.type, kind
    if known.reported:
        yield node, FDR.reportedIn, document
    for name, values in frame.slots.items():
        slot = known.slots[name]
        if slot.kind == "quantity":
            yield from _quantities(frame, node, slot, document, text, like)
            continue
        for words in values:
            term = to_term(slot, words, document, known)
            if slot.back:
                yield URIRef(str(term)), slot.predicate, node
            else:
                yield node, slot.predicate, term
    if known.evidence and not known.shared and not frame.evidence:
        raise EvidenceError(f"{frame.key} has no passage that says it", hint="Give it a quote, or leave it out.")
    yield from _evidence(node, frame.evidence, document, text)


def owned(graph: Graph, frame: Frame, document: URIRef) -> Iterator[Triple]:
    """Walk the triples of a graph that a frame consists of, without what else is said of its node."""
    known, node = frame_types()[frame.type], iri_of(document, frame.key)
    for kind in graph.objects(node, RDF.type):
        if kind in known.classes or _is(kind, known):
            yield node, RDF.type, kind
    yield from ((node, FDR.evidence, passage) for passage in graph.objects(node, FDR.evidence))
    for slot in known.slots.values():
        if slot.back:
            yield from ((URIRef(str(s)), slot.predicate, node) for s in graph.subjects(slot.predicate, node))
        elif slot.predicate != RDF.type:
            for value in graph.objects(node, slot.predicate):
                yield node, slot.predicate, value
                if slot.kind == "quantity":
                    part = URIRef(str(value))
                    yield from ((part, URIRef(str(verb)), term) for verb, term in graph.predicate_objects(part))


def _is(kind: Node, known: FrameType) -> bool:
    return type_of_class().get(URIRef(str(kind))) == known


def _words(graph: Graph, node: URIRef, slot: Slot, known: FrameType, document: URIRef) -> Iterator[str]:
    if slot.kind == "class":
        kinds = sorted(str(kind) for kind in graph.objects(node, RDF.type) if _is(kind, known))
        special = [kind for kind in kinds if kind != str(known.classes[0])] or kinds
        yield special[0].removeprefix(str(FDR))
        return
    terms = graph.subjects(slot.predicate, node) if slot.back else graph.objects(node, slot.predicate)
    if slot.kind == "quantity":
        ordered = sorted((term for term in terms if isinstance(term, URIRef)), key=lambda term: (len(term), term))
        yield from (_quantity_words(graph, term) for term in ordered)
        return
    yield from sorted(words for words in (to_words(slot, term, document) for term in terms) if words is not None)


def _quantity_words(graph: Graph, node: URIRef) -> str:
    value, aspect = Decimal(str(graph.value(node, FDR.value))), graph.value(node, FDR.aspect)
    unit, kind = graph.value(node, FDR.unit), graph.value(node, FDR.quantityKind)
    names = (
        f"{literals.decimal(value)} {str(unit).removeprefix(str(UNIT))} {str(kind).removeprefix(str(QUANTITY_KIND))}"
    )
    return names if aspect is None else f"{names}: {aspect}"


def _quantities(
    frame: Frame, owner: URIRef, slot: Slot, document: URIRef, text: str, like: Graph | None
) -> Iterator[Triple]:
    known: dict[str, tuple[Span, ...]] = {}
    for node in like.objects(owner, slot.predicate) if like is not None else ():
        known[_quantity_words(like, URIRef(str(node)))] = passages(like, URIRef(str(node)))  # type: ignore[arg-type]
    for number, words in enumerate(frame.slots[slot.name], 1):
        value, unit, kind, aspect = read_quantity(words)
        node = mint.quantity(owner, number)
        yield owner, slot.predicate, node
        yield node, RDF.type, FDR.Quantity
        yield node, FDR.value, literals.decimal(value)
        yield node, FDR.unit, UNIT[unit]
        yield node, FDR.quantityKind, QUANTITY_KIND[kind]
        if aspect is not None:
            yield node, FDR.aspect, literals.english(aspect)
        yield from _evidence(node, known.get(words) or frame.evidence[:1], document, text)


def _evidence(node: URIRef, spans: Iterable[Span], document: URIRef, text: str) -> Iterator[Triple]:
    for span in spans:
        span.verify(text)
        passage = mint.passage(document, span)
        yield node, FDR.evidence, passage
        yield passage, RDF.type, FDR.Passage
        yield passage, FDR.inDocument, document
        yield passage, FDR.start, literals.count(span.start)
        yield passage, FDR.end, literals.count(span.end)
        yield passage, FDR.exact, literals.plain(span.exact)
