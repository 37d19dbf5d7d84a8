"""Reads the content beside the house into the types of `motion` and `rehab`, and refuses what is not right."""
