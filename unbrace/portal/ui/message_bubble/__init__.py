"""One message as both sides see it: who, when, what, whether it was read, and the way to take it back."""
