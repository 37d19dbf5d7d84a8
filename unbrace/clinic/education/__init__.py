"""Remembers which chapters a person has read and which answers they gave. Empty so far."""
