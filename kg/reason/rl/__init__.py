"""OWL 2 RL: rules made from the axioms of the ontology, run by the store."""
