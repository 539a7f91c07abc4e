"""The plan: rules put together and in order, so that one pass over the data suffices.

All that follows from one triple is worked out beforehand, from the axioms alone: a rule that fires on
``?x fdr:perpetrator ?y`` says at once all types of both and all properties above. What is left are the few rules that
join triples; they are put in the order in which one gives the next something to find.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from rdflib import Graph

from kg.reason.ontology import ontology_graph
from kg.reason.rl.axioms import rules_of
from kg.reason.rl.rule import Atom, Rule, bind, match, rename, write

__all__ = ["Plan", "plan_for", "standard_plan"]


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold rules in the order they are to be run.

    Args:
        linear: Rules that fire on one triple; the other heads follow from the first by further linear rules.
        joins: Rules that need several.
        settles: Whether one pass over the joins finds all; if not, they are repeated until nothing is new.
    """

    linear: tuple[Rule, ...]
    joins: tuple[Rule, ...]
    settles: bool

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules."""
        return (*self.linear, *self.joins)

    @property
    def digest(self) -> str:
        """The SHA-256 of the rules: whether two inferred graphs were made by the same."""
        return hashlib.sha256("\n".join(map(_told, self.rules)).encode()).hexdigest()


@cache
def standard_plan() -> Plan:
    """Return the plan for the ontology with its alignments."""
    return plan_for(ontology_graph("core", "themes", "alignments"))


def plan_for(ontology: Graph) -> Plan:
    """Make the plan for the axioms of an ontology."""
    rules = rules_of(ontology)
    linear = [rule for rule in rules if rule.is_linear]
    triggers = {_renamed(rule.body[0]) for rule in linear}
    first = [rule for trigger in sorted(triggers, key=write) for rule in _consequences(trigger, linear)]
    joins = [
        replace(rule, heads=_in_order(_saturated(rule.heads, linear) - _saturated(rule.body, linear), rule.heads[0]))
        for rule in rules
        if not rule.is_linear
    ]
    ordered, settles = _ordered(joins)
    return Plan(tuple(first), tuple(ordered), settles)


def _consequences(trigger: Atom, linear: list[Rule]) -> list[Rule]:
    """Return a rule for each thing that follows at once from a triple; its first head says it, the rest follow.

    The update skips a rule whose first head is told, since what is told has rules of its own. So nothing may be left to
    a head that leads back to where it came from: each of the two would leave it to the other.
    """
    found = [(rule, match(rule.body[0], trigger)) for rule in linear]
    direct = {bind(head, values) for rule, values in found if values is not None for head in rule.heads} - {trigger}
    follows = {head: _saturated([head], linear, but=trigger) for head in direct}
    kept: list[Atom] = []
    covered: set[Atom] = set()
    for head in sorted(direct, key=lambda head: (-len(follows[head]), write(head))):
        if head not in covered:
            kept.append(head)
            if not any(_may_be(atom, trigger) for atom in _saturated([head], linear)):
                covered |= follows[head]
    return [Rule((trigger,), _in_order(follows[head], head)) for head in kept]


def _in_order(heads: set[Atom], first: Atom) -> tuple[Atom, ...]:
    return (first, *sorted(heads - {first}, key=write))


def _saturated(atoms: Iterable[Atom], linear: Iterable[Rule], *, but: Atom | None = None) -> set[Atom]:
    """Return the atoms and all that follows from each of them, but for one and what follows from it."""
    found: set[Atom] = set()
    waiting = list(atoms)
    while waiting:
        atom = waiting.pop()
        if atom in found or atom == but:
            continue
        found.add(atom)
        for rule in linear:
            values = match(rule.body[0], atom)
            if values is not None:
                waiting += [bind(head, values) for head in rule.heads]
    return found


def _ordered(joins: list[Rule]) -> tuple[list[Rule], bool]:
    """Put rules that feed others first; tell whether no rule waits for one that comes later."""
    rest = sorted(joins, key=_told)
    ordered: list[Rule] = []
    settles = True
    while rest:
        free = [rule for rule in rest if not any(_feeds(other, rule) for other in rest if other is not rule)]
        settles = settles and bool(free)
        chosen = free or rest[:1]
        settles = settles and all(_is_closed(rule) for rule in chosen)
        ordered += chosen
        rest = [rule for rule in rest if rule not in chosen]
    return ordered, settles


def _feeds(rule: Rule, other: Rule) -> bool:
    """Tell whether what one rule says may be what another looks for."""
    return any(_may_be(head, atom) for head in rule.heads for atom in other.body)


def _is_closed(rule: Rule) -> bool:
    """Tell whether a rule that was run finds nothing new in what it said itself.

    Steps repeated any number of times lead nowhere new, neither from start to end nor, where the property is
    symmetric, from end to start.
    """
    fed = [head for head in rule.heads if any(_may_be(head, atom) for atom in rule.body)]
    if not rule.repeated:
        return not fed
    (start, name, _), (_, _, end) = rule.body
    return set(fed) <= {(start, name, end), (end, name, start)}


def _may_be(head: Atom, atom: Atom) -> bool:
    return all(isinstance(a, str) or isinstance(b, str) or a == b for a, b in zip(head, atom, strict=True))


def _renamed(atom: Atom) -> Atom:
    return bind(atom, rename([atom]))


def _told(rule: Rule) -> str:
    names = rename(rule.body)
    body, heads = ([write(bind(atom, names)) for atom in atoms] for atoms in (rule.body, rule.heads))
    apart = " != ".join(str(names[name]) for name in rule.apart) if rule.apart else ""
    return f"{' . '.join(body)} {apart} {'+' if rule.repeated else ''} => {' . '.join(sorted(heads))}"
