"""A rule: what follows where a pattern of triples is found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

__all__ = ["Atom", "Rule", "Slot", "Term", "Variable", "bind", "match", "rename", "write"]

Term: TypeAlias = NamedNode | Literal
#: A variable, such as ``?x``.
Variable: TypeAlias = str
Slot: TypeAlias = Variable | Term
#: The pattern of a triple.
Atom: TypeAlias = tuple[Slot, Slot, Slot]


@dataclass(frozen=True, slots=True)
class Rule:
    """Say that all heads hold wherever the body does.

    Args:
        body: What must be found.
        heads: What follows.
        repeated: Whether the body is two steps of one property, which may be repeated any number of times.
        apart: Two variables that must not be the same thing, or None.
    """

    body: tuple[Atom, ...]
    heads: tuple[Atom, ...]
    repeated: bool = False
    apart: tuple[Variable, Variable] | None = None

    @property
    def is_linear(self) -> bool:
        """Whether one triple is enough to make it fire."""
        return len(self.body) == 1


def match(pattern: Atom, atom: Atom, bound: Mapping[Variable, Slot] | None = None) -> dict[Variable, Slot] | None:
    """Return what the variables of a pattern must stand for so that it is the atom, or None if it cannot be.

    >>> from kg.namespaces import FDR
    >>> part_of, body, state = NamedNode(FDR.partOf), NamedNode("urn:x:ministry"), NamedNode("urn:x:turkey")
    >>> match(("?x", part_of, "?y"), (body, part_of, state))["?y"]
    <NamedNode value=urn:x:turkey>
    """
    found = dict(bound or {})
    for slot, value in zip(pattern, atom, strict=True):
        if isinstance(slot, str):
            if found.setdefault(slot, value) != value:
                return None
        elif slot != value:
            return None
    return found


def bind(atom: Atom, values: Mapping[Variable, Slot]) -> Atom:
    """Put values in place of the variables that have one."""
    subject, predicate, value = (values.get(slot, slot) if isinstance(slot, str) else slot for slot in atom)
    return subject, predicate, value


def rename(atoms: Iterable[Atom]) -> dict[Variable, Slot]:
    """Return new names for the variables of atoms, the same for atoms that differ by their names only."""
    names: dict[Variable, Slot] = {}
    for atom in atoms:
        for slot in atom:
            if isinstance(slot, str):
                names.setdefault(slot, f"?v{len(names)}")
    return names


def write(atom: Atom) -> str:
    """Write an atom as SPARQL does.

    >>> write(("?x", NamedNode("urn:x:p"), "?y"))
    '?x <urn:x:p> ?y'
    """
    return " ".join(str(slot) for slot in atom)
