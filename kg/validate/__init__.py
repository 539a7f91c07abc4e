"""Validation: shapes, evidence and hygiene."""
