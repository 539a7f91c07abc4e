"""Reconciliation: other people's tables matched against the names in the store."""
