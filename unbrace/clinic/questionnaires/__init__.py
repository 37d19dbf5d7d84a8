"""Remembers which questionnaire was asked, in which version, and what the person answered. Empty so far."""
