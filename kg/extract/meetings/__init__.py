"""Meetings: talks that took place, with who, where, when and how long."""
