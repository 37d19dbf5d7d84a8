"""Reads the content beside the house into the types of `motion` and `rehab`, and refuses what is not right.

`exercises.load_exercises()` is the way in. What is refused is said as file, field and remedy (`errors.ContentError`),
all of it at once.
"""
