"""Evidence: check that every passage says what its document says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from rdflib import Graph, Literal
from rdflib.term import Node

from kg.namespaces import FDR
from kg.text.normalise import normalise, sha256
from kg.validate.labels import label_of
from kg.validate.report import Finding, Report, Severity

__all__ = ["check_passages"]

#: Start, end, words and node of a passage.
_Passage = tuple[int, int, str, Node]


def check_passages(data: Graph, texts: Mapping[str, str]) -> Report:
    """Check passages against the texts they are taken from.

    Where the text of a document is at hand, ``text[start:end] == exact`` must hold. Where it is not, two passages of
    the document that overlap must agree on the characters they share. Passages whose offsets are missing or are no
    numbers are left to the shapes.

    Args:
        data: The graph; a text that it holds itself (``fdr:text``) counts if it has the document's SHA-256.
        texts: Normalised texts by their SHA-256.
    """
    findings: list[Finding] = []
    for document, passages in _passages(data).items():
        text = None
        for digest in data.objects(document, FDR.sha256):
            text = texts.get(str(digest), text)
        for own in data.objects(document, FDR.text):
            if not _genuine(data, document, str(own)):
                message = "The text kept with the document is not the one its SHA-256 was made from."
                findings.append(_finding(data, document, message, FDR.text))
            elif text is None:
                text = str(own)
        found = _disagreements(passages) if text is None else _mismatches(passages, text)
        findings += [_finding(data, node, message, FDR.exact) for node, message in found]
    return Report.of(findings)


def _passages(data: Graph) -> dict[Node, list[_Passage]]:
    passages: dict[Node, list[_Passage]] = defaultdict(list)
    for node, document in data.subject_objects(FDR.inDocument):
        starts, ends = (sorted(_numbers(data.objects(node, step))) for step in (FDR.start, FDR.end))
        exacts = sorted(str(exact) for exact in data.objects(node, FDR.exact) if isinstance(exact, Literal))
        passages[document] += [(start, end, exact, node) for start, end, exact in product(starts, ends, exacts)]
    return passages


def _numbers(values: Iterable[Node]) -> Iterator[int]:
    for value in values:
        number = value.toPython() if isinstance(value, Literal) else None
        if isinstance(number, int) and not isinstance(number, bool):
            yield number


def _genuine(data: Graph, document: Node, text: str) -> bool:
    digests = {str(digest) for digest in data.objects(document, FDR.sha256)}
    return normalise(text) == text and sha256(text) in digests


def _mismatches(passages: list[_Passage], text: str) -> Iterator[tuple[Node, str]]:
    for start, end, exact, node in passages:
        if not 0 <= start < end <= len(text):
            yield node, f"The passage reaches from {start} to {end}, but its document has {len(text)} characters."
        elif text[start:end] != exact:
            yield node, f"The passage reads “{exact}”, but the document says “{text[start:end]}” at {start}–{end}."


def _disagreements(passages: list[_Passage]) -> Iterator[tuple[Node, str]]:
    # Sorted by start, the passage that reaches furthest holds every character known so far from the next start on,
    # so that comparing with it alone finds a disagreement wherever there is one.
    whole = [passage for passage in passages if passage[1] - passage[0] == len(passage[2])]
    furthest: _Passage | None = None
    for passage in sorted(whole, key=lambda passage: (passage[0], passage[1], passage[2], str(passage[3]))):
        start, end, exact, node = passage
        if furthest is not None:
            shared = min(end, furthest[1]) - start
            there = furthest[2][start - furthest[0] :][: max(shared, 0)]
            here = exact[: max(shared, 0)]
            if here != there:
                yield node, f"The passage reads “{here}” where another passage of the same document reads “{there}”."
        if furthest is None or end > furthest[1]:
            furthest = passage


def _finding(data: Graph, node: Node, message: str, path: Node) -> Finding:
    return Finding(Severity.VIOLATION, str(node), label_of(data, node), message, str(path))
