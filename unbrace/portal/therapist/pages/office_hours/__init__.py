"""When a therapist can be met: the week, time away, extra hours, and the rules of booking."""
