"""Entities: who and where the text speaks of, and every place in it that does."""
