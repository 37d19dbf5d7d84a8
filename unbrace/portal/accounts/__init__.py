"""The door everybody comes in by: sign up, log in with a one-time code or a password, accept an invitation."""
