"""Foedera's library: from a text about an agreement to a graph of who owes what to whom."""

__all__ = ["__version__"]

#: The one version of the software; the packaging metadata reads it from here.
__version__ = "0.1.0"
