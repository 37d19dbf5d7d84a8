"""Remembers messages between a person and their therapist. Empty so far."""
