"""One's own sentences that are written often."""
