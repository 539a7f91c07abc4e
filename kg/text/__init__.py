"""Text: normalised once, cut into spans, dates and quantities."""
