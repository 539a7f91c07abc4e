"""A made-up corpus of any size in the terms of the contract, always the same for the same seed.

Every document is an agreement's text of a few articles with the graphs that an ingest would store: what it says, how
that was made, and the text. Documents share states, ministries and places, some of them in nearly every document, as
real ones do; each recalls an earlier one now and then. All of them conform to the shapes.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from pyoxigraph import Literal, NamedNode, Quad

from kg.namespaces import AGREEMENT_TYPE, DEFAULT_BASE, FDR, OWL, RDF, RDFS, THEME, WIKIDATA, XSD
from kg.store.oxigraph import OxigraphStore

__all__ = ["SyntheticDocument", "documents", "fill"]

_STATES = 180
_PLACES = 900
_THEMES = ("ceasefire", "withdrawal", "joint-patrol", "prisoner-release", "humanitarian-access", "monitoring", "trade")
_TYPES = ("treaty", "protocol", "ceasefire", "memorandum")
_VERBS = ("withdraw from", "open a corridor to", "patrol the road to", "send relief to", "demine", "rebuild")
_MODALITIES = (("shall", "Obligation"), ("shall not", "Prohibition"), ("may", "Permission"))


@dataclass(frozen=True, slots=True)
class SyntheticDocument:
    """Be a document with its quads; ``graph`` names the graph of what it says."""

    iri: str
    graph: str
    text: str
    quads: tuple[Quad, ...]


def documents(triples: int, *, seed: int = 1, base: str = DEFAULT_BASE) -> Iterator[SyntheticDocument]:
    """Make up documents until they say at least so many triples, counted once for each document.

    Args:
        triples: How many, without the texts and the provenance.
        seed: Another number gives another corpus.
        base: The IRI that every minted IRI starts with.
    """
    dice = random.Random(seed)  # noqa: S311 - not for secrets
    said = number = 0
    earlier: str | None = None
    while said < triples:
        document = _Writer(dice, number, seed, base).document(earlier)
        said += sum(quad.graph_name == _node(document.graph) for quad in document.quads)
        earlier = f"{document.iri}/agreement/1"
        number += 1
        yield document


def fill(store: OxigraphStore, triples: int, *, seed: int = 1, base: str = DEFAULT_BASE) -> int:
    """Load a corpus into an empty store and return the number of its documents."""
    count = 0

    def counted() -> Iterator[SyntheticDocument]:
        nonlocal count
        for document in documents(triples, seed=seed, base=base):
            count += 1
            yield document

    store.load(chain.from_iterable(document.quads for document in counted()))
    return count


@cache
def _node(iri: str) -> NamedNode:
    return NamedNode(iri)


def _fdr(name: str) -> NamedNode:
    return _node(str(FDR[name]))


def _english(text: str) -> Literal:
    return Literal(text, language="en")


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=_node(str(XSD.nonNegativeInteger)))


class _Writer:
    """Write one document: its text, and what it says as quads."""

    def __init__(self, dice: random.Random, number: int, seed: int, base: str) -> None:
        self._dice = dice
        self._number = number
        self._seed = seed
        self._base = base
        self._text = ""
        self._iri = ""
        self._quads: dict[Quad, None] = {}
        self._articles: list[tuple[str, str, str, str, int, int]] = []

    def document(self, earlier: str | None) -> SyntheticDocument:
        """Write it; the text comes first, since its digest is in every IRI."""
        parties = self._some_states()
        head = f"Treaty {self._number} of corpus {self._seed} between {' and '.join(f'State {n}' for n in parties)}."
        self._text = head
        for _ in range(self._dice.randint(3, 9)):
            self._article(parties)
        digest = hashlib.sha256(self._text.encode()).hexdigest()
        self._iri = f"{self._base}document/{digest[:16]}"
        graph, provenance, text = (f"{self._iri}/{name}" for name in ("graph", "provenance", "text"))
        self._said(graph, digest, head, parties, earlier)
        for name, kind in ((graph, "DocumentGraph"), (provenance, "ProvenanceGraph"), (text, "TextGraph")):
            self._add(provenance, name, str(RDF.type), _fdr(kind))
        self._add(text, self._iri, str(FDR.text), Literal(self._text))
        return SyntheticDocument(self._iri, graph, self._text, tuple(self._quads))

    def _some_states(self) -> list[int]:
        """Draw two or three states; the first few are in most of the documents."""
        drawn = {int(_STATES * self._dice.random() ** 3) for _ in range(self._dice.choice((2, 2, 3)))}
        return sorted(drawn | {self._dice.randrange(_STATES)})[:3]

    def _article(self, parties: list[int]) -> None:
        word, modality = self._dice.choice(_MODALITIES)
        place = int(_PLACES * self._dice.random() ** 2)
        verb = self._dice.choice(_VERBS)
        party = self._dice.choice(parties)
        ministry = self._dice.random() < 0.3
        who = f"The Ministry {party}" if ministry else f"State {party}"
        actor = f"governmentbody/ministry-{party}" if ministry else f"state/state-{party}"
        self._text += "\n"
        start = len(self._text)
        self._text += f"{who} {word} {verb} Place {place}."
        self._articles.append((actor, modality, f"{verb} Place {place}", f"place-{place}", start, len(self._text)))

    def _add(self, graph: str, subject: str, predicate: str, value: NamedNode | Literal) -> None:
        self._quads[Quad(_node(subject), _node(predicate), value, _node(graph))] = None

    def _said(self, graph: str, digest: str, head: str, parties: list[int], earlier: str | None) -> None:
        def say(subject: str, name: str, value: NamedNode | Literal) -> None:
            self._add(graph, subject, str(FDR[name]), value)

        def kind(subject: str, *names: str, label: str | None = None) -> None:
            for name in names:
                self._add(graph, subject, str(RDF.type), _fdr(name))
            if label is not None:
                self._add(graph, subject, str(RDFS.label), _english(label))

        def passage(subject: str, start: int, end: int) -> None:
            iri = f"{self._iri}/passage/{start}-{end}"
            say(subject, "evidence", _node(iri))
            kind(iri, "Passage")
            say(iri, "inDocument", _node(self._iri))
            say(iri, "start", _number(start))
            say(iri, "end", _number(end))
            say(iri, "exact", Literal(self._text[start:end]))

        def state(number: int) -> str:
            iri = f"{self._base}actor/state/state-{number}"
            kind(iri, "Actor", "State", label=f"State {number}")
            self._add(graph, iri, str(OWL.sameAs), _node(str(WIKIDATA[f"Q{number + 1}"])))
            return iri

        kind(self._iri, "SourceDocument", "AgreementText", label=head)
        say(self._iri, "sha256", Literal(digest))
        agreement = f"{self._iri}/agreement/1"
        kind(agreement, "Agreement", label=head)
        passage(agreement, 0, len(head))
        self._add(graph, agreement, str(FDR.agreementType), _node(str(AGREEMENT_TYPE[self._dice.choice(_TYPES)])))
        day = f"{1950 + self._dice.randrange(70)}-{self._dice.randint(1, 12):02}-{self._dice.randint(1, 28):02}"
        say(agreement, "signedOn", Literal(day, datatype=_node(str(XSD.date))))
        for number in parties:
            iri = state(number)
            say(agreement, "party", _node(iri))
            passage(iri, 0, len(head))
        if earlier is not None and self._dice.random() < 0.4:
            say(agreement, "recalls", _node(earlier))
        for number, (actor, modality, action, place, start, end) in enumerate(self._articles, 1):
            clause, commitment = f"{self._iri}/clause/{number}", f"{self._iri}/commitment/{start}-{end}"
            who, where = f"{self._base}actor/{actor}", f"{self._base}place/{place}"
            say(agreement, "hasClause", _node(clause))
            kind(clause, "Clause")
            say(clause, "number", Literal(str(number)))
            say(clause, "ordinal", _number(number))
            say(clause, "states", _node(commitment))
            kind(commitment, "Commitment")
            say(commitment, "modality", _fdr(modality))
            say(commitment, "action", _english(action))
            say(commitment, "theme", _node(str(THEME[self._dice.choice(_THEMES)])))
            say(commitment, "obligor", _node(who))
            say(commitment, "place", _node(where))
            kind(where, "Place", "Settlement", label=where.rsplit("/", 1)[1].replace("-", " ").capitalize())
            if actor.startswith("governmentbody"):
                kind(who, "Actor", "GovernmentBody", label=f"Ministry {who.rsplit('-', 1)[1]}")
                say(who, "partOf", _node(state(int(who.rsplit("-", 1)[1]))))
            claim = f"{self._iri}/claim/{number}"
            kind(claim, "Claim")
            say(claim, "about", _node(commitment))
            say(claim, "claimant", _node(self._iri))
            say(claim, "reportedIn", _node(self._iri))
            say(claim, "stance", _fdr("Asserted"))
            for node in (clause, commitment, claim, where, who):
                passage(node, start, end)
