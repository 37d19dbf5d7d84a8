"""One's own clip with what the therapist said and drew to its moments."""
