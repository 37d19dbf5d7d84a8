"""The questions of the way in, one a screen, after the safety questions and before the first plan."""
