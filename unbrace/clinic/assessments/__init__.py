"""Remembers what was measured and seen in an assessment, with its quality and error band. Empty so far."""
