"""Choosing the language one reads."""
