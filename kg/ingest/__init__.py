"""Ingest: read, extract, validate and store as one step that succeeds or leaves no trace."""
