"""Measure how well a graph says what a careful reader found in its text."""
