"""Extraction: from a document to frames, each with the passage that says it."""
