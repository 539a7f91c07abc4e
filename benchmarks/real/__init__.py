"""Measurements with tables and texts that people really have; none of them belongs to the repository."""
