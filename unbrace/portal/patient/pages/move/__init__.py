"""The person decides whether another clinic goes on with their care, and what goes along."""
