"""What documents tell: the agreements, meetings, commitments and incidents of each, read back from the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.namespaces import DCTERMS, FDR, RDF, RDFS
from kg.store.base import Store

__all__ = ["KINDS", "Amount", "Claim", "Told", "told"]

#: The kinds of thing that several documents can tell of.
KINDS: Final = ("Agreement", "Meeting", "Commitment", "Incident")
_FDR: Final = str(FDR)


@dataclass(frozen=True, slots=True, order=True)
class Amount:
    """Be a quantity: its kind and unit by their local names, and its value as written."""

    kind: str
    unit: str
    value: str


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """Be who says it, and how."""

    iri: str
    stance: str
    quote: str


@dataclass(frozen=True, slots=True)
class Told:
    """Be one thing as one document tells it.

    Args:
        iri: The thing.
        kind: One of `KINDS`.
        document: The document.
        label: What it is called.
        values: The values of its properties by their local names in the contract, each sorted: IRIs, or words.
        amounts: Its quantities.
        claims: Who says so.
        agreement: Of a commitment, the agreement whose clause states it.
        evidence: The passages.
        quote: The words of the first passage.
    """

    iri: str
    kind: str
    document: str
    label: str
    values: Mapping[str, tuple[str, ...]]
    amounts: tuple[Amount, ...]
    claims: tuple[Claim, ...]
    agreement: str | None
    evidence: tuple[str, ...]
    quote: str

    def get(self, name: str) -> frozenset[str]:
        """Return the values of a property."""
        return frozenset(self.values.get(name, ()))

    def one(self, name: str) -> str | None:
        """Return the value of a property, or None if there is none, or are several."""
        values = self.values.get(name, ())
        return values[0] if len(values) == 1 else None


def told(store: Store, graphs: Iterable[str]) -> list[Told]:
    """Read what the graphs of documents tell, sorted by IRI.

    Args:
        store: The store.
        graphs: The names of the graphs, each of one document.
    """
    found: list[Told] = []
    for name in sorted(graphs):
        about = _Description(store.quads([name]))
        document = next(iter(about.of_type("SourceDocument")), name.removesuffix("/graph"))
        found += [about.told(node, kind, document) for kind in KINDS for node in about.of_type(kind)]
    return sorted(found, key=lambda thing: thing.iri)


class _Description:
    """Hold the statements of one graph by subject and by object."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._forward: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._back: dict[tuple[str, str], list[str]] = defaultdict(list)
        for quad in quads:
            subject, predicate, value = quad.subject, quad.predicate.value, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                self._forward[subject.value][predicate].append(value.value)
                self._back[predicate, value.value].append(subject.value)

    def of_type(self, kind: str) -> list[str]:
        """Return the nodes of a class, sorted."""
        return sorted(set(self._back[str(RDF.type), _FDR + kind]))

    def values(self, node: str, predicate: str) -> tuple[str, ...]:
        """Return the values of a property, sorted."""
        return tuple(sorted(set(self._forward[node][predicate])))

    def told(self, node: str, kind: str, document: str) -> Told:
        """Describe one thing."""
        evidence = self.values(node, _FDR + "evidence")
        clauses = self._back[_FDR + "states", node]
        agreements = [owner for clause in clauses for owner in self._back[_FDR + "hasClause", clause]]
        claims = [
            Claim(claim, self._one(claim, "stance"), self._quote(self.values(claim, _FDR + "evidence")))
            for claim in self._back[_FDR + "about", node]
        ]
        amounts = [
            Amount(
                self._one(amount, "quantityKind").rpartition("/")[2],
                self._one(amount, "unit").rpartition("/")[2],
                self._one(amount, "value"),
            )
            for amount in self.values(node, _FDR + "quantity")
        ]
        labels = self.values(node, str(RDFS.label)) or self.values(node, str(DCTERMS.title))
        return Told(
            iri=node,
            kind=kind,
            document=document,
            label=labels[0] if labels else self._one(node, "action"),
            values={
                predicate.removeprefix(_FDR): tuple(sorted(set(values)))
                for predicate, values in self._forward[node].items()
                if predicate.startswith(_FDR)
            },
            amounts=tuple(sorted(amounts)),
            claims=tuple(sorted(claims)),
            agreement=min(agreements, default=None),
            evidence=evidence,
            quote=self._quote(evidence),
        )

    def _one(self, node: str, name: str) -> str:
        return next(iter(self.values(node, _FDR + name)), "")

    def _quote(self, passages: Iterable[str]) -> str:
        return next((exact for passage in passages for exact in self.values(passage, _FDR + "exact")), "")
