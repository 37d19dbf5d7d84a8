"""Staying well: two days a week, rare check-ins, what to do when it comes back, and the easy way back."""
