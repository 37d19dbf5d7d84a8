"""The days between two visits as a therapist reads them: pain as bars, walks and breathing in words, day by day."""
