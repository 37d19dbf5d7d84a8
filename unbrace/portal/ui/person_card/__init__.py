"""One person on the work-list: the most pressing reason first, the best action beside it, and ways to set it aside."""
