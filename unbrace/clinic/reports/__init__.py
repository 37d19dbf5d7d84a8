"""Brings together what the other rooms remember, for the person and their therapist; computes nothing new.

Stop 11 of the data's way. What nobody said and nobody measured is not in a report: it is never filled in. A report that
leaves the clinic is signed first and frozen; it is read behind a link that ends and a code told by another way.
"""
