"""Diagrams of the modules of the ontology: boxes laid out by hand, everything else drawn from the graph."""
