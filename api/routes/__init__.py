"""Routes: what is served at which address."""
