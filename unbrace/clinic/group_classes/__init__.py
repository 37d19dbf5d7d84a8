"""Remembers group classes: one therapist and up to twelve people by video; who was asked, who said yes and under which
name, and that they were in it.

The therapist of a class asks people of their care, lets them in and puts them out; a person says yes or no, and passes
the safety questions before each class as before a session. Never what was said or seen: `passing_on.py` speaks to the
program that passes the pictures on, and gives it no names.
"""
