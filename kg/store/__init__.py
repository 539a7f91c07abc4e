"""Stores: where graphs are kept and asked."""
