"""The engine's manual: what it measures, counts, doubts and refuses. Runs without Django and without numpy."""
