"""The quiet line that says that a therapist's time on this page is counted, with a button to stop it."""
