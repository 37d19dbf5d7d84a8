"""The weekly check-in: how the week was, then the safety list."""
