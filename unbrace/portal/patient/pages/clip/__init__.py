"""Film a clip of one movement, watch it, and send it or throw it away."""
