"""Alignments: what the ontology shares with other vocabularies, and how each of their terms was checked.

``python -m kg.reason.alignments docs/alignments.md`` writes the page that lists them.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS

from kg.errors import ModelError
from kg.namespaces import OWL, RDF, RDFS, SKOS
from kg.reason.ontology import ontology_graph
from kg.resources import ontology_dir, ontology_files

__all__ = ["HOW", "RELATIONS", "Alignment", "Check", "Vocabulary", "checks", "page", "unaligned", "vocabularies"]

#: What may hold between a term of ours and one of another vocabulary, and how the page puts it.
RELATIONS: Final[dict[URIRef, str]] = {
    RDFS.subClassOf: "is a",
    RDFS.subPropertyOf: "implies",
    OWL.equivalentClass: "is the same as",
    OWL.equivalentProperty: "is the same as",
    SKOS.closeMatch: "is close to",
    SKOS.relatedMatch: "is related to",
}
#: How an IRI may have been checked, and what that means.
HOW: Final[dict[str, str]] = {
    "rdflib": "declared in the vocabulary as rdflib ships it; a test looks again",
    "package": "declared in the vocabulary as a package of a public registry ships it",
    "copy": "declared or documented in a stored copy of a public repository",
    "use": "seen in use, with this meaning, in public code, not in the vocabulary itself",
    "no": "**not checked**",
}
_OURS = "https://w3id.org/foedera/"
_LINE = re.compile(r"(\S+:\S+) (\S+:\S+) (\S+:\S+) \.(?:  # (.+))?")


@dataclass(frozen=True, slots=True)
class Alignment:
    """Be one statement about a term of ours and a term of another vocabulary.

    Args:
        subject: The term of ours.
        relation: One of ``RELATIONS``.
        target: The term of the other vocabulary.
        note: What keeps it from being more, or makes it true, in a few words.
    """

    subject: URIRef
    relation: URIRef
    target: URIRef
    note: str = ""

    @property
    def exact(self) -> bool:
        """Whether it is an axiom, that is, true without exception, and not a match that is only near."""
        return self.relation not in (SKOS.closeMatch, SKOS.relatedMatch)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Be one file of alignments.

    Args:
        name: What the file is called, without its suffix.
        title: What the vocabulary is called.
        abstract: What is aligned with it, and how far.
        prefixes: The prefixes of the file and their namespaces.
        alignments: What it says, in the order of the file.
    """

    name: str
    title: str
    abstract: str
    prefixes: tuple[tuple[str, str], ...]
    alignments: tuple[Alignment, ...]

    def short(self, term: URIRef) -> str:
        """Write a term with the prefix of the file."""
        fits = [(base, prefix) for prefix, base in self.prefixes if str(term).startswith(base)]
        base, prefix = max(fits, default=("", ""), key=lambda fit: len(fit[0]))
        return f"{prefix}:{str(term).removeprefix(base)}" if base else f"<{term}>"

    @property
    def terms(self) -> tuple[URIRef, ...]:
        """The terms of the other vocabulary, sorted."""
        return tuple(sorted({alignment.target for alignment in self.alignments}))


@dataclass(frozen=True, slots=True)
class Check:
    """Be how an IRI of another vocabulary was checked.

    Args:
        how: One of ``HOW``.
        where: The package, or the repository and path.
    """

    how: str
    where: str = ""


@cache
def vocabularies() -> tuple[Vocabulary, ...]:
    """Read the alignment files, sorted by name.

    Raises:
        ModelError: If a file states an alignment otherwise than on a line of its own.
    """
    return tuple(map(_vocabulary, ontology_files("alignments")))


def _vocabulary(path: Path) -> Vocabulary:
    graph = Graph().parse(path, format="turtle")
    prefixes = {prefix: str(base) for prefix, base in graph.namespaces() if f"@prefix {prefix}: " in _text(path)}
    ontology = graph.value(predicate=RDF.type, object=OWL.Ontology)
    lines = [match.groups() for line in _text(path).splitlines() if (match := _LINE.fullmatch(line))]
    found = tuple(
        Alignment(_expand(subject, prefixes), verb, _expand(target, prefixes), note or "")
        for subject, relation, target, note in lines
        if (verb := _expand(relation, prefixes)) in RELATIONS
    )
    stated = {triple for verb in RELATIONS for triple in graph.triples((None, verb, None))}
    if stated != {(alignment.subject, alignment.relation, alignment.target) for alignment in found}:
        raise ModelError(f"{path.name} states an alignment that does not stand on a line of its own")
    return Vocabulary(
        name=path.stem,
        title=str(graph.value(ontology, DCTERMS.title)).removeprefix("Foedera: alignment with ").removeprefix("the "),
        abstract=str(graph.value(ontology, DCTERMS.abstract)),
        prefixes=tuple(sorted(prefixes.items())),
        alignments=found,
    )


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _expand(name: str, prefixes: dict[str, str]) -> URIRef:
    prefix, _, local = name.partition(":")
    return URIRef(prefixes.get(prefix, "") + local)


