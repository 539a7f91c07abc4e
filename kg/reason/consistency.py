"""Consistency: ask HermiT whether the ontology, or a graph with it, contradicts itself, and Pellet why."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, URIRef

from kg.errors import ModelError
from kg.namespaces import OWL
from kg.reason.dialect import individuals_of, to_dialect
from kg.reason.explanation import Explanation, Fact, label_in, parse_explanations
from kg.reason.java import hermit, pellet
from kg.reason.ontology import label_of_term, ontology_graph
from kg.reason.world import load_world

__all__ = ["Consistency", "check"]

_EQUIVALENT = re.compile(r"^EquivalentClasses\((.*)\)$", re.MULTILINE)
_IRI = re.compile(r"<([^>]+)>")


@dataclass(frozen=True, slots=True)
class Consistency:
    """Be what the reasoners found.

    Args:
        consistent: Whether there is a world in which all of it is true.
        classes: How many classes the ontology has.
        unsatisfiable: The IRIs of classes that nothing can belong to.
        explanations: Why it is not consistent, each reason with the things it is about.
    """

    consistent: bool
    classes: int
    unsatisfiable: tuple[str, ...] = ()
    explanations: tuple[Explanation, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether it is consistent and every class can have members."""
        return self.consistent and not self.unsatisfiable

    def render(self) -> str:
        """Return the result as plain text, a line for each reason.

        >>> Consistency(consistent=True, classes=36).render()
        'Consistent: 36 classes, 0 unsatisfiable.'
        """
        head = "Consistent" if self.consistent else "Not consistent"
        lines = [f"{head}: {self.classes} classes, {len(self.unsatisfiable)} unsatisfiable."]
        lines += [f"Nothing can be: {label_of_term(cls)} <{cls}>." for cls in self.unsatisfiable]
        return "\n".join(lines + [explanation.sentence for explanation in self.explanations])


def check(
    data: Graph | None = None, *, ontology: Graph | None = None, reasons: int = 5, timeout: float = 60
) -> Consistency:
    """Check the ontology, and a graph with it, for contradictions.

    The graph is not changed, and nothing is written but a temporary folder that is gone afterwards.

    Args:
        data: A graph or dataset in the terms of the ontology, or None to check the ontology alone.
        ontology: The axioms, those of ``core`` and ``themes`` by default.
        reasons: How many reasons to look for at most; each takes about two seconds.
        timeout: How many seconds a reasoner may take.

    Raises:
        ModelError: If a reasoner is missing, fails or takes too long.
    """
    ontology = ontology_graph() if ontology is None else ontology
    names = {} if data is None else individuals_of(data, ontology)
    graph = to_dialect(ontology, data, names)
    world = load_world(graph)
    classes = len(list(world.classes()))
    with tempfile.TemporaryDirectory(prefix="foedera-") as folder:
        path = Path(folder) / "ontology.nt"
        world.save(file=str(path), format="ntriples")
        world.close()
        result = hermit("-c", path.as_uri(), timeout=timeout)
    if result.returncode == 0:
        return Consistency(consistent=True, classes=classes, unsatisfiable=_unsatisfiable(result.stdout))
    if "InconsistentOntologyException" not in result.stderr:
        lines = result.stderr.strip().splitlines()
        raise ModelError(f"HermiT failed: {lines[0] if lines else 'it said nothing'}")
    label = label_in(Graph() if data is None else data)
    explanations: list[Explanation] = []
    while len(explanations) < reasons:
        found = list(parse_explanations(_explain(graph, timeout), names, label))
        if not found:
            break
        explanation, facts = found[0]
        explanations.append(explanation)
        if not _without(graph, facts, names):
            break
    return Consistency(consistent=False, classes=classes, explanations=tuple(explanations))


def _unsatisfiable(output: str) -> tuple[str, ...]:
    groups = [_IRI.findall(group) for group in _EQUIVALENT.findall(output)]
    return tuple(sorted({iri for group in groups if str(OWL.Nothing) in group for iri in group} - {str(OWL.Nothing)}))


def _explain(graph: Graph, timeout: float) -> str:
    with tempfile.TemporaryDirectory(prefix="foedera-") as folder:
        path = Path(folder) / "ontology.rdf"
        graph.serialize(path, format="xml", encoding="utf-8")
        return pellet("explain", "--ignore-imports", str(path), timeout=timeout).stdout


def _without(graph: Graph, facts: tuple[Fact, ...], names: dict[URIRef, URIRef]) -> bool:
    """Take the last of the facts out of the graph, so that the next reason comes to light; tell if there was one."""
    if not facts:
        return False
    subject, predicate, value = facts[-1]
    before = len(graph)
    graph.remove((names[subject], predicate, None if value is None else names.get(value, value)))
    return len(graph) < before
