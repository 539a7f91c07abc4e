"""Links to other treaty graphs."""
