"""Reasoning: the ontology loaded, checked and explained."""
