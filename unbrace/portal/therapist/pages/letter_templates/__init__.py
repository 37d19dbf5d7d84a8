"""Words to begin reports with, in versions."""
