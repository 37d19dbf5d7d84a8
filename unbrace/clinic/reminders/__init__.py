"""Remembers what a person wants to be reminded of, and which reminder went out on which local date. Empty so far."""