@cache
def checks() -> dict[URIRef, Check]:
    """Read how the IRIs of other vocabularies were checked.

    Raises:
        ModelError: If an IRI has two lines, or was checked in no way that is known.
    """
    table: dict[URIRef, Check] = {}
    with (ontology_dir() / "alignments" / "checked.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            term = URIRef(row["iri"])
            if term in table or row["how"] not in HOW:
                raise ModelError(f"checked.tsv is wrong about <{term}>")
            table[term] = Check(row["how"], row["where"])
    return table


def unaligned() -> tuple[URIRef, ...]:
    """List the classes and properties of ours that no other vocabulary has a term for, sorted."""
    graph = ontology_graph()
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    ours = {term for kind in kinds for term in graph.subjects(RDF.type, kind) if str(term).startswith(_OURS)}
    known = {alignment.subject for vocabulary in vocabularies() for alignment in vocabulary.alignments}
    return tuple(sorted(term for term in ours - known if isinstance(term, URIRef)))


def page() -> str:
    """Write the page that lists the alignments and how each IRI was checked, in Markdown."""
    parts = [_head(), _summary(), *map(_section, vocabularies())]
    alone = ", ".join(f"`{term.rsplit('#', 1)[-1]}`" for term in unaligned())
    parts.append(f"## Terms that none of these vocabularies has\n\n{alone}\n")
    return "\n".join(parts)


def _head() -> str:
    ways = "\n".join(f"* `{how}`: {meaning}" for how, meaning in HOW.items())
    return (
        "# Alignments\n\n"
        "<!-- Written by `python -m kg.reason.alignments docs/alignments.md`. Do not edit. -->\n\n"
        "How the terms of Foedera stand to those of other vocabularies, from `ontology/alignments/`. “Is a” and\n"
        "“implies” are axioms: true of every thing, whatever the other vocabulary says of the domain and range of its\n"
        "property. “Is close to” and “is related to” are matches that a reasoner does not follow; the note says what\n"
        "keeps them from being more.\n\n"
        f"How the IRI of each term was checked, from `ontology/alignments/checked.tsv`:\n\n{ways}\n"
    )


def _summary() -> str:
    rows = ["| vocabulary | axioms | matches | terms | not checked |", "|---|--:|--:|--:|--:|"]
    for vocabulary in vocabularies():
        exact = sum(alignment.exact for alignment in vocabulary.alignments)
        open_ = Counter(checks()[term].how for term in vocabulary.terms)["no"]
        numbers = (exact, len(vocabulary.alignments) - exact, len(vocabulary.terms), open_)
        rows.append(f"| {vocabulary.title} (`{vocabulary.name}.ttl`) | {' | '.join(map(str, numbers))} |")
    return "\n".join([*rows, ""])


def _section(vocabulary: Vocabulary) -> str:
    said = ["| term | stands so | to | note |", "|---|---|---|---|"]
    for item in vocabulary.alignments:
        subject, target = vocabulary.short(item.subject), vocabulary.short(item.target)
        said.append(f"| `{subject}` | {RELATIONS[item.relation]} | `{target}` | {item.note} |")
    checked = ["| IRI | checked | where |", "|---|---|---|"]
    for term in vocabulary.terms:
        check = checks()[term]
        how = HOW["no"] if check.how == "no" else f"`{check.how}`"
        checked.append(f"| <{term}> | {how} | {check.where} |")
    return "\n".join([f"## {vocabulary.title}", "", vocabulary.abstract, "", *said, "", *checked, ""])


def _main(arguments: list[str]) -> None:
    if len(arguments) != 1:
        raise SystemExit("Usage: python -m kg.reason.alignments docs/alignments.md")
    Path(arguments[0]).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    _main(sys.argv[1:])
