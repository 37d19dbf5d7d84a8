"""One session done: what was seen, claimed and not seen, how it felt."""
