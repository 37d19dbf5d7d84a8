"""Name, time zone, theme."""
