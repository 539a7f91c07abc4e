"""Read: the agreements and the actors of any graph in the contract's terms, as records for linking."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.link.record import ActorRecord, AgreementRecord
from kg.namespaces import DCTERMS, FDR, PREFIXES, RDF, RDFS, SKOS, THEME, XSD
from kg.store.base import Store

__all__ = ["actor_records", "agreement_records"]

_TYPE: Final = str(RDF.type)
_DATE: Final = NamedNode(str(XSD.date))
_LABEL, _ALT_LABEL, _COMMENT = str(RDFS.label), str(SKOS.altLabel), str(RDFS.comment)
_SPATIAL, _IDENTIFIER = str(DCTERMS.spatial), str(DCTERMS.identifier)
_AGREED: Final = "SELECT DISTINCT ?actor ?state { ?agreement fdr:party ?actor ; dcterms:spatial ?state }"
#: How an agreement names an earlier one.
_EARLIER: Final = tuple(str(FDR[name]) for name in ("amends", "implements", "recalls", "replaces", "supplements"))
#: How a commitment, a place or a body leads to the state it is in.
_UPWARDS: Final = tuple(str(FDR[name]) for name in ("partOf", "within"))

_Terms = list[NamedNode | Literal]
_Things = dict[str, dict[str, _Terms]]


def agreement_records(store: Store, graph: str) -> list[AgreementRecord]:
    """Return the agreements of a graph, in the order of their IRIs.

    The countries are those that the graph says an agreement is about (``dcterms:spatial``), its parties and guarantors
    that are states or belong to one, and what its commitments concern or where they are to be carried out. Where a
    graph names the parties, what it tells of them in words (``fdr:partyText``) is among the others; else it stands for
    the parties.

    Args:
        store: The store.
        graph: The name of the graph: an imported one, or that of a document.
    """
    things = _things(store, graph)
    return [_agreement(things, iri) for iri in _having(things, "Agreement")]


def actor_records(store: Store, graph: str) -> list[ActorRecord]:
    """Return the actors of a graph, in the order of their IRIs.

    Where a graph gives its actors identifiers (``dcterms:identifier``), those without are only helpers, such as the
    state that a government belongs to, and are left out. An actor also acts in the states that the agreements are about
    to which any graph says it is a party.

    Args:
        store: The store.
        graph: The name of the graph: an imported one, or that of a document.
    """
    things = _things(store, graph)
    found = _having(things, "Actor")
    numbered = [iri for iri in found if _IDENTIFIER in things[iri]]
    where = _where_agreed(store)
    records = (_actor(things, iri) for iri in numbered or found)
    return [replace(record, countries=record.countries | where.get(record.iri, frozenset())) for record in records]


def _where_agreed(store: Store) -> dict[str, frozenset[str]]:
    """Return the states that the agreements of each party are about."""
    rows = store.query(_AGREED, prefixes=PREFIXES)
    assert isinstance(rows, QuerySolutions)  # noqa: S101 - a SELECT query, told to mypy
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[row["actor"].value].add(row["state"].value)
    return {actor: frozenset(states) for actor, states in found.items()}


def _things(store: Store, graph: str) -> _Things:
    things: _Things = defaultdict(lambda: defaultdict(list))
    for quad in store.quads([graph]):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, (NamedNode, Literal)):
            things[quad.subject.value][quad.predicate.value].append(quad.object)
    return things


def _having(things: _Things, name: str) -> list[str]:
    kind = NamedNode(str(FDR[name]))
    return sorted(iri for iri, said in things.items() if kind in said.get(_TYPE, ()))


def _agreement(things: _Things, iri: str) -> AgreementRecord:
    parties = list(_iris(things, iri, str(FDR.party)))
    others = [*_iris(things, iri, str(FDR.mediator)), *_iris(things, iri, str(FDR.guarantor))]
    codings = list(_iris(things, iri, str(FDR.coding)))
    clauses = list(_iris(things, iri, str(FDR.hasClause)))
    commitments = [one for clause in clauses for one in _iris(things, clause, str(FDR.states))]
    about = [
        *_iris(things, iri, _SPATIAL),
        *parties,
        *others,
        *(one for duty in commitments for name in ("concerns", "place") for one in _iris(things, duty, str(FDR[name]))),
    ]
    names, words = _called(things, parties), _texts(things, iri, str(FDR.partyText))
    return AgreementRecord(
        iri=iri,
        titles=_names(things, iri),
        date=_day(things, iri),
        countries=frozenset(state for one in about for state in _states(things, one)),
        parties=tuple(names or words),
        others=(*_called(things, others), *(words if names else ()), *_texts(things, iri, str(FDR.thirdPartyText))),
        themes=frozenset(
            theme
            for one in (*codings, *clauses, *commitments)
            for theme in _iris(things, one, str(FDR.theme))
            if theme.startswith(str(THEME))
        ),
        comment=" ".join(_texts(things, iri, _COMMENT)),
        recalls=tuple(sorted({one for name in _EARLIER for one in _iris(things, iri, name)})),
    )


def _actor(things: _Things, iri: str) -> ActorRecord:
    kinds = {kind.removeprefix(str(FDR)) for kind in _iris(things, iri, _TYPE) if kind.startswith(str(FDR))}
    about = [*_iris(things, iri, _SPATIAL), iri]
    return ActorRecord(
        iri=iri,
        names=_names(things, iri),
        kind=min(kinds - {"Actor"}, default=None),
        countries=frozenset(state for one in about for state in _states(things, one)),
    )


def _states(things: _Things, iri: str) -> Iterator[str]:
    """Walk up from an actor or a place to the states it belongs to."""
    seen, waiting = set(), [iri]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        if NamedNode(str(FDR.State)) in things.get(one, {}).get(_TYPE, ()):
            yield one
        waiting += [up for name in _UPWARDS for up in _iris(things, one, name)]


def _day(things: _Things, iri: str) -> datetime.date | None:
    """Return the first day on which an agreement was signed, if it is known to the day."""
    days = [
        datetime.date.fromisoformat(value.value)
        for value in things[iri].get(str(FDR.signedOn), ())
        if isinstance(value, Literal) and value.datatype == _DATE and value.value[:1].isdigit()
    ]
    return min(days, default=None)


def _names(things: _Things, iri: str) -> tuple[str, ...]:
    """Return the label, the English one first, then the other names."""
    labels = [value for value in things[iri].get(_LABEL, ()) if isinstance(value, Literal)]
    first = [value.value for value in sorted(labels, key=lambda value: (value.language != "en", value.value))]
    return tuple(dict.fromkeys((*first, *_texts(things, iri, _ALT_LABEL))))


def _called(things: _Things, iris: Iterable[str]) -> list[str]:
    return sorted({names[0] for iri in iris if iri in things and (names := _names(things, iri))})


def _texts(things: _Things, iri: str, predicate: str) -> list[str]:
    return sorted({value.value for value in things[iri].get(predicate, ()) if isinstance(value, Literal)})


def _iris(things: _Things, iri: str, predicate: str) -> Iterator[str]:
    said = things.get(iri)
    values: _Terms = said.get(predicate, []) if said else []
    return iter(sorted({value.value for value in values if isinstance(value, NamedNode)}))
