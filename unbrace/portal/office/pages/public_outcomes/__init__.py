"""A clinic's outcomes for everybody, where the clinic has switched them on: suppressed numbers only."""
