"""Reports that were written for the person, and what went out about them: to whom, and until when it can be read."""
