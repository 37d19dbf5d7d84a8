"""Words to begin notes with: one's own and the clinic's."""
