"""The conversation with one person: read, answer, say that words about safety were looked at."""
