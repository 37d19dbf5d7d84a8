"""The walls and habits of the house, checked by machine. Each check is also broken once, to prove that it can fail."""
