"""One exercise of a programme being written: sets, reps, hold, side, rest, days."""
