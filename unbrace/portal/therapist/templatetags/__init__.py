"""What only the therapist's pages need in their templates."""
