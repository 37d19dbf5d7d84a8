"""The clinic's own thresholds of the work-list, within bounds, with every earlier version."""
