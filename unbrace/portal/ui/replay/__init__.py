"""The kept movement of a set as a figure that can be turned, with its curve, and an earlier set beside it."""
