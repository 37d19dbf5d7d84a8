"""Remembers the days and minutes that remote monitoring may be billed for. Empty so far."""
