"""A calm pacer for the breath: a circle that grows and sinks, the count in words, and on request sound or vibration."""
