"""Records of those who are treated elsewhere now: opened with a reason, for an hour, to be read."""
