"""The reference of the ontology: what is published of it, and what people read of its terms."""
