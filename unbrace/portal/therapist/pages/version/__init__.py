"""One signed version and what it changed."""
