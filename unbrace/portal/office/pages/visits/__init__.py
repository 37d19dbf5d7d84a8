"""The office books, moves and cancels visits: who, with whom and when, and nothing of why."""
