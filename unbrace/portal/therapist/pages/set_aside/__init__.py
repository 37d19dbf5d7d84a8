"""What a therapist does about a row of the work-list besides deciding: until a day, to a colleague, done, and undo."""
