"""Shares of 100 as bars, one for each stretch of time, with the same numbers in a table beside them."""
