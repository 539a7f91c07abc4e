"""Query workers: processes that evaluate what strangers ask, and that the server can end at any time."""
