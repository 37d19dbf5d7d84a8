"""Whom a reminder did not reach."""
