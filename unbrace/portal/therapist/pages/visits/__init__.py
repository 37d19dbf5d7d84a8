"""A therapist's visits: the days to come, one visit, and booking or proposing one for a person."""
