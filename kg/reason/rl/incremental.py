"""The increment: what a change of what is told changes in what follows from it.

Delete and rederive (Gupta, Mumick and Subrahmanian, “Maintaining views incrementally”, 1993): first goes all that was
concluded with the help of what is gone, then comes back what follows without it, then comes what follows from what is
new. Only triples that the change leads to are looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.reason.rl.axioms import TYPE
from kg.reason.rl.plan import Plan
from kg.reason.rl.rule import Atom, Rule, Slot, Term, Variable, bind, match

__all__ = ["Find", "Increment", "increment"]

#: Walks the triples of a pattern, in which None stands for anything.
Find: TypeAlias = Callable[[NamedNode | None, NamedNode | None, Term | None], Iterable[Triple]]
_Key: TypeAlias = tuple[Slot | None, Slot | None]


@dataclass(frozen=True, slots=True)
class Increment:
    """Name the triples that leave and enter the inferred graph."""

    removed: frozenset[Triple] = frozenset()
    added: frozenset[Triple] = frozenset()


def increment(
    plan: Plan,
    find: Find,
    is_inferred: Callable[[Triple], bool],
    *,
    gone: Iterable[Triple] = (),
    come: Iterable[Triple] = (),
) -> Increment:
    """Tell how the inferred graph changes.

    Args:
        plan: The rules that made it.
        find: Walks what is told or inferred before the change.
        is_inferred: Tells whether a triple is in the inferred graph before the change.
        gone: What was told and no longer is.
        come: What is told and was not before.
    """
    gone, come = set(gone), set(come)
    index = _index(plan)
    view = _View(find)
    doubtful: set[Triple] = set()
    waiting = list(gone)
    while waiting:
        for head in index.conclusions(waiting.pop(), view):
            if head not in doubtful and is_inferred(head):
                doubtful.add(head)
                waiting.append(head)
    view.remove(gone | doubtful)
    view.add(come)
    new: set[Triple] = set()
    waiting = list(come)
    for triple in (gone | doubtful) - come:
        if index.is_supported(triple, view):
            new.add(triple)
            waiting.append(triple)
    view.add(new)
    while waiting:
        for head in index.conclusions(waiting.pop(), view):
            if not view.has(head):
                view.add((head,))
                new.add(head)
                waiting.append(head)
    told = {triple for triple in come if is_inferred(triple)}
    return Increment(frozenset((doubtful | told) - new), frozenset(new - doubtful))


class _View:
    """Be what is told or inferred, with changes that are not written yet."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self._removed: set[Triple] = set()
        self._added = pyoxigraph.Store()

    def remove(self, triples: Iterable[Triple]) -> None:
        self._removed.update(triples)

    def add(self, triples: Iterable[Triple]) -> None:
        for triple in triples:
            self._added.add(Quad(triple.subject, triple.predicate, triple.object))

    def find(self, atom: Atom) -> Iterator[Triple]:
        """Walk the triples that may match an atom."""
        subject, predicate, value = (None if isinstance(slot, str) else slot for slot in atom)
        if isinstance(subject, Literal) or isinstance(predicate, Literal):
            return
        for triple in self._find(subject, predicate, value):
            if triple not in self._removed:
                yield triple
        for quad in self._added.quads_for_pattern(subject, predicate, value, None):
            yield quad.triple

    def has(self, triple: Triple) -> bool:
        return next(self.find(_atom(triple)), None) is not None


@dataclass(frozen=True, slots=True)
class _Index:
    """Find the rules that a triple may concern, by its property and, where that is its type, by the class."""

    bodies: dict[_Key, list[tuple[Rule, int]]] = field(default_factory=lambda: defaultdict(list))
    heads: dict[_Key, list[tuple[Rule, Atom]]] = field(default_factory=lambda: defaultdict(list))

    def conclusions(self, triple: Triple, view: _View) -> Iterator[Triple]:
        """Walk what follows at once from a triple, together with what else is known."""
        atom = _atom(triple)
        for key in _keys(atom):
            for rule, position in self.bodies.get(key, ()):
                values = match(rule.body[position], atom)
                if values is None:
                    continue
                rest = rule.body[:position] + rule.body[position + 1 :]
                for solution in _solutions(rest, values, view):
                    if _is_apart(rule, solution):
                        yield from _triples(rule.heads, solution)

    def is_supported(self, triple: Triple, view: _View) -> bool:
        """Tell whether a triple follows at once from what is known."""
        atom = _atom(triple)
        for key in _keys(atom):
            for rule, head in self.heads.get(key, ()):
                values = match(head, atom)
                if values is not None and any(_is_apart(rule, found) for found in _solutions(rule.body, values, view)):
                    return True
        return False


@cache
def _index(plan: Plan) -> _Index:
    index = _Index()
    for rule in plan.rules:
        for position, atom in enumerate(rule.body):
            index.bodies[_key(atom)].append((rule, position))
        for head in rule.heads:
            index.heads[_key(head)].append((rule, head))
    return index


def _key(atom: Atom) -> _Key:
    _, predicate, value = atom
    if isinstance(predicate, str):
        return None, None
    return predicate, value if predicate == TYPE and not isinstance(value, str) else None


def _keys(atom: Atom) -> tuple[_Key, ...]:
    _, predicate, value = atom
    own: tuple[_Key, ...] = ((predicate, value),) if predicate == TYPE else ()
    return (*own, (predicate, None), (None, None))


def _solutions(atoms: tuple[Atom, ...], values: dict[Variable, Slot], view: _View) -> Iterator[dict[Variable, Slot]]:
    if not atoms:
        yield values
        return
    wanted = bind(atoms[0], values)
    for triple in view.find(wanted):
        found = match(wanted, _atom(triple), values)
        if found is not None:
            yield from _solutions(atoms[1:], found, view)


def _triples(heads: Iterable[Atom], values: dict[Variable, Slot]) -> Iterator[Triple]:
    for head in heads:
        subject, predicate, value = bind(head, values)
        if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and not isinstance(value, str):
            yield Triple(subject, predicate, value)


def _is_apart(rule: Rule, values: dict[Variable, Slot]) -> bool:
    return rule.apart is None or values[rule.apart[0]] != values[rule.apart[1]]


def _atom(triple: Triple) -> Atom:
    return triple.subject, triple.predicate, triple.object  # type: ignore[return-value]
