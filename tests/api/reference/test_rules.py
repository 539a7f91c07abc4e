from rdflib import Graph, Namespace

from api.reference.rules import groups, rules_about, titles
from kg.namespaces import FDR
from kg.resources import ontology_files

SH = Namespace("http://www.w3.org/ns/shacl#")


def test_every_message_of_the_shapes_is_told():
    said = {rule.message for group in groups() for rule in group.rules}
    for path in ontology_files("shapes"):
        for message in Graph().parse(path, format="turtle").objects(None, SH.message):
            if "{" not in str(message):
                assert str(message) in said, path
    assert not any("{" in message for message in said)


def test_a_property_is_told_what_is_demanded_of_it():
    (rule,) = rules_about()[str(FDR.modality)]
    assert (
        rule.message == "A commitment needs exactly one modality: obligation, prohibition, permission or affirmation."
    )
    assert rule.force == "must"


def test_what_is_only_a_warning_is_a_should():
    forces = {rule.name: rule.force for rule in rules_about()[str(FDR.obligor)]}
    assert forces == {"commitment-obligor": "must", "commitment-obligor-known": "should"}


def test_a_class_is_told_all_that_is_demanded_of_its_things():
    names = {rule.name for rule in rules_about()[str(FDR.Passage)]}
    assert {"passage-document", "passage-length"} <= names


def test_queries_count_for_what_they_target():
    assert "agreement-not-its-own" in {rule.name for rule in rules_about()[str(FDR.amends)]}


def test_paths_of_several_steps_count_for_each():
    (related,) = {rule for rule in rules_about()[str(FDR.recalls)] if "must be an agreement" in rule.message}
    assert {item.label for item in related.path} == {"amends", "implements", "recalls", "replaces", "supplements"}


def test_every_group_stands_under_a_title():
    assert {group.area for group in groups()} == set(titles())
    assert titles()["actor"] == "actors"
