"""The next-morning question."""
