"""Days as bars, with the same numbers in a table beside them. A day nobody counted is a gap; 0 is a mark."""
