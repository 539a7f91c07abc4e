"""Explanations: say in words why a graph contradicts the ontology."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import Graph, URIRef

from kg.namespaces import FDR, RDF, RDFS
from kg.reason.dialect import THING
from kg.reason.ontology import label_of_term

__all__ = ["Explanation", "Fact", "label_in", "parse_explanations"]

#: A statement about an individual: subject, property and, where it is an IRI, value.
Fact = tuple[URIRef, URIRef, URIRef | None]

#: How Pellet writes an axiom, and how to say it; ``{0}`` is the label of a term, ``{0*}`` those of a list of terms.
_AXIOMS: Final = (
    (r"Disjoint\w+\((.+)\)", "Nothing is two of these at once: {0*}."),
    (r"(\S+) disjointWith (\S+)", "Nothing is both {0} and {1}."),
    (r"DifferentIndividuals\((.+)\)", "These are different from each other: {0*}."),
    (r"(\S+) differentFrom (\S+)", "“{0}” and “{1}” are different."),
    (r"Functional (\S+)", "Nothing “{0}” two things."),
    (r"Irreflexive (\S+)", "Nothing “{0}” itself."),
    (r"Asymmetric (\S+)", "No two things “{0}” each other, and nothing itself."),
    (r"Transitive (\S+)", "What “{0}” a thing that “{0}” another also “{0}” that other."),
    (r"(\S+) domain (.+)", "What “{0}” something is: {1}."),
    (r"(\S+) range (.+)", "What something “{0}” is: {1}."),
    (r"(\S+) subPropertyOf (\S+)", "What “{0}” something also “{1}” it."),
    (r"(\S+) inverseOf (\S+)", "“{0}” and “{1}” say the same from both ends."),
    (r"(\S+) subClassOf (\S+)", "Every {0} is: {1}."),
)
_THING = re.compile(r"\bT\d+\b")
_FACT = re.compile(r"(T\d+) (\S+) (.+)")


@dataclass(frozen=True, slots=True)
class Explanation:
    """Be one reason why a graph contradicts the ontology.

    Args:
        individuals: The IRIs of the things it is about.
        facts: What the graph says of them, in words.
        axioms: What the ontology says against it, in words.
    """

    individuals: tuple[str, ...]
    facts: tuple[str, ...]
    axioms: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The reason on one line."""
        return " ".join((*self.facts, *(("But:", *self.axioms) if self.facts else self.axioms)))


def parse_explanations(
    output: str, names: Mapping[URIRef, URIRef], label: Callable[[URIRef], str]
) -> Iterator[tuple[Explanation, tuple[Fact, ...]]]:
    """Read what ``pellet explain`` prints.

    Args:
        output: What it printed.
        names: The short name of each individual.
        label: What people call an individual.

    Yields:
        Each explanation, with the facts it rests on.
    """
    things = {str(short).removeprefix(THING[:-1]): iri for iri, short in names.items()}
    for statements in _blocks(output):
        facts = sorted({statement for statement in statements if _FACT.fullmatch(statement)})
        axioms = sorted(set(statements) - set(facts))
        named = sorted({things[name] for name in _THING.findall(" ".join(statements)) if name in things})
        yield (
            Explanation(
                individuals=tuple(map(str, named)),
                facts=tuple(_fact_in_words(fact, things, label) for fact in facts),
                axioms=tuple(map(_axiom_in_words, axioms)),
            ),
            tuple(_fact(fact, things) for fact in facts),
        )


def _blocks(output: str) -> Iterator[list[str]]:
    """Split the output into explanations, and those into statements, each on one line."""
    block: list[str] = []
    for line in output.splitlines():
        if re.match(r"\d+\)\s", line):
            if block:
                yield block
            block = [line.split(")", 1)[1].strip()]
        elif line.startswith("     ") and block:
            open_list = block[-1].count("(") > block[-1].count(")")
            block[-1:] = [f"{block[-1]} {line.strip()}"] if open_list else [block[-1], line.strip()]
        elif line.startswith("Axiom:") and block:
            yield block
            block = []
    if block:
        yield block


def _fact(statement: str, things: Mapping[str, URIRef]) -> Fact:
    subject, verb, value = _FACT.fullmatch(statement).groups()  # type: ignore[union-attr]
    predicate = RDF.type if verb == "type" else FDR[verb]
    target = FDR[value] if verb == "type" else things.get(value)
    return things[subject], predicate, target


def _fact_in_words(statement: str, things: Mapping[str, URIRef], label: Callable[[URIRef], str]) -> str:
    def called(name: str) -> str:
        return f"“{label(things[name])}” <{things[name]}>" if name in things else name

    subject, verb, value = _FACT.fullmatch(statement).groups()  # type: ignore[union-attr]
    said = f"is described as: {_term(value)}" if verb == "type" else f"{_term(verb)} {_value(value, called)}"
    return f"{called(subject)} {said}."


def _value(value: str, called: Callable[[str], str]) -> str:
    if value.startswith('"'):
        return f"“{value.strip(chr(34))}”"
    return called(value) if _THING.fullmatch(value) else f"“{_term(value)}”"


def _axiom_in_words(statement: str) -> str:
    for pattern, template in _AXIOMS:
        match = re.fullmatch(pattern, statement)
        if match:
            words = [_term(group) for group in match.groups()]
            many = ", ".join(sorted(map(_term, match.group(1).replace(",", " ").split())))
            return template.replace("{0*}", many).format(*words)
    return f"{statement}."


def _term(name: str) -> str:
    """Return the label of a term by its local name, and anything else as it is."""
    return label_of_term(str(FDR[name])) if re.fullmatch(r"\w+", name) else name


def label_in(data: Graph) -> Callable[[URIRef], str]:
    """Return a function that says what people call a thing of the data."""

    def label(node: URIRef) -> str:
        labels = sorted(str(value) for value in data.objects(node, RDFS.label))
        return labels[0] if labels else str(node).rstrip("/#").rsplit("#", 1)[-1].rsplit("/", 1)[-1]

    return label
