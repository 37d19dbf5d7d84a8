"""Measurements, printed by `make bench` with the goal beside each. Never a test: a slow day is not a defect."""
