"""Remembers what the therapist has signed for one person: versions, each with its prescriptions. Stop 10 of the way.

A signed version never changes; an edit is a new version with the next number, and the old one stays readable, because
what was done has to be held against what was asked for at that time. Therapists sign, patients read their own.
"""
