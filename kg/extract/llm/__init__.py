"""A language model as an extractor: it points at words of a text, and Foedera reads them."""
