"""The W3C's own tests of SPARQL and RDF, run over HTTP against a server that is started for them."""
