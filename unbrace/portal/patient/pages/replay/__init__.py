"""One's own session looked at again: the figure, and what a therapist wrote to its moments."""
