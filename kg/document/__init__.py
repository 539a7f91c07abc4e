"""Documents: texts with who published them, when and where."""
