"""One safety question on a screen of its own."""
