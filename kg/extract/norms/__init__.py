"""Norms: stretches of a text that bind, allow, forbid or uphold, found by the kind of text they stand in."""
