"""Review: a person accepts, corrects, rejects and adds what was read in a document, beside what the software read."""
