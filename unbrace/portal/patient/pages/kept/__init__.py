"""What the server refused and this device still keeps: read it, save a copy, throw it away."""
