"""Exercises that the therapists of this clinic wrote themselves."""
