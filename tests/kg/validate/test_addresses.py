from rdflib import Graph, Namespace

from kg.namespaces import FDR, RDF
from kg.validate.addresses import check_addresses

EX = Namespace("https://example.org/id/")


def test_things_under_the_base_conform(valid: Graph):
    assert check_addresses(valid, str(EX)).conforms


def test_a_thing_elsewhere_is_found(valid: Graph):
    there = Namespace("https://example.com/")
    valid.add((there.syria, RDF.type, FDR.State))
    [finding] = check_addresses(valid, str(EX)).findings
    assert finding.focus == str(there.syria)
    assert str(EX) in finding.message


def test_things_of_other_kinds_may_lie_anywhere(valid: Graph):
    valid.add((Namespace("https://example.com/").x, RDF.type, EX.Other))
    assert check_addresses(valid, str(EX)).conforms
