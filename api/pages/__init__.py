"""Pages: documents about what the store holds, for people."""
