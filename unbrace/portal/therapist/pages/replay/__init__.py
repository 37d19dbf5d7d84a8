"""One session looked at again: the kept movement with its curve, and words to one moment of it."""
