"""Remembers which report was written for whom; it computes nothing new. Empty so far."""
