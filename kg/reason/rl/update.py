"""The update: one SPARQL request that makes a store's inferred graph anew."""

from __future__ import annotations

from collections.abc import Iterator

from kg.reason.rl.plan import Plan
from kg.reason.rl.rule import Rule, write

__all__ = ["forget", "joins_update", "materialise"]


def forget(graph: str) -> str:
    """Write the update that takes an inferred graph away.

    It holds nothing that another graph holds too, so that all of it leaves the default graph.
    """
    return f"DELETE {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} ;\nDROP SILENT GRAPH <{graph}>"


def materialise(plan: Plan, graph: str) -> str:
    """Write the update that puts all that follows into an inferred graph.

    The default graph of the store must be the union of what is told; at the end it holds what follows too. The
    inferred graph holds only what no other graph does.

    Args:
        plan: The rules.
        graph: The name of the inferred graph, which must not be there.
    """
    linear = [
        # Where the first head is told, its own rules say the rest.
        f"INSERT {{ GRAPH <{graph}> {{ {_block(rule)} }} }} "
        f"WHERE {{ {_body(rule)} FILTER NOT EXISTS {{ {write(rule.heads[0])} }} }}"
        for rule in plan.linear
    ]
    told = f"DELETE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} ?s ?p ?o }}"
    joined = f"INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    return " ;\n".join([*linear, told, joined, *_joins(plan, graph)])


def joins_update(plan: Plan, graph: str) -> str:
    """Write the update that runs the joins once more."""
    return " ;\n".join(_joins(plan, graph))


def _joins(plan: Plan, graph: str) -> Iterator[str]:
    for rule in plan.joins:
        for head in rule.heads:
            triple = write(head)
            yield (
                f"INSERT {{ {triple} . GRAPH <{graph}> {{ {triple} }} }} "
                f"WHERE {{ {_body(rule)} FILTER NOT EXISTS {{ {triple} }} }}"
            )


def _body(rule: Rule) -> str:
    atoms = [write(atom) for atom in rule.body]
    if rule.repeated:
        (start, name, middle), (_, _, end) = rule.body
        atoms = [write((start, name, middle)), f"{middle} {name}+ {end}"]
    body = " . ".join(atoms)
    return f"{body} FILTER({rule.apart[0]} != {rule.apart[1]})" if rule.apart else body


def _block(rule: Rule) -> str:
    return " . ".join(write(head) for head in rule.heads)
