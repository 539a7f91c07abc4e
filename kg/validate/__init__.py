"""Validation: shapes, evidence, terms and addresses."""

from kg.validate.addresses import check_addresses
from kg.validate.evidence import check_passages
from kg.validate.graph import validate
from kg.validate.report import Finding, Report, Severity
from kg.validate.shapes import validate_shapes
from kg.validate.terms import check_terms

__all__ = [
    "Finding",
    "Report",
    "Severity",
    "check_addresses",
    "check_passages",
    "check_terms",
    "validate",
    "validate_shapes",
]
