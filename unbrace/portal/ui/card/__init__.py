"""A sheet of paper that holds one thing; the hero card holds the one next thing."""
