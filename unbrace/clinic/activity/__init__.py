"""Remembers walks, the walking plan, and what a person brought in from a watch or a telephone.

The person writes, proposes nothing to anybody but themselves, and can take everything out again. Days with nothing
known are not days of nothing. Where no therapist plans, their own days are read from here and from the diary.
"""
