"""The office's door: people, roles and settings in plain words. It does not read what patients log."""
