"""Sign the end of the active phase: what the rules still miss, which exercises stay, on which two days."""
