"""Today: the one next thing."""
