"""Readers: one module for each format, each from bytes to the text and what the file says of it."""
