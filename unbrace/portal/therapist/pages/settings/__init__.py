"""What the therapist is called, where they are, light or dark."""
