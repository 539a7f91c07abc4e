"""Reasoning: the ontology loaded, checked and materialised."""
