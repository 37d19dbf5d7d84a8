"""Programmes without a person: looked at, changed, shared, retired, taken back."""
