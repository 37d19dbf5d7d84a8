"""Free times to choose one of, day by day, by two clocks where they differ."""
