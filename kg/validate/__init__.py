"""Validation: shapes, evidence, terms and addresses."""
