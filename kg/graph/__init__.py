"""Graph: frames as RDF in the contract's terms."""
