"""The index: what agreements, actors, places and themes are called, read once for each state of the data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Final

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat

from api.read import select
from api.vocabulary import entry, local_name
from kg.link.words import words
from kg.namespaces import FDR, RDF, RDFS, SKOS, THEME
from kg.resources import ontology_files
from kg.store.base import Store

__all__ = ["CONCEPT", "TYPES", "Entity", "Index", "Keeper", "fold", "index_of", "make_index", "type_name"]

#: The type of themes.
CONCEPT: Final = str(SKOS.Concept)
#: The types that are always on offer.
TYPES: Final = (*(str(FDR[name]) for name in ("Agreement", "Actor", "Place")), CONCEPT)

_TYPE, _LABEL, _OTHER = (str(item) for item in (RDF.type, RDFS.label, SKOS.altLabel))
_DATE: Final = str(FDR.signedOn)
_NEAR: Final = frozenset(str(FDR[name]) for name in ("party", "signedAt", "concerns", "partOf", "within"))


@dataclass(frozen=True, slots=True)
class Entity:
    """Be something that a name in a table may stand for.

    Args:
        iri: Its IRI, which is its identifier.
        label: What it is called first.
        names: All that it is called, the label among it.
        types: The IRIs of its classes.
        dates: When it was signed, as ISO dates.
        near: The folded names of what it belongs to: parties, states, places.
    """

    iri: str
    label: str
    names: tuple[str, ...]
    types: tuple[str, ...]
    dates: tuple[str, ...] = ()
    near: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Index:
    """Hold the entities by IRI, and each folded name beside the IRI that it belongs to."""

    entities: Mapping[str, Entity]
    names: tuple[str, ...]
    owners: tuple[str, ...]


class Keeper:
    """Keep the index as long as the data stays the same."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: tuple[int, Index] | None = None

    def index(self, store: Store, version: int | None) -> Index:
        """Return the index.

        Args:
            store: The store to read.
            version: How many times its data has changed, read before; None if that is not known: then nothing is kept.
        """
        if version is None:
            return index_of(store)
        with self._lock:
            if self._kept is None or self._kept[0] < version:
                self._kept = (version, index_of(store))
            return self._kept[1]


def fold(name: str) -> str:
    """Return a name as names are compared.

    >>> fold("Accord of São Tomé")
    'agreement of sao tome'
    """
    return " ".join(words(name))


def index_of(store: Store) -> Index:
    """Read the names in a store, and those of the themes."""
    told: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in select(store, "reconcile-names"):
        told[row["node"].value][row["property"].value].add(row["value"].value)
    entities = (_entity(iri, properties, told) for iri, properties in told.items() if properties.get(_LABEL))
    return make_index([*entities, *_themes()])


def make_index(entities: Iterable[Entity]) -> Index:
    """Make an index of entities, sorted by IRI."""
    known = {entity.iri: entity for entity in sorted(entities, key=lambda entity: entity.iri)}
    pairs = [
        (name, entity.iri) for entity in known.values() for name in sorted({fold(name) for name in entity.names} - {""})
    ]
    return Index(known, tuple(name for name, _ in pairs), tuple(iri for _, iri in pairs))


def type_name(iri: str) -> str:
    """Return what a type is called."""
    found = entry(iri)
    return found.label if found else "theme" if iri == CONCEPT else local_name(iri)


def _entity(iri: str, properties: Mapping[str, set[str]], told: Mapping[str, Mapping[str, set[str]]]) -> Entity:
    labels = sorted(properties[_LABEL])
    others = sorted(properties.get(_OTHER, set()) - set(labels))
    linked = {value for name in _NEAR for value in properties.get(name, ())}
    beside = [told[value] for value in linked if value in told]
    near = (name for thing in beside for kind in (_LABEL, _OTHER) for name in thing.get(kind, ()))
    return Entity(
        iri,
        labels[0],
        (*labels, *others),
        tuple(sorted(kind for kind in properties.get(_TYPE, ()) if kind.startswith(str(FDR)))),
        tuple(sorted(properties.get(_DATE, ()))),
        frozenset(fold(name) for name in near),
    )


@cache
def _themes() -> tuple[Entity, ...]:
    labels: dict[str, set[str]] = defaultdict(set)
    first: dict[str, str] = {}
    for path in ontology_files("themes"):
        for quad in pyoxigraph.parse(path.read_bytes(), format=RdfFormat.TURTLE):
            if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, Literal):
                continue
            iri, predicate = quad.subject.value, quad.predicate.value
            if iri == str(THEME) or not iri.startswith(str(THEME)):
                continue
            if predicate == str(SKOS.prefLabel):
                first.setdefault(iri, quad.object.value)
            if predicate in (str(SKOS.prefLabel), _OTHER):
                labels[iri].add(quad.object.value)
    return tuple(Entity(iri, label, tuple(sorted(labels[iri])), (CONCEPT,)) for iri, label in sorted(first.items()))
