"""Each language by its own name, so that somebody finds theirs on a page they cannot read."""
