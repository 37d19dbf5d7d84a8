"""Bring in the words of a questionnaire, look at them, and have them asked or not."""
