"""Agreements: the one that a text is or tells of, and those that it recalls."""
