"""Links: other people's treaty data, and which of its records speak of the same agreements and actors as ours."""
