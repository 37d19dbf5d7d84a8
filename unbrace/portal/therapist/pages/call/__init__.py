"""The therapist's side of a video visit: who waits, who is let in, and when it ends."""
