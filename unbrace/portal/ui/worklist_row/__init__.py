"""One row of the work-list: who, why, since when, and the one best action."""
