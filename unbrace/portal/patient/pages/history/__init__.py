"""What was done: correct, take out, put back."""
