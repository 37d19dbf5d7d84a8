"""What the therapist signed, exercise by exercise."""
