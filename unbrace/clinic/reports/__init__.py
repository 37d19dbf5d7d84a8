"""Brings together what the other rooms remember, for the person and their therapist; keeps and computes nothing new.

Stop 11 of the data's way. What nobody said and nobody measured is not in a report: it is never filled in.
"""
