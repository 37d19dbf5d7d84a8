"""What a therapist wrote to one moment of a set, as both sides read it."""
