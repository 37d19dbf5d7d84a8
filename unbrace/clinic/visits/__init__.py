"""Remembers booked visits, in both time zones, and how each one ended. Empty so far."""
