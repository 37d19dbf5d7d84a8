"""Clearing what a safety screen found, and the letter for the doctor."""
