"""Importers: tables of treaties, peace agreements, actors and meetings that others made, in the contract's terms."""
