from rdflib import Graph, Literal, Namespace, URIRef

from kg.namespaces import FDR, RDF, RDFS
from kg.reason.dialect import THING
from kg.reason.explanation import label_in, parse_explanations

EX = Namespace("https://example.org/id/")
NAMES = {EX.c: URIRef(f"{THING}1"), EX.egypt: URIRef(f"{THING}12")}

OUTPUT = """Axiom: Thing subClassOf Nothing

Explanation(s): 
1)   binds range Actor
     T12 type Place
     T1 obligor T12
     DisjointClasses(Actor
                     Agreement
                     Place)

2)   Functional number
     T1 number "1 (a)"
     T1 number "2"


"""  # noqa: W291 - that is how Pellet prints it


def label(node: URIRef) -> str:
    return {EX.c: "open the canal", EX.egypt: "Egypt"}[node]


def test_an_explanation_names_the_things_and_the_axioms():
    [(first, facts), _] = parse_explanations(OUTPUT, NAMES, label)
    assert first.individuals == (str(EX.c), str(EX.egypt))
    assert first.facts == (
        f"“open the canal” <{EX.c}> has obligor “Egypt” <{EX.egypt}>.",
        f"“Egypt” <{EX.egypt}> is described as: place.",
    )
    assert first.axioms == (
        "Nothing is two of these at once: actor, agreement, place.",
        "What something “binds” is: actor.",
    )
    assert facts == ((EX.c, FDR.obligor, EX.egypt), (EX.egypt, RDF.type, FDR.Place))


def test_a_value_that_is_text_stays_text():
    [_, (second, facts)] = parse_explanations(OUTPUT, NAMES, label)
    assert second.facts[0] == f"“open the canal” <{EX.c}> has number “1 (a)”."
    assert second.axioms == ("Nothing “has number” two things.",)
    assert facts == ((EX.c, FDR.number, None), (EX.c, FDR.number, None))


def test_a_sentence_sets_the_facts_against_the_axioms():
    [(first, _), _] = parse_explanations(OUTPUT, NAMES, label)
    assert " But: Nothing is two of these" in first.sentence


def test_axioms_of_an_unknown_form_are_shown_as_they_are():
    [(explanation, facts)] = parse_explanations("1)   Foo bar of baz\n", {}, label)
    assert explanation.sentence == "Foo bar of baz."
    assert facts == ()


def test_nothing_printed_explains_nothing():
    assert list(parse_explanations("", NAMES, label)) == []


def test_things_are_called_by_their_labels_or_the_end_of_their_address():
    data = Graph()
    data.add((EX.egypt, RDFS.label, Literal("Egypt", "en")))
    assert label_in(data)(EX.egypt) == "Egypt"
    assert label_in(data)(EX.c) == "c"
