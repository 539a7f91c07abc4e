"""Foedera on the web: SPARQL, linked data and pages."""
