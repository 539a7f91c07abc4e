"""Whatever is said and taken back, the increments lead to what a full run finds."""

from __future__ import annotations

import sys
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from toy import CYCLIC, ONTOLOGY, TRIPLES, follows, graph_of, plan_of

from kg.reason.rl.incremental import increment
from kg.reason.rl.plan import Plan
from kg.store.terms import to_oxigraph

PLANS = {name: plan_of(text) for name, text in (("toy", ONTOLOGY), ("cyclic", CYCLIC), ("both", ONTOLOGY + CYCLIC))}


def test_the_plans_differ_in_whether_one_pass_suffices():
    assert not PLANS["cyclic"].settles
    assert not PLANS["toy"].settles
    assert plan_of(":p a owl:TransitiveProperty . :c owl:propertyChainAxiom ( :p :q ) .").settles


class Kept:
    """Keep told and inferred triples as two sets, changed by increments alone."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.told: set[pyoxigraph.Triple] = set()
        self.inferred: set[pyoxigraph.Triple] = set()

    def change(self, gone: set[pyoxigraph.Triple], come: set[pyoxigraph.Triple]) -> None:
        store = pyoxigraph.Store()
        store.extend(pyoxigraph.Quad(t.subject, t.predicate, t.object) for t in self.told | self.inferred)
        step = increment(
            self.plan,
            lambda s, p, o: (quad.triple for quad in store.quads_for_pattern(s, p, o, None)),
            self.inferred.__contains__,
            gone=gone,
            come=come,
        )
        assert step.removed <= self.inferred
        assert not step.added & self.inferred
        self.told = (self.told - gone) | come
        self.inferred = (self.inferred - step.removed) | step.added


@pytest.mark.parametrize("name", PLANS)
@given(steps=st.lists(st.frozensets(TRIPLES, max_size=9), min_size=1, max_size=5))
@settings(deadline=None, max_examples=200)
def test_increments_lead_where_a_full_run_leads(name: str, steps: list[frozenset]):
    kept = Kept(PLANS[name])
    for step in steps:
        wanted = {quad.triple for quad in to_oxigraph(graph_of(step), "urn:x:g")}
        kept.change(kept.told - wanted, wanted - kept.told)
        assert {str(triple) for triple in kept.inferred} == follows(PLANS[name], graph_of(step))
