"""A flare-up: how bad it is today, what helps on this day, and the end of it."""
