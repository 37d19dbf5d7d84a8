"""Repetitions seen by the camera, claimed by the person, and not seen, as one bar and in words."""
