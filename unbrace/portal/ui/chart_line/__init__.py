"""One thing that happened, as a line of a chart."""
