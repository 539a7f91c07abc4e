"""The ontology in owlready2: load a graph into a world, and see that it has arrived."""

from __future__ import annotations

import io
from typing import Any

import owlready2
from rdflib import Graph, URIRef

from kg.errors import ModelError
from kg.namespaces import OWL, RDF

__all__ = ["load_world"]

#: What the ontology is called inside owlready2; the file it would be saved as never exists.
_IRI = "https://w3id.org/foedera/ontology"
_HEADER = f"<{_IRI}> <{RDF.type}> <{OWL.Ontology}> ."


def load_world(graph: Graph) -> Any:  # noqa: ANN401 - owlready2 has no types
    """Load a graph into an owlready2 world of its own, in memory.

    owlready2 reads Turtle without complaint and finds nothing in it, so the graph goes through N-Triples, and the
    classes are counted afterwards. Where a graph declares several ontologies owlready2 renames the terms of all but
    one, so it is shown one only.

    Raises:
        ModelError: If owlready2 does not find the classes that the graph has.
    """
    expected = {cls for cls in graph.subjects(RDF.type, OWL.Class) if isinstance(cls, URIRef)}
    lines = [line for line in graph.serialize(format="nt").splitlines() if f"<{OWL.Ontology}>" not in line]
    world = owlready2.World()
    ontology = world.get_ontology(f"{_IRI}#")
    ontology.load(fileobj=io.BytesIO("\n".join((_HEADER, *sorted(lines), "")).encode()), only_local=True)
    found = {cls.iri for cls in world.classes()}
    missing = sorted(str(cls) for cls in expected if str(cls) not in found)
    if missing:
        raise ModelError(
            f"owlready2 found {len(expected) - len(missing)} of {len(expected)} classes; {missing[0]} is missing",
            hint="The ontology files or owlready2 are not the ones that Foedera was tested with.",
        )
    return world
